"""A file of applications as it came: what it is, its bytes tell; it is read in a process that may do little."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from engine import confined
from engine.errors import BatchFileError, UploadUnreadableError

WORKER = Path(__file__).with_name("worker.py")
MOST_BYTES = 2_000_000
MOST_ROWS = 200
"""Applications in one file."""
MOST_COLUMNS = 120
HEADS = 5
PACKED = b"PK\x03\x04"
OLD = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class BatchFile:
    content: bytes = field(repr=False)

    @property
    def kind(self) -> str:
        """`xlsx` or `csv`."""
        if len(self.content) > MOST_BYTES:
            raise BatchFileError("size")
        if self.content.startswith(OLD):
            raise BatchFileError("old")
        return "xlsx" if self.content.startswith(PACKED) else "csv"


def rows(file: BatchFile) -> list[list[Any]]:
    """Takes a fifth of a second: call it before a transaction, not in one."""
    limits = [file.kind, str(MOST_ROWS + HEADS), str(MOST_COLUMNS)]
    try:
        told, rest = confined.run(WORKER, limits, file.content)
    except UploadUnreadableError:
        raise BatchFileError("unreadable") from None
    if "refused" in told:
        raise BatchFileError(str(told["refused"]))
    found: list[list[Any]] = orjson.loads(rest)
    return found
