"""Whether a PDF's signature holds: one officer's, over the whole file, with a certificate that counted then. Document
time stamps are a chain: the last one has to count now, each other when the next was made, the signature when the first
was."""

import asyncio
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from asn1crypto import parser
from pyhanko.pdf_utils.decode_limits import DecodePurpose
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.rw_common import PdfHandler
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature, async_validate_pdf_timestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import (
    DocumentTimestampStatus,
    PdfSignatureStatus,
    SignatureCoverageLevel,
)
from pyhanko_certvalidator import ValidationContext

from engine.errors.signing import UnsoundSignatureError
from engine.signing.behind import is_signature_only
from engine.signing.port import Level, Officer
from engine.signing.signature import Signature, Stamp
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
    _is_covered(reader, pdf)
    if sent is not None:
        is_signature_only(reader, pdf[:sent])
    async with trust.asked() as contexts:
        chain = await _chained(reader, contexts)
        status, at = await _status(signature, chain)
    _is_sound(signature, status, at)
    subject = signature.signer_cert.subject.native
    return Signature(
        name=str(subject.get("common_name", "")),
        number=subject.get("serial_number"),
        at=at,
        certificate=signature.signer_cert.sha256.hex(),
        level=await _level(signature, at, chain, trust),
        stamped_at=None if chain.last is None else chain.last.at,
        ends_at=None if chain.last is None else chain.last.until,
    )


def _only(reader: PdfFileReader) -> EmbeddedPdfSignature:
    found: Sequence[EmbeddedPdfSignature] = reader.embedded_regular_signatures
    if not found:
        raise UnsoundSignatureError("unsigned", "Expected a signature, but the file has none")
    if len(found) > 1:
        raise UnsoundSignatureError("count", f"Expected one signature, but the file has {len(found)}")
    return found[0]


@dataclass(frozen=True)
class _Chain:
    """`since`: when the first document time stamp was made, and with it all that it covers was there; None without
    any. `covered`: the file as it covers it."""

    contexts: Contexts
    covered: PdfHandler
    since: datetime | None = None
    last: Stamp | None = None

    def then(self) -> ValidationContext:
        """What is below it counted then, by proofs that it covers: they may be the only ones left of that time."""
        return self.contexts.now() if self.since is None else self.at(self.since)

    def at(self, moment: datetime) -> ValidationContext:
        try:
            store = DocumentSecurityStore.read_dss(self.covered)
        except NoDSSFoundError:
            return self.contexts.at(moment)
        lists = [one.get_object().read_data(DecodePurpose.CRL) for one in store.crls]
        answers = [one.get_object().read_data(DecodePurpose.OCSP_RESPONSE) for one in store.ocsps]
        return self.contexts.at(moment, lists, answers)


async def _level(
    signature: EmbeddedPdfSignature, at: datetime | None, chain: _Chain, trust: Trust
) -> Level | None:
    """B-LTA where a time stamp stands over proofs of its own that are enough (ETSI EN 319 142-1, 6.3)."""
    if signature.sig_object.get("/SubFilter") != PADES:
        return None
    if at is None:
        return "B-B"
    if chain.last is None:
        return "B-T"
    async with Trust(trust.roots, trust.others).asked() as contexts:
        then = replace(chain, contexts=contexts).at(at)
        alone = await async_validate_pdf_signature(signature, then, then)
    return "B-LTA" if alone.bottom_line else "B-T"


async def _chained(reader: PdfFileReader, contexts: Contexts) -> _Chain:
    """From the last document time stamp to the first."""
    chain = _Chain(contexts, reader)
    for stamp in reversed(reader.embedded_timestamp_signatures):
        found = await async_validate_pdf_timestamp(stamp, chain.then())
        if not found.intact:
            raise _altered()
        if not (found.valid and found.trusted) or found.coverage not in WHOLE:
            raise _false_stamp()
        if chain.since is not None and found.timestamp > chain.since:
            raise _false_stamp()
        last = chain.last or Stamp(found.timestamp, _until(found))
        covered = reader.get_historical_resolver(stamp.signed_revision)
        chain = _Chain(contexts, covered, found.timestamp, last)
    return chain


def _until(status: DocumentTimestampStatus) -> datetime:
    path = status.validation_path
    assert path is not None  # it is trusted
    until: datetime = min(one.not_valid_after for one in path.iter_certs(include_root=False))
    return until


def _false_stamp() -> UnsoundSignatureError:
    return UnsoundSignatureError("stamp", "Expected a time stamp that holds, but this one does not")


def _altered() -> UnsoundSignatureError:
    return UnsoundSignatureError("altered", "Expected the file as it was signed, but it was altered")


def _is_covered(reader: PdfFileReader, pdf: bytes) -> None:
    """The last signature or time stamp ends where the file ends, and fills its gap with itself and noughts: bytes
    behind it, or beside it in the gap, are nobody's, even invisible ones."""
    ranges = [[int(number) for number in one.byte_range] for one in reader.embedded_signatures]
    start, length, second, rest = max(ranges, key=lambda found: found[2] + found[3])
    last = reader.embedded_signatures[ranges.index([start, length, second, rest])]
    held = last.pkcs7_content
    alone = b"".join(parser.parse(held)[3:]).ljust(len(held), b"\0").hex()
    gap = pdf[start + length : second]
    if second + rest != len(pdf) or gap not in (b"<%s>" % text.encode() for text in (alone, alone.upper())):
        raise UnsoundSignatureError(
            "uncovered", "Expected the signature to cover the whole file, but it does not"
        )


async def _status(
    signature: EmbeddedPdfSignature, chain: _Chain
) -> tuple[PdfSignatureStatus, datetime | None]:
    """As of the moment of its own time stamp, where it has one that holds, else as of when the first document time
    stamp was made, or as of now."""
    first = await async_validate_pdf_signature(signature, chain.then(), chain.then())
    stamp = first.timestamp_validity
    if stamp is None:
        return first, chain.since
    if not (stamp.valid and stamp.intact and stamp.trusted):
        raise _false_stamp()
    return (
        await async_validate_pdf_signature(signature, chain.at(stamp.timestamp), chain.then()),
        stamp.timestamp,
    )


def _is_sound(signature: EmbeddedPdfSignature, status: PdfSignatureStatus, at: datetime | None) -> None:
    if not (status.intact and status.valid):
        raise _altered()
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
