"""Wrong passwords, counted by name whether or not anybody has it: from the fifth on each costs more patience."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from engine import limits
from engine.engine import Engine

FREE = 5
LONGEST = timedelta(minutes=15)
KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Tries:
    """`key` hides the name: somebody may type a password or a number into its field."""

    key: str

    @classmethod
    def of(cls, engine: Engine, name: str, *, known: bool) -> "Tries":
        """`known`: from a browser in which this person has logged in before; what strangers try elsewhere never
        keeps him out there."""
        return cls(engine.vault.derive("tries", f"{name}|{known}").hex())

    def barred_until(self, connection: Connection, now: datetime) -> datetime | None:
        return limits.barred_until(connection, f"wait:{self.key}", now)

    def add(self, connection: Connection, now: datetime) -> None:
        """One that failed."""
        failed = limits.count(connection, f"tries:{self.key}", now, KEPT)
        if failed >= FREE:
            wait = timedelta(seconds=2 ** min(failed - FREE, 10))
            limits.bar(connection, f"wait:{self.key}", now + min(wait, LONGEST))

    def clear(self, connection: Connection) -> None:
        limits.clear(connection, f"tries:{self.key}", f"wait:{self.key}")
