"""A row of the inbox."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import aliased

from engine.access import Actor, TaskFacts
from engine.db.cases import Case, Task
from engine.db.offices import Person
from engine.shelves import Shelf


@dataclass(frozen=True)
class Line:
    """`permitted`: the actor may take it (duty, family and holder allow it). `paused_at` and `pause_reason`: since
    when and why the case's clock stands still."""

    id: str
    case_id: str
    case_number: str
    document_type: str
    subject_name: str
    origin: str
    name: str
    role: str
    area_code: str
    round: int
    reminded: int
    shelf: str
    due_at: datetime
    state: str
    claimed_by: str | None
    holder: str | None
    claimed_at: datetime | None
    done_at: datetime | None
    opened_at: datetime
    promised_at: datetime | None
    paused_at: datetime | None
    pause_reason: str | None
    mine: bool
    permitted: bool

    @property
    def facts(self) -> TaskFacts:
        """As far as a row tells them: who may see it and hand it on, not who may do it."""
        return TaskFacts(self.role, self.area_code, "", self.claimed_by)

    @property
    def with_applicant(self) -> bool:
        return self.shelf == Shelf.APPLICANT

    @property
    def stopped(self) -> bool:
        return self.paused_at is not None or self.with_applicant


COLUMNS = (
    Task.id, Task.case_id, Task.case_number, Task.document_type, Task.subject_name, Task.origin, Task.name, Task.role,
    Task.area_code, Task.round, Task.reminded, Task.shelf, Task.due_at, Task.state, Task.claimed_by, Task.claimed_at,
    Task.done_at,
)  # fmt: skip


def lines(open_to: ColumnElement[bool]) -> Any:
    """What a row shows, of tasks that the caller chooses. `open_to`: which of them the actor may take."""
    holder = aliased(Person)
    return (
        select(
            *COLUMNS, Case.opened_at, Case.promised_at, Case.paused_at, Case.pause_reason,
            holder.name.label("holder"), open_to.label("permitted"),
        )
        .select_from(Task)
        .join(Case, Case.id == Task.case_id)
        .outerjoin(holder, holder.id == Task.claimed_by)
    )  # fmt: skip


def line(actor: Actor, row: Row[Any]) -> Line:
    return Line(**row._mapping, mine=row.claimed_by is not None and row.claimed_by == actor.person_id)
