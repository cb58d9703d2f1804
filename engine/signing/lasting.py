"""A further document time stamp behind a signed file, before the certificate of the last one ends or its algorithm is
to be left, so that what it proves goes on being proved (PAdES B-LTA, ETSI EN 319 142-1, 5.4.3)."""

import asyncio
import io
from collections.abc import Callable
from dataclasses import dataclass, field

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.signers.pdf_signer import TimestampDSSContentSettings
from pyhanko.sign.validation import async_validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko_certvalidator.errors import PathError, ValidationError

from engine.errors.signing import SignerRefusedError, UnsoundSignatureError
from engine.signing.signature import Signature, Stamp
from engine.signing.stamps import TimeStamper, TimestampRequestError
from engine.signing.trust import Trust
from engine.signing.validation import inspect

DIGEST = "sha256"
"""What further time stamps are made over."""
BEFORE = TimestampDSSContentSettings(include_vri=False, update_before_ts=True)


@dataclass(frozen=True)
class Renewed:
    """`pdf` begins with the file that was given."""

    pdf: bytes = field(repr=False)
    last: Stamp


def last_stamp(pdf: bytes, trust: Trust) -> Stamp | None:
    """None of a file without document time stamps. Raises UnsoundSignatureError where its signature holds no more."""
    return inspect(pdf, trust).last


def renew(pdf: bytes, trust: Trust, stamps: Callable[[], TimeStamper]) -> Renewed:
    """Raises UnsoundSignatureError where it holds no more, SignerBusyError, SignerRefusedError."""
    before = inspect(pdf, trust)
    try:
        renewed = asyncio.run(_stamped(pdf, trust, stamps()))
    except (SigningError, TimestampRequestError, PathError, ValidationError):
        raise SignerRefusedError(
            "stamps_refused", "Expected a time stamp that is believed, but the authority gives none"
        ) from None
    return Renewed(renewed, _confirmed(renewed, pdf, before, trust))


async def _stamped(pdf: bytes, trust: Trust, stamps: TimeStamper) -> bytes:
    """The proofs that the last stamp counts go before the new one, which covers them and ends the file."""
    reader = PdfFileReader(io.BytesIO(pdf), strict=True)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    made = reader.embedded_timestamp_signatures
    async with trust.asked() as contexts:
        proofs = contexts.now()
        if made:
            status = await async_validate_pdf_timestamp(made[-1], proofs, skip_diff=True)
            DocumentSecurityStore.supply_dss_in_writer(
                writer, None, paths=[status.validation_path], validation_context=proofs
            )
        stamper = PdfTimeStamper(stamps, field_name=f"CapWaktu{len(made) + 1}")
        output = await stamper.async_timestamp_pdf(writer, DIGEST, proofs, dss_settings=BEFORE)
        return bytes(output.getvalue())


def _confirmed(renewed: bytes, pdf: bytes, before: Signature, trust: Trust) -> Stamp:
    after = inspect(renewed, trust)
    if not renewed.startswith(pdf) or after.certificate != before.certificate or after.last is None:
        raise UnsoundSignatureError("other_file", "Expected the file that was stamped, but another came back")
    return after.last
