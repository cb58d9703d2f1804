"""A throw-away certificate authority for trying out and for tests: a root, an issuing authority below it, its lists of
revoked certificates, its answers, its clock. Nobody else believes it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
YEARS = dt.timedelta(days=3650)
HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Holder:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: Key = field(repr=False)

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def key_der(self) -> bytes:
        return self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


@dataclass
class Authority:
    """`address`: where its lists, answers and time stamps are served; without one they are only handed over."""

    root: Holder
    issuing: Holder
    stamping: Holder
    address: str | None = None
    revoked: dict[int, dt.datetime] = field(default_factory=dict)
    """Serial number -> since when."""
    known: list[x509.Certificate] = field(default_factory=list)
    """The certificates of officers and of earlier clocks, of which OCSP answers speak."""

    @classmethod
    def found(cls, address: str | None = None) -> "Authority":
        root = _certified(_Wanted("Akar Contoh", depth=1), None)
        issuing = _certified(_Wanted("Penerbit Contoh", depth=0), root, address)
        stamping = _certified(
            _Wanted("Jam Contoh", purpose=ExtendedKeyUsageOID.TIME_STAMPING), issuing, address
        )
        return cls(root, issuing, stamping, address)

    @classmethod
    def load(cls, folder: Path) -> "Authority":
        """From `save`."""
        root, issuing, stamping = (
            _opened((folder / f"{name}.p12").read_bytes()) for name in ("root", "issuing", "stamping")
        )
        return cls(root, issuing, stamping)

    def save(self, folder: Path) -> None:
        """Without passwords: what it says counts for nobody."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, holder in (("root", self.root), ("issuing", self.issuing), ("stamping", self.stamping)):
            content = pkcs12.serialize_key_and_certificates(
                name.encode(), holder.key, holder.certificate, None, NoEncryption()
            )
            (folder / f"{name}.p12").write_bytes(content)
        (folder / "root.pem").write_bytes(self.root.certificate.public_bytes(Encoding.PEM))

    def new_clock(self, until: dt.datetime | None = None) -> None:
        """Time stamps are made with another certificate from now on, which ends then."""
        self.known.append(self.stamping.certificate)
        wanted = _Wanted("Jam Contoh", purpose=ExtendedKeyUsageOID.TIME_STAMPING, until=until)
        self.stamping = _certified(wanted, self.issuing, self.address)

    def officer(self, name: str, number: str | None) -> Holder:
        """Somebody who signs; `number` is his NIP."""
        made = _certified(_Wanted(name, number), self.issuing, self.address)
        self.known.append(made.certificate)
        return made

    def file_of(self, officer: Holder, passphrase: bytes) -> bytes:
        """The officer's PKCS #12 file."""
        return pkcs12.serialize_key_and_certificates(
            b"tanda tangan",
            officer.key,
            officer.certificate,
            [self.issuing.certificate],
            BestAvailableEncryption(passphrase),
        )

    def revoke(self, certificate: x509.Certificate, since: dt.datetime | None = None) -> None:
        self.revoked[certificate.serial_number] = since or _now()

    def lists(self) -> Sequence[bytes]:
        """What is revoked now, by the root and by the issuing authority, in DER."""
        return [self.list_of(holder) for holder in (self.root, self.issuing)]

    def list_of(self, holder: Holder) -> bytes:
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(holder.certificate.subject)
            .last_update(_now() - dt.timedelta(minutes=1))
            .next_update(_now() + 24 * HOUR)
            .add_extension(x509.CRLNumber(int(_now().timestamp())), critical=False)
            .add_extension(_authority(holder), critical=False)
        )
        for serial, since in self.revoked.items():
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(since).build()
            )
        return builder.sign(holder.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def answer(self, request: bytes) -> bytes:
        """To an OCSP request."""
        serial = ocsp.load_der_ocsp_request(request).serial_number
        known = (*self.known, self.stamping.certificate)
        certificate = next((one for one in known if one.serial_number == serial), None)
        if certificate is None:
            refused = ocsp.OCSPResponseBuilder.build_unsuccessful(ocsp.OCSPResponseStatus.UNAUTHORIZED)
            return refused.public_bytes(Encoding.DER)
        since = self.revoked.get(serial)
        response = ocsp.OCSPResponseBuilder().add_response(
            cert=certificate,
            issuer=self.issuing.certificate,
            algorithm=hashes.SHA1(),  # noqa: S303 - names the certificate, as RFC 6960 does
            cert_status=ocsp.OCSPCertStatus.REVOKED if since else ocsp.OCSPCertStatus.GOOD,
            this_update=_now(),
            next_update=_now() + HOUR,
            revocation_time=since,
            revocation_reason=x509.ReasonFlags.key_compromise if since else None,
        )
        responder = response.responder_id(ocsp.OCSPResponderEncoding.HASH, self.issuing.certificate)
        return responder.sign(self.issuing.key, hashes.SHA256()).public_bytes(Encoding.DER)


@dataclass(frozen=True)
class _Wanted:
    """`depth` of an authority: how many may stand below it; None for whoever is none."""

    name: str
    number: str | None = None
    depth: int | None = None
    purpose: x509.ObjectIdentifier | None = None
    until: dt.datetime | None = None

    @property
    def subject(self) -> x509.Name:
        said = {
            NameOID.COUNTRY_NAME: "ID",
            NameOID.ORGANIZATION_NAME: "CONTOH - TIDAK BERLAKU",
            NameOID.COMMON_NAME: self.name,
            NameOID.SERIAL_NUMBER: self.number,
        }
        return x509.Name([x509.NameAttribute(kind, text) for kind, text in said.items() if text])


def _certified(wanted: _Wanted, issuer: Holder | None, address: str | None = None) -> Holder:
    key = _key(wanted)
    above = issuer.key if issuer else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(wanted.subject)
        .issuer_name(issuer.certificate.subject if issuer else wanted.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_now() - 24 * HOUR)
        .not_valid_after(wanted.until or _now() + YEARS)
        .add_extension(x509.BasicConstraints(wanted.depth is not None, wanted.depth), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above.public_key()), critical=False)
        .add_extension(_usage(wanted), critical=True)
    )
    if wanted.purpose:
        builder = builder.add_extension(x509.ExtendedKeyUsage([wanted.purpose]), critical=True)
    if issuer and address:
        builder = _told_where(builder, issuer, address)
    return Holder(builder.sign(above, hashes.SHA256()), key)


def _key(wanted: _Wanted) -> Key:
    """pyHanko's own time stamps are made with RSA; elsewhere the curve is far quicker to make."""
    return (
        rsa.generate_private_key(65537, 2048) if wanted.purpose else ec.generate_private_key(ec.SECP256R1())
    )


def _usage(wanted: _Wanted) -> x509.KeyUsage:
    signs_others = wanted.depth is not None
    return x509.KeyUsage(
        digital_signature=not signs_others,
        content_commitment=not signs_others and wanted.purpose is None,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_others,
        crl_sign=signs_others,
        encipher_only=False,
        decipher_only=False,
    )


def _told_where(builder: x509.CertificateBuilder, issuer: Holder, address: str) -> x509.CertificateBuilder:
    """Where its list is, and its answers; the root gives lists only."""
    is_root = issuer.certificate.subject == issuer.certificate.issuer
    place = x509.UniformResourceIdentifier(f"{address}/{'root' if is_root else 'issuing'}.crl")
    builder = builder.add_extension(
        x509.CRLDistributionPoints([x509.DistributionPoint([place], None, None, None)]), critical=False
    )
    if is_root:
        return builder
    answers = x509.AccessDescription(
        AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(f"{address}/ocsp")
    )
    return builder.add_extension(x509.AuthorityInformationAccess([answers]), critical=False)


def _authority(holder: Holder) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(holder.key.public_key())


def _opened(content: bytes) -> Holder:
    key, certificate, _ = pkcs12.load_key_and_certificates(content, None)
    assert isinstance(key, Key)
    assert certificate is not None
    return Holder(certificate, key)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
