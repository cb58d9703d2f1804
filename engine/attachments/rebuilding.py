"""Makes a new file that shows what an upload shows, in a process that may do little and ends soon."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine import confined
from engine.attachments.upload import MOST_PAGES, Upload
from engine.errors import EngineError, PictureTooBigError, UploadPagesError, UploadUnreadableError

WORKER = Path(__file__).with_name("worker.py")


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
    made, content = confined.run(WORKER, [upload.kind, str(MOST_PAGES)], upload.content)
    if "refused" in made:
        raise _refusal(made)
    return Paper(upload.name_for(made["suffix"]), made["media_type"], content, made["pages"])


def _refusal(made: Mapping[str, Any]) -> EngineError:
    match made["refused"]:
        case "pages":
            return UploadPagesError(made["count"], MOST_PAGES)
        case "pixels":
            return PictureTooBigError(made["count"], made["most"])
        case _:
            return UploadUnreadableError(made["why"])
