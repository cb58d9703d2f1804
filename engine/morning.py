"""A head's morning: what waits for him, what is late in his area, what has stopped, and whether promises were kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select

from engine import inbox, territory
from engine.db.cases import Case, Incident, Task
from engine.errors import NotAllowedError
from engine.inbox import Page
from engine.roles import ROLES, Permission
from engine.signing import renewals
from engine.signing.renewals import Trouble
from engine.work import Reading

COUNTED = 1000
"""Counts stop here: a morning must not cost more in a bad year."""
SHOWN = 12
DAYS = 10
OPENED_WITHIN = timedelta(days=90)
"""Cases that took longer are late whatever their promise was, and are in the figures of auditors."""


@dataclass(frozen=True)
class Kept:
    """Of a day's finished cases with a promise, how many were in time."""

    day: date
    kept: int
    all: int

    @property
    def percent(self) -> int | None:
        return round(self.kept * 100 / self.all) if self.all else None


@dataclass(frozen=True)
class Morning:
    """`late`: name, role, how many, since when; `stopped`: incidents; `paused`: reason and how many cases;
    `unproved`: why documents get no further time stamp."""

    role: str
    waiting: Page
    count: int
    late: Sequence[Row[Any]]
    stopped: Sequence[Row[Any]]
    paused: Sequence[Row[Any]]
    kept: Sequence[Kept]
    unproved: Sequence[Trouble]

    @property
    def late_count(self) -> int:
        return sum(row.number for row in self.late)

    @property
    def today(self) -> Kept:
        return self.kept[-1]


def morning(reading: Reading) -> Morning:
    """Of whoever heads a section, a field or the office. Seven statements."""
    actor = reading.actor
    role = next((grant.role for grant in actor.grants if _leads(grant.role)), None)
    if role is None:
        raise NotAllowedError("see the morning", "role")
    areas = [grant.area_code for grant in actor.grants if _leads(grant.role)]
    key = f"desk:{role}"
    return Morning(
        role=role,
        waiting=inbox.page(reading, key, most=SHOWN),
        count=next((queue.count for queue in inbox.queues(reading) if queue.key == key), 0),
        late=_late(reading, areas),
        stopped=_stopped(reading, areas),
        paused=_paused(reading, areas),
        kept=_kept(reading, areas),
        unproved=renewals.troubles(reading),
    )


def _leads(role: str) -> bool:
    return Permission.OVERSEE in ROLES[role].permissions


def _within(column: Any, areas: Sequence[str]) -> ColumnElement[bool]:
    return or_(*(territory.within(column, area) for area in areas))


def _late(reading: Reading, areas: Sequence[str]) -> Sequence[Row[Any]]:
    open_ones = (Task.office_code == reading.office.code, Task.state == "open", Task.due_at < reading.now)
    some = (
        select(Task.name, Task.role, Task.due_at)
        .where(*open_ones, _within(Task.area_code, areas))
        .limit(COUNTED)
        .subquery()
    )
    number = func.count().label("number")
    statement = select(some.c.name, some.c.role, number, func.min(some.c.due_at).label("since"))
    return reading.execute(
        statement.group_by(some.c.name, some.c.role).order_by(number.desc()).limit(10)
    ).all()


def _stopped(reading: Reading, areas: Sequence[str]) -> Sequence[Row[Any]]:
    columns = (Incident.id, Incident.case_id, Incident.kind, Incident.node, Incident.opened_at, Case.number,
               Case.version_id)  # fmt: skip
    return reading.execute(
        select(*columns)
        .join(Case, Case.id == Incident.case_id)
        .where(Incident.office_code == reading.office.code, Incident.state == "open")
        .where(_within(Case.area_code, areas))
        .order_by(Incident.opened_at)
        .limit(20)
    ).all()


def _paused(reading: Reading, areas: Sequence[str]) -> Sequence[Row[Any]]:
    still = (Case.office_code == reading.office.code, Case.state == "open", Case.paused_at.is_not(None))
    some = select(Case.pause_reason).where(*still, _within(Case.area_code, areas)).limit(COUNTED).subquery()
    number = func.count().label("number")
    grouped = select(some.c.pause_reason, number).group_by(some.c.pause_reason)
    return reading.execute(grouped.order_by(number.desc())).all()


def _kept(reading: Reading, areas: Sequence[str]) -> list[Kept]:
    """Of the last working days, today last."""
    days = _working_days(reading)
    begin = datetime.combine(days[0], time(), reading.office.zone)
    finished = (
        Case.office_code == reading.office.code,
        Case.opened_at >= reading.now - OPENED_WITHIN,
        Case.closed_at >= begin,
        Case.promised_at.is_not(None),
        Case.state == "issued",
    )
    rows = reading.execute(
        select(Case.closed_at, Case.promised_at)
        .where(*finished, _within(Case.area_code, areas))
        .limit(20_000)
    ).all()
    found: dict[date, list[bool]] = {day: [] for day in days}
    for row in rows:
        day = row.closed_at.astimezone(reading.office.zone).date()
        found.setdefault(day, []).append(row.closed_at <= row.promised_at)
    return [Kept(day, sum(found[day]), len(found[day])) for day in days]


def _working_days(reading: Reading) -> list[date]:
    """The last ones up to today, the present day whatever it is."""
    today, calendar = reading.local.date(), reading.office.calendar
    before = (today - timedelta(days=number) for number in range(1, 60))
    working = [day for day in before if calendar.is_working_day(day)][: DAYS - 1]
    return [*reversed(working), today]
