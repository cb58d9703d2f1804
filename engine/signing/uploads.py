"""Signed files as somebody sends them: PDFs, or ZIPs of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from engine import confined
from engine.attachments import MOST_BYTES
from engine.errors import UploadUnreadableError

WORKER = Path(__file__).with_name("unpacking.py")
LONGEST_NAME = 200
MOST = 40
"""Files at once."""
MOST_UNPACKED = 60 << 20
ZIP = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True)
class Upload:
    """`refused`: why it is not looked at any further, as a code."""

    name: str = field(repr=False)
    content: bytes = field(repr=False, default=b"")
    refused: str | None = None


def opened(sent: Sequence[tuple[str, bytes]]) -> list[Upload]:
    """Each file, also those within ZIPs; MOST of them, the rest refused."""
    found = [upload for name, content in sent for upload in _opened(name, content)]
    rest = [Upload(upload.name, refused="unreached") for upload in found[MOST:]]
    return [_looked_at(upload) for upload in found[:MOST]] + rest


def _opened(name: str, content: bytes) -> Iterable[Upload]:
    return _unpacked(name, content) if content.startswith(ZIP) else [Upload(name, content)]


def _unpacked(name: str, content: bytes) -> Iterator[Upload]:
    try:
        told, rest = confined.run(WORKER, [str(one) for one in (MOST, MOST_BYTES, MOST_UNPACKED)], content)
    except UploadUnreadableError:
        told, rest = {"refused": "zip"}, b""
    if "refused" in told:
        yield Upload(name, refused=told["refused"])
        return
    start = 0
    for inner, size in told["files"]:
        yield Upload(inner, rest[start : start + (size or 0)], None if size is not None else "too_big")
        start += size or 0


def _looked_at(upload: Upload) -> Upload:
    if upload.refused is None and len(upload.content) > MOST_BYTES:
        return Upload(upload.name, refused="too_big")
    if upload.refused is None and not upload.content.startswith(b"%PDF-"):
        return Upload(upload.name, refused="no_pdf")
    return upload
