"""What is known of a signature that holds, and whose it is."""

from dataclasses import dataclass, field
from datetime import datetime

from engine.errors.signing import UnsoundSignatureError
from engine.signing.port import LEVELS, Level, Officer

MOMENTS = ("at", "stamped_at", "ends_at")


@dataclass(frozen=True)
class Stamp:
    """A document time stamp: when it was made, and until when it counts by itself, which is as long as each certificate
    below the root does."""

    at: datetime
    until: datetime


@dataclass(frozen=True)
class Signature:
    """A signature that holds. `at`: when a time stamp says it was there, else None; `certificate`: its SHA-256;
    `level`: the highest that it reaches, None where it is no PAdES."""

    name: str = field(repr=False)
    number: str | None = field(repr=False)
    at: datetime | None
    certificate: str
    level: Level | None
    stamped_at: datetime | None = None
    ends_at: datetime | None = None
    """Of the last document time stamp."""

    @property
    def last(self) -> Stamp | None:
        """None where the file has no document time stamp."""
        if self.stamped_at is None or self.ends_at is None:
            return None
        return Stamp(self.stamped_at, self.ends_at)

    def is_of(self, officer: Officer) -> bool:
        """By name; and by NIP or NIK, where the certificate tells a number."""
        same_name = _plain(self.name) == _plain(officer.name)
        return same_name and self.number in (None, officer.number, officer.nik)

    def require(self, officer: Officer, level: Level | None = None) -> "Signature":
        """Itself. `level`: what is asked for at least. Raises UnsoundSignatureError."""
        if not self.is_of(officer):
            raise UnsoundSignatureError(
                "other_person", "Expected the signature of the officer of the task, but it is somebody else's"
            )
        if level is not None and (self.level is None or LEVELS.index(self.level) < LEVELS.index(level)):
            found = self.level or "no PAdES"
            raise UnsoundSignatureError("level", f"Expected a signature of level {level}, but it is {found}")
        return self


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
