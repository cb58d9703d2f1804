"""Wrong passphrases of an officer: after three the signer is not asked for a while, since it locks his key itself."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from engine import limits
from engine.access import Actor
from engine.errors.signing import SignerRefusedError

if TYPE_CHECKING:
    from engine.engine import Engine

MOST = 3
REST = timedelta(minutes=15)
KEPT = timedelta(hours=12)


@dataclass(frozen=True)
class Phrases:
    engine: "Engine"
    key: str

    @classmethod
    def of(cls, engine: "Engine", actor: Actor) -> "Phrases":
        return cls(engine, engine.vault.derive("tries", f"phrase|{actor.person_id}").hex())

    def check(self) -> None:
        """Raises SignerRefusedError while it is too early for another try."""
        with self.engine.database.reading() as connection:
            barred = limits.barred_until(connection, f"wait:{self.key}", self.engine.clock())
        if barred is not None:
            raise SignerRefusedError(
                "locked", f"Expected at most {MOST} wrong passphrases, but there were as many just now"
            )

    def note(self, code: str | None) -> None:
        """`code`: of the refusal; None where the passphrase was right."""
        now = self.engine.clock()
        with self.engine.database.writing() as connection:
            if code is None:
                limits.clear(connection, f"phrases:{self.key}")
            elif code == "passphrase" and limits.count(connection, f"phrases:{self.key}", now, KEPT) >= MOST:
                limits.clear(connection, f"phrases:{self.key}")
                limits.bar(connection, f"wait:{self.key}", now + REST)
