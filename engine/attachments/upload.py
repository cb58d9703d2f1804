"""A file as it came, before anything in it is believed."""

import re
from dataclasses import dataclass, field
from typing import Literal

import filetype  # type: ignore[import-untyped]

from engine.errors import UploadKindError, UploadTooBigError

MOST_BYTES = 5_000_000
MOST_PAGES = 50
LONGEST_NAME = 120
MEDIA_TYPES: dict[str, Literal["picture", "pdf"]] = {
    "image/jpeg": "picture",
    "image/png": "picture",
    "application/pdf": "pdf",
}
UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069"<>|:*?]')
"""Control characters, direction marks, and what file systems refuse."""


@dataclass(frozen=True)
class Upload:
    """`file_name` is what the sender calls it; what it is, its bytes tell."""

    file_name: str = field(repr=False)
    content: bytes = field(repr=False)

    @property
    def kind(self) -> Literal["picture", "pdf"]:
        """By content; a size or kind that is not taken is refused."""
        if len(self.content) > MOST_BYTES:
            raise UploadTooBigError(len(self.content), MOST_BYTES)
        guess = filetype.guess(self.content[:300])
        kind = MEDIA_TYPES.get(guess.mime) if guess else None
        if kind is None:
            raise UploadKindError
        return kind

    @property
    def name(self) -> str:
        """The sender's name without folders and odd characters."""
        return UNFIT.sub("", re.split(r"[/\\]", self.file_name)[-1])[:LONGEST_NAME]

    def name_for(self, suffix: str) -> str:
        """The same, with the suffix of what is kept."""
        name = re.split(r"[/\\]", self.file_name)[-1]
        stem, dot, last = name.rpartition(".")
        stem = UNFIT.sub("", stem if dot else last).strip(" .")
        return f"{stem[:LONGEST_NAME] or 'berkas'}.{suffix}"
