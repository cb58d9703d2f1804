"""How long each task was waited for and worked on, by the clock and in office hours."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select

from engine.calendar import Calendar
from engine.db.cases import Task
from engine.definitions import DocumentType
from engine.roles import INTAKE_DESK
from engine.work import Reading

NOTHING = timedelta(0)


@dataclass(frozen=True)
class Spell:
    """A length of time: by the clock, and as much of it as the office was open."""

    clock: timedelta = NOTHING
    office: timedelta = NOTHING

    def __add__(self, other: "Spell") -> "Spell":
        return Spell(self.clock + other.clock, self.office + other.office)


@dataclass(frozen=True)
class Stint:
    """A task from its beginning to its end, or to now. `worked` is None where nobody took it first.
    `paused`: it lay with the applicant."""

    id: str
    node: str
    name: str
    role: str
    round: int
    state: str
    due_at: datetime
    created_at: datetime
    claimed_at: datetime | None
    claimed_by: str | None
    done_at: datetime | None
    done_by: str | None
    waited: Spell
    worked: Spell | None
    paused: bool
    late: bool

    @property
    def whole(self) -> Spell:
        return self.waited + (self.worked or Spell())


@dataclass(frozen=True)
class Desk:
    """All that a role did on a case. `people`: how many persons of it completed something."""

    role: str
    waited: Spell
    worked: Spell
    tasks: int
    people: int


TOLD = ("id", "node", "name", "role", "round", "state", "due_at", "created_at", "claimed_at", "claimed_by",
        "done_at", "done_by")  # fmt: skip


def stints(reading: Reading, definition: DocumentType, case_id: str) -> list[Stint]:
    """In the order in which the tasks began."""
    rows = reading.execute(
        select(*(getattr(Task, name) for name in TOLD))
        .where(Task.case_id == case_id)
        .order_by(Task.created_at, Task.id)
    )
    calendar, nodes = reading.office.calendar, definition.procedure.nodes
    return [
        _stint(row, calendar, reading.now, row.node in nodes and nodes[row.node].lane == INTAKE_DESK)
        for row in rows
    ]


def _stint(row: Row[Any], calendar: Calendar, now: datetime, paused: bool) -> Stint:
    ended = row.done_at or now
    taken = row.claimed_at or ended
    return Stint(
        waited=_spell(calendar, row.created_at, taken),
        worked=_spell(calendar, row.claimed_at, ended) if row.claimed_at else None,
        paused=paused,
        late=ended > row.due_at,
        **row._mapping,
    )


def _spell(calendar: Calendar, since: datetime, until: datetime) -> Spell:
    return Spell(max(until - since, NOTHING), max(calendar.between(since, until), NOTHING))


def desks(worked_on: Sequence[Stint]) -> list[Desk]:
    """By role, in the order in which the case came to them; what lay with the applicant is none's."""
    roles = dict.fromkeys(stint.role for stint in worked_on if not stint.paused)
    return [_desk(role, [one for one in worked_on if one.role == role and not one.paused]) for role in roles]


def _desk(role: str, own: Sequence[Stint]) -> Desk:
    return Desk(
        role,
        total(stint.waited for stint in own),
        total(stint.worked for stint in own if stint.worked),
        len(own),
        len({stint.done_by for stint in own if stint.done_by}),
    )


def total(spells: Iterable[Spell]) -> Spell:
    return sum(spells, Spell())
