"""Whether a PDF's signature holds: one officer's, over the whole file, with a certificate that counted then."""

import asyncio
import io
from collections.abc import Sequence
from datetime import UTC, datetime

from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from engine.errors.signing import UnsoundSignatureError
from engine.signing.behind import is_signature_only
from engine.signing.port import Level, Officer
from engine.signing.signature import Signature
from engine.signing.trust import Contexts, Trust

LARGEST = 20 << 20
WHOLE = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
HARMLESS = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES)
"""What may stand behind a signature: nothing, or proofs and a time stamp."""
PADES = "/ETSI.CAdES.detached"


def inspect(pdf: bytes, trust: Trust, sent: int | None = None) -> Signature:
    """`sent`: the size of the file as it was sent to be signed, which this one begins with; None where it is not known.
    Raises UnsoundSignatureError with the first thing that is wrong."""
    if len(pdf) > LARGEST:
        raise UnsoundSignatureError("too_big", f"Expected at most {LARGEST} bytes, but it has more")
    try:
        return asyncio.run(_inspected(pdf, trust, sent))
    except UnsoundSignatureError:
        raise
    except Exception as problem:  # whatever a file that somebody made up brings the library to
        kind = type(problem).__name__
        raise UnsoundSignatureError(
            "unreadable", f"Expected a PDF that can be read, but reading it ended with {kind}"
        ) from None


def confirm(signed: bytes, plain: bytes, officer: Officer, trust: Trust) -> Signature:
    """That the file is ours with the officer's signature behind it. Raises UnsoundSignatureError."""
    if not signed.startswith(plain):
        raise UnsoundSignatureError(
            "other_file", "Expected the file that was sent, but another came back signed"
        )
    return inspect(signed, trust, len(plain)).require(officer)


async def _inspected(pdf: bytes, trust: Trust, sent: int | None) -> Signature:
    reader = PdfFileReader(io.BytesIO(pdf), strict=True)
    signature = _only(reader)
    _is_covered(reader, len(pdf))
    if sent is not None:
        is_signature_only(reader, pdf[:sent])
    async with trust.asked() as contexts:
        status, at = await _status(signature, contexts)
        _is_sound(signature, status, at)
        await _are_stamped(reader, contexts)
    subject = signature.signer_cert.subject.native
    return Signature(
        name=str(subject.get("common_name", "")),
        number=subject.get("serial_number"),
        at=at,
        certificate=signature.signer_cert.sha256.hex(),
        level=await _level(signature, at, trust),
    )


def _only(reader: PdfFileReader) -> EmbeddedPdfSignature:
    found: Sequence[EmbeddedPdfSignature] = reader.embedded_regular_signatures
    if not found:
        raise UnsoundSignatureError("unsigned", "Expected a signature, but the file has none")
    if len(found) > 1:
        raise UnsoundSignatureError("count", f"Expected one signature, but the file has {len(found)}")
    return found[0]


async def _level(signature: EmbeddedPdfSignature, at: datetime | None, trust: Trust) -> Level | None:
    """B-LTA where a time stamp stands over proofs of its own that are enough (ETSI EN 319 142-1, 6.3)."""
    reader = signature.reader
    if signature.sig_object.get("/SubFilter") != PADES:
        return None
    if at is None:
        return "B-B"
    if not reader.embedded_timestamp_signatures:
        return "B-T"
    async with Trust(trust.roots, trust.others).asked() as contexts:
        then = _context_at(reader, at, contexts)
        alone = await async_validate_pdf_signature(signature, then, then)
    return "B-LTA" if alone.bottom_line else "B-T"


async def _are_stamped(reader: PdfFileReader, contexts: Contexts) -> None:
    for stamp in reader.embedded_timestamp_signatures:
        stamped = await async_validate_pdf_timestamp(stamp, contexts.now())
        if not (stamped.intact and stamped.valid and stamped.trusted) or stamped.coverage not in WHOLE:
            raise UnsoundSignatureError("stamp", "Expected a time stamp that holds, but this one does not")


def _is_covered(reader: PdfFileReader, size: int) -> None:
    """The last signature or time stamp ends where the file ends: bytes behind it, even invisible ones, are nobody's."""
    ranges = [[int(number) for number in one.byte_range] for one in reader.embedded_signatures]
    if max(start + length for _, _, start, length in ranges) != size:
        raise UnsoundSignatureError(
            "uncovered", "Expected the signature to cover the whole file, but it does not"
        )


async def _status(
    signature: EmbeddedPdfSignature, contexts: Contexts
) -> tuple[PdfSignatureStatus, datetime | None]:
    """As of the moment of its time stamp, where it has one that holds, else as of now."""
    now = await async_validate_pdf_signature(signature, contexts.now(), contexts.now())
    stamp = now.timestamp_validity
    if stamp is None:
        return now, None
    if not (stamp.valid and stamp.intact and stamp.trusted):
        raise UnsoundSignatureError("stamp", "Expected a time stamp that holds, but this one does not")
    then = _context_at(signature.reader, stamp.timestamp, contexts)
    return await async_validate_pdf_signature(signature, then, contexts.now()), stamp.timestamp


def _context_at(reader: PdfFileReader, moment: datetime, contexts: Contexts) -> ValidationContext:
    """With the proofs that the file brought along: they may be the only ones that are left of that time."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return contexts.at(moment)
    lists = [one.get_object().read_data(DecodePurpose.CRL) for one in store.crls]
    answers = [one.get_object().read_data(DecodePurpose.OCSP_RESPONSE) for one in store.ocsps]
    return contexts.at(moment, lists, answers)


def _is_sound(signature: EmbeddedPdfSignature, status: PdfSignatureStatus, at: datetime | None) -> None:
    if not (status.intact and status.valid):
        raise UnsoundSignatureError("altered", "Expected the file as it was signed, but it was altered")
    if status.coverage not in WHOLE or status.modification_level not in HARMLESS or not status.docmdp_ok:
        raise UnsoundSignatureError("added", "Expected nothing behind the signature, but something was added")
    if status.revoked:
        raise UnsoundSignatureError("revoked", "Expected a certificate in force, but it was revoked")
    if status.trusted and status.bottom_line:
        return
    if signature.signer_cert.not_valid_after < (at or datetime.now(UTC)):
        raise UnsoundSignatureError("expired", "Expected a certificate in force, but it had ended")
    raise UnsoundSignatureError(
        "untrusted", "Expected a certificate that the office believes, but it does not"
    )
