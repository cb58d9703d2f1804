"""What waits for a person: his queues with their counts, and one page of a queue. Reads task rows, nothing else."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import ColumnElement, Row, and_, false, func, or_, select, tuple_
from sqlalchemy.orm import aliased

from engine import search, territory
from engine.access import Actor, tasks_open_to, tasks_seen_by
from engine.db.cases import Task
from engine.db.offices import Person
from engine.roles import ROLES, Permission
from engine.work import Reading

PAGE = 25
COUNTED = 100
"""Counts stop here ("99+"): a count of a million rows would cost what the inbox must not."""


@dataclass(frozen=True)
class Queue:
    """`key` goes into the address; `role` is None for the person's own queues."""

    key: str
    kind: str
    role: str | None
    count: int


@dataclass(frozen=True)
class Filter:
    text: str = ""
    document_type: str = ""
    area: str = ""
    due: str = ""
    """`late`, `today` or all."""


@dataclass(frozen=True)
class Line:
    """A row of the inbox. `permitted`: the actor may take it (duty, family and holder allow it)."""

    id: str
    case_id: str
    case_number: str
    document_type: str
    subject_name: str
    origin: str
    name: str
    role: str
    round: int
    returned: bool
    due_at: datetime
    state: str
    claimed_by: str | None
    holder: str | None
    claimed_at: datetime | None
    done_at: datetime | None
    mine: bool
    permitted: bool


@dataclass(frozen=True)
class Page:
    lines: Sequence[Line]
    after: str | None
    """Where the next page begins; None on the last."""


DESK_KINDS = ("desk", "free", "late")
OWN_KINDS = ("mine", "returned", "sent")


def desks(actor: Actor) -> list[str]:
    """The roles whose desks the actor works at, each once, in the order of his posts."""
    return list(dict.fromkeys(g.role for g in actor.grants if Permission.WORK in ROLES[g.role].permissions))


def queues(reading: Reading) -> list[Queue]:
    """Every queue of the actor with its count, in one statement."""
    wanted: list[tuple[str, str, str | None]] = [(kind, kind, None) for kind in OWN_KINDS]
    wanted += [(f"{kind}:{role}", kind, role) for role in desks(reading.actor) for kind in DESK_KINDS]
    counts = [
        select(func.count())
        .select_from(select(Task.id).where(_in_queue(reading, kind, role)).limit(COUNTED).subquery())
        .scalar_subquery()
        for _, kind, role in wanted
    ]
    row = reading.execute(select(*counts)).one()
    return [Queue(key, kind, role, count) for (key, kind, role), count in zip(wanted, row, strict=True)]


def first_queue(actor: Actor) -> str:
    roles = desks(actor)
    return f"desk:{roles[0]}" if roles else "mine"


def page(reading: Reading, key: str, wanted: Filter | None = None, after: str | None = None) -> Page:
    """One page of a queue, nearest deadline first; `after` is what the page before gave."""
    kind, _, role = key.partition(":")
    sent = kind == "sent"
    order = (Task.done_at, Task.id) if sent else (Task.due_at, Task.id)
    statement = _lines(reading).where(
        _in_queue(reading, kind, role or None), *_filtered(reading, wanted or Filter())
    )
    position = _position(after)
    if position is not None:
        mark = tuple_(*order)
        statement = statement.where(mark < position if sent else mark > position)
    ordered = statement.order_by(*(column.desc() for column in order)) if sent else statement.order_by(*order)
    rows = reading.execute(ordered.limit(PAGE + 1)).all()
    lines = [_line(reading.actor, row) for row in rows[:PAGE]]
    return Page(lines, _mark(lines[-1], sent) if len(rows) > PAGE else None)


def _lines(reading: Reading) -> Any:
    holder = aliased(Person)
    return select(
        Task.id, Task.case_id, Task.case_number, Task.document_type, Task.subject_name, Task.origin, Task.name,
        Task.role, Task.round, Task.returned, Task.due_at, Task.state, Task.claimed_by, Task.claimed_at, Task.done_at,
        holder.name.label("holder"), tasks_open_to(reading.actor).label("permitted"),
    ).outerjoin(holder, holder.id == Task.claimed_by)  # fmt: skip


def _line(actor: Actor, row: Row[Any]) -> Line:
    return Line(**row._mapping, mine=row.claimed_by is not None and row.claimed_by == actor.person_id)


def _in_queue(reading: Reading, kind: str, role: str | None) -> ColumnElement[bool]:
    actor, now = reading.actor, reading.now
    opened = and_(Task.office_code == reading.engine.office_code, Task.state == "open")
    if kind == "sent":
        return and_(Task.done_by == actor.person_id, Task.done_at >= _midnight(reading))
    if kind == "mine":
        return and_(opened, Task.claimed_by == actor.person_id)
    seen = tasks_seen_by(actor, None if role is None else [role])
    if kind == "returned":
        return and_(
            opened, seen, Task.returned, or_(Task.claimed_by.is_(None), Task.claimed_by == actor.person_id)
        )
    if kind == "desk":
        return and_(opened, seen)
    if kind == "free":
        return and_(opened, seen, Task.claimed_by.is_(None), tasks_open_to(actor))
    if kind == "late":
        return and_(opened, seen, Task.due_at < now)
    return false()


def _midnight(reading: Reading) -> datetime:
    local = reading.now.astimezone(reading.office.zone)
    return local.replace(hour=0, minute=0, second=0, microsecond=0)


def _filtered(reading: Reading, wanted: Filter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.text.strip():
        conditions.append(search.matches(reading, wanted.text, search.TASKS))
    if wanted.document_type:
        conditions.append(Task.document_type == wanted.document_type)
    if wanted.area:
        conditions.append(territory.within(Task.area_code, wanted.area))
    if wanted.due == "late":
        conditions.append(Task.due_at < reading.now)
    if wanted.due == "today":
        conditions.append(Task.due_at < _midnight(reading) + timedelta(days=1))
    return conditions


def _mark(line: Line, sent: bool) -> str:
    moment = line.done_at if sent else line.due_at
    assert moment is not None
    return base64.urlsafe_b64encode(orjson.dumps([moment.isoformat(), line.id])).decode().rstrip("=")


def _position(after: str | None) -> tuple[datetime, str] | None:
    """None for a mark that we did not make: the first page, then."""
    if not after:
        return None
    try:
        moment, task_id = orjson.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
        return datetime.fromisoformat(moment).astimezone(UTC), str(UUID(task_id))
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None
