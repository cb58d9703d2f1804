"""Signatures of a made-up office: by an authority of its own, with keys that it makes for whoever signs."""

from collections.abc import Callable
from pathlib import Path
from secrets import token_hex

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from pyhanko_certvalidator.registry import SimpleCertificateStore

from engine.demo.authority import Authority
from engine.signing.local import LocalSigner
from engine.signing.port import MADE_UP, Officer
from engine.signing.stamps import DummyTimeStamper, TimeStamper
from engine.signing.trust import Trust

PASSPHRASE = "contoh-terbit"  # noqa: S105 - printed at every start of a demo office


def made_up(folder: Path, passphrase: str | None = None) -> LocalSigner:
    """The authority is made once and kept in the folder, where `root.pem` says whom to believe. With the passphrase
    nobody is asked for it."""
    authority = kept(folder)
    return LocalSigner(
        trust=trust(authority),
        stamps=lambda: stamps(authority),
        keys=_keys(authority, folder),
        passphrase=None if passphrase is None else passphrase.encode(),
        name=MADE_UP,
    )


def kept(folder: Path) -> Authority:
    if not (folder / "root.pem").exists():
        Authority.found().save(folder)
    return Authority.load(folder)


def trust(authority: Authority) -> Trust:
    return Trust((authority.root.der,), (authority.issuing.der,), authority.lists)


def stamps(authority: Authority) -> TimeStamper:
    return DummyTimeStamper(
        Certificate.load(authority.stamping.der),
        PrivateKeyInfo.load(authority.stamping.key_der),
        SimpleCertificateStore.from_certs([Certificate.load(authority.issuing.der)]),
    )


def _keys(authority: Authority, folder: Path) -> Callable[[Officer], bytes]:
    def of(officer: Officer) -> bytes:
        path = folder / f"{officer.person_id}.p12"
        if not path.exists():
            beside = path.with_suffix(f".{token_hex(4)}")
            beside.write_bytes(
                authority.file_of(authority.officer(officer.name, officer.number), PASSPHRASE.encode())
            )
            beside.replace(path)
        return path.read_bytes()

    return of
