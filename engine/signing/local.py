"""Signs here, with the officer's key from a PKCS #12 file."""

import asyncio
import io
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers import Signer as KeyHolder
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, TimestampDSSContentSettings
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError

from engine.errors.signing import OfficerRefusedError, SignerBusyError, SignerRefusedError
from engine.signing.port import Level, Officer, Order
from engine.signing.stamps import TimeStamper, TimestampRequestError
from engine.signing.trust import Trust

FIELD = "TandaTangan"
PROOFS = DSSContentSettings(
    include_vri=False, next_ts_settings=TimestampDSSContentSettings(include_vri=False, update_before_ts=True)
)
"""Before the last time stamp, so that it covers them and the file ends with it."""
NEEDLESS = logging.getLogger("pyhanko.sign.signers.pdf_signer")
"""Warns of every signature whose proofs are at hand already."""


@dataclass(frozen=True)
class LocalSigner:
    """`keys`: an officer's PKCS #12 file, None where he has none. `passphrase` opens it; without one the officer is
    asked."""

    trust: Trust
    stamps: Callable[[], TimeStamper]
    keys: Callable[[Officer], bytes | None] = field(repr=False)
    passphrase: bytes | None = field(default=None, repr=False)
    name: str = "local"

    @property
    def asks(self) -> bool:
        return self.passphrase is None

    def sign(self, order: Order) -> bytes:
        return put_on(order.pdf, self._opened(order), order.level, self.trust, self.stamps)

    def _opened(self, order: Order) -> KeyHolder:
        file = self.keys(order.officer)
        if file is None:
            raise SignerRefusedError("no_key", "Expected a key of the officer who signs, but there is none")
        try:
            holder: KeyHolder = SimpleSigner.load_pkcs12_data(
                file, other_certs=[], passphrase=self._passphrase(order)
            )
        except ValueError:
            raise OfficerRefusedError(
                "passphrase", "Expected the passphrase of the key, but got another one"
            ) from None
        return holder

    def _passphrase(self, order: Order) -> bytes:
        if self.passphrase is not None:
            return self.passphrase
        return b"" if order.secret is None else order.secret.reveal().encode()


def put_on(
    pdf: bytes, holder: KeyHolder, level: Level, trust: Trust, stamps: Callable[[], TimeStamper]
) -> bytes:
    """The file with a certifying signature behind it that allows no change (DocMDP 1); the file itself stays as it
    is. A newline goes before: PDF/A wants one after %%EOF (ISO 19005-2, 6.1.3)."""
    NEEDLESS.setLevel(logging.ERROR)
    try:
        return asyncio.run(_signed(pdf, holder, level, trust, stamps))
    except TimestampRequestError:
        raise SignerBusyError(
            "stamps", "Expected a time stamp, but the authority that gives them says no"
        ) from None
    except (SigningError, PathError):
        raise SignerRefusedError(
            "certificate", "Expected a certificate that is believed and not revoked, but this one is not"
        ) from None


async def _signed(
    pdf: bytes, holder: KeyHolder, level: Level, trust: Trust, stamps: Callable[[], TimeStamper]
) -> bytes:
    whole = level == "B-LTA"
    async with trust.asked() as contexts:
        metadata = _metadata(contexts.now() if whole else None)
        signer = PdfSigner(metadata, holder, timestamper=None if level == "B-B" else stamps())
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf if pdf.endswith(b"\n") else pdf + b"\n"))
        return bytes((await signer.async_sign_pdf(writer)).getvalue())


def _metadata(proofs: ValidationContext | None) -> PdfSignatureMetadata:
    return PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        embed_validation_info=proofs is not None,
        use_pades_lta=proofs is not None,
        validation_context=proofs,
        dss_settings=PROOFS,
    )
