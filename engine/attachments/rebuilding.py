"""Makes a new file that shows what an upload shows, in a process that may do little and ends soon."""

import hashlib
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from engine.attachments.upload import MOST_PAGES, Upload
from engine.errors import EngineError, PictureTooBigError, UploadPagesError, UploadUnreadableError

WORKER = Path(__file__).with_name("worker.py")
PATIENCE = 30
"""Seconds on the clock; the worker's own limit is in seconds of processor time."""
_AT_ONCE = threading.BoundedSemaphore(2)


@dataclass(frozen=True)
class Paper:
    """What is kept of an upload: nothing of the file that came but what it shows."""

    file_name: str = field(repr=False)
    media_type: str
    content: bytes = field(repr=False)
    pages: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def rebuild(upload: Upload) -> Paper:
    """Takes from 0.2 to a few seconds: call it before a transaction, not in one."""
    kind = upload.kind
    with _AT_ONCE:
        output = _run(kind, upload.content)
    head, _, content = output.partition(b"\n")
    made = _read(head)
    if "refused" in made:
        raise _refusal(made)
    return Paper(upload.name_for(made["suffix"]), made["media_type"], content, made["pages"])


def _run(kind: str, content: bytes) -> bytes:
    command = [sys.executable, "-I", "-B", str(WORKER), kind, str(MOST_PAGES)]
    try:
        done = subprocess.run(  # noqa: S603 - our own script; the upload goes in as its input only
            command, input=content, capture_output=True, timeout=PATIENCE, env={}, cwd="/", check=False
        )
    except subprocess.TimeoutExpired:
        raise UploadUnreadableError("it takes too long to read") from None
    if done.returncode != 0:
        raise UploadUnreadableError("reading it broke off")
    return done.stdout


def _read(head: bytes) -> Mapping[str, Any]:
    try:
        made: Mapping[str, Any] = orjson.loads(head)
    except ValueError:
        raise UploadUnreadableError("reading it broke off") from None
    return made


def _refusal(made: Mapping[str, Any]) -> EngineError:
    match made["refused"]:
        case "pages":
            return UploadPagesError(made["count"], MOST_PAGES)
        case "pixels":
            return PictureTooBigError(made["count"], made["most"])
        case _:
            return UploadUnreadableError(made["why"])
