"""Whether a PDF's signature holds: one officer's, over the whole file, with a certificate that counted then."""

import asyncio
import io
from dataclasses import dataclass, field
from datetime import datetime

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
from engine.signing.port import Officer
from engine.signing.trust import Contexts, Trust

LARGEST = 20 << 20
WHOLE = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
HARMLESS = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES)
"""What may stand behind a signature: nothing, or proofs and a time stamp."""


@dataclass(frozen=True)
class Signature:
    """A signature that holds. `at`: when a time stamp says it was there, else None; `certificate`: its SHA-256."""

    name: str = field(repr=False)
    number: str | None = field(repr=False)
    at: datetime | None
    certificate: str


def inspect(pdf: bytes, trust: Trust) -> Signature:
    """Raises UnsoundSignatureError with the first thing that is wrong."""
    if len(pdf) > LARGEST:
        raise UnsoundSignatureError("too_big", f"Expected at most {LARGEST} bytes, but it has more")
    try:
        return asyncio.run(_inspected(pdf, trust))
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
    signature = inspect(signed, trust)
    if not is_of(signature, officer):
        raise UnsoundSignatureError(
            "other_person", "Expected the signature of the officer of the task, but it is somebody else's"
        )
    return signature


def is_of(signature: Signature, officer: Officer) -> bool:
    """By name; and by NIP or NIK, where the certificate tells a number."""
    same_name = _plain(signature.name) == _plain(officer.name)
    return same_name and signature.number in (None, officer.number, officer.nik)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


async def _inspected(pdf: bytes, trust: Trust) -> Signature:
    reader = PdfFileReader(io.BytesIO(pdf), strict=True)
    signatures = reader.embedded_regular_signatures
    if len(signatures) != 1:
        raise UnsoundSignatureError("count", f"Expected one signature, but the file has {len(signatures)}")
    signature = signatures[0]
    _is_covered(reader, len(pdf))
    async with trust.asked() as contexts:
        status, at = await _status(signature, contexts)
        _is_sound(status)
        await _are_stamped(reader, contexts)
    subject = signature.signer_cert.subject.native
    return Signature(
        name=str(subject.get("common_name", "")),
        number=subject.get("serial_number"),
        at=at,
        certificate=signature.signer_cert.sha256.hex(),
    )


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


def _is_sound(status: PdfSignatureStatus) -> None:
    if not (status.intact and status.valid):
        raise UnsoundSignatureError("altered", "Expected the file as it was signed, but it was altered")
    if status.coverage not in WHOLE or status.modification_level not in HARMLESS or not status.docmdp_ok:
        raise UnsoundSignatureError("added", "Expected nothing behind the signature, but something was added")
    if status.revoked:
        raise UnsoundSignatureError("revoked", "Expected a certificate in force, but it was revoked")
    if not (status.trusted and status.bottom_line):
        raise UnsoundSignatureError(
            "untrusted", "Expected a certificate that the office believes, but it does not"
        )
