"""The ways by which a notice leaves the office, behind a port; a folder of files is one of them."""

import os
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

import orjson

from engine.calls import Later
from engine.errors import EngineError


class ChannelUnsetError(EngineError):
    def __init__(self) -> None:
        super().__init__(
            "Expected TERBIT_SMTP_HOST, _FROM and _GATEWAY with TERBIT_NOTICES=smtp, but one is empty"
        )


@dataclass(frozen=True)
class Letter:
    """`key` is the same however often it is sent; `to` is a telephone number as the applicant gave it."""

    key: str
    to: str = field(repr=False)
    text: str
    at: datetime


class Channel(Protocol):
    @property
    def name(self) -> str:
        """As the history tells it."""

    def send(self, letter: Letter) -> None:
        """The same letter twice is one. Raises Later where it may go through another time, Refused where never."""


@dataclass(frozen=True)
class FileChannel:
    """One file a notice, for the eyes of this user only, from which the office's own gateway sends them."""

    folder: Path
    name: str = "berkas"

    def send(self, letter: Letter) -> None:
        """Whole or not at all: the gateway may look at any moment."""
        content = orjson.dumps({"to": letter.to, "text": letter.text, "at": letter.at.isoformat()})
        draft = self.folder / f".{letter.key}"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self.folder / f"{letter.key}.json")
        except OSError as problem:
            raise Later(
                f"Expected an outbox that takes a notice, but the system says {problem.strerror}"
            ) from problem
