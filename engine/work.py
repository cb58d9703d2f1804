"""One transaction: its connection, its moment, its actor; and what it leaves in the history."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, CursorResult, Executable, text

from engine import history
from engine.access import Actor

if TYPE_CHECKING:
    from engine.engine import Engine
    from engine.office import Office
    from engine.vault import Vault


_KEEP_PLANS = text("SET LOCAL plan_cache_mode = force_generic_plan")


@dataclass
class Reading:
    """A transaction that changes nothing."""

    engine: "Engine"
    connection: Connection
    actor: Actor
    now: datetime
    plans_kept: bool = field(default=False, kw_only=True)

    @property
    def office(self) -> "Office":
        return self.engine.office

    @property
    def local(self) -> datetime:
        """The moment by the office's clock: whose today decides what is late."""
        return self.now.astimezone(self.office.zone)

    @property
    def vault(self) -> "Vault":
        return self.engine.vault

    def keep_plans(self) -> None:
        """For statements that read one range of an index whatever they are asked with: the database plans each once,
        where it would plan anew, for longer than it reads."""
        if not self.plans_kept and self.engine.database.dialect == "postgresql":
            self.connection.execute(_KEEP_PLANS)
        self.plans_kept = True

    def execute(self, statement: Executable, *values: Any) -> CursorResult[Any]:
        result: CursorResult[Any] = self.connection.execute(statement, *values)
        return result


@dataclass
class Work(Reading):
    """A transaction that changes something, and says so in the history before it commits."""

    request_id: str | None = None
    events: list[history.Event] = field(default_factory=list)
    heads: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    """The last links of the streams that this transaction has locked already."""

    @property
    def office(self) -> "Office":
        return self.engine.steady_office

    def record(self, event: history.Event) -> None:
        self.events.append(event)

    def close(self) -> None:
        if self.events:
            history.append(self, self.events)
            self.events = []
