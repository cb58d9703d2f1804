"""Cases of the whole office, by what an auditor asks for; each search is an act of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select

from engine import history, search, territory
from engine.access import Actor, cases_seen_by
from engine.audit.mandate import mandate
from engine.db.cases import Case, Task
from engine.db.offices import Assignment, Person, Post
from engine.engine import Engine
from engine.work import Reading

PAGE = 25
COUNTED = 1000
EXPORTED = 5000
"""Lines of one export."""
PURPOSE = "audit"


@dataclass(frozen=True)
class Wanted:
    """`text` is a number, a NIK, KK or phone in full, or the beginning of a name; `since` and `until` are days
    of opening, both included; `handler` the id of a person who opened the case or completed a task of it."""

    text: str = field(default="", repr=False)
    document_type: str = ""
    state: str = ""
    area: str = ""
    since: date | None = None
    until: date | None = None
    returned: bool = False
    handler: str = ""

    @property
    def terms(self) -> str:
        """The search as the history keeps it."""
        asked = [(one.name, getattr(self, one.name)) for one in fields(self)]
        return ", ".join(f"{name}={value}" for name, value in asked if value)


@dataclass(frozen=True)
class Line:
    id: str
    number: str
    document_type: str
    subject_name: str
    area_code: str
    intake_unit: str
    state: str
    opened_at: datetime
    closed_at: datetime | None
    paused_at: datetime | None
    promised_at: datetime | None
    returns: int


@dataclass(frozen=True)
class Page:
    """`after`: where the next page begins; None on the last. `count` stops at a thousand."""

    lines: Sequence[Line]
    after: str | None
    count: int


@dataclass(frozen=True)
class Handler:
    """Somebody of the office. `label`: how a list tells him from a namesake."""

    id: str
    name: str
    post: str | None

    @property
    def label(self) -> str:
        return f"{self.name}, {self.post}" if self.post else self.name


def find(engine: Engine, actor: Actor, wanted: Wanted, after: str | None = None) -> Page:
    """The latest first: ids are given in the order of opening, so they are the position too."""
    grant = mandate(actor)
    with engine.reading(actor) as reading:
        lines = _lines(reading, wanted, after, PAGE + 1)
        count = _count(reading, wanted)
    shown = lines[:PAGE]
    with engine.work(actor) as work:
        history.searched(work, wanted.terms, len(shown), PURPOSE, grant)
    return Page(shown, shown[-1].id if len(lines) > PAGE else None, count)


def every(engine: Engine, actor: Actor, wanted: Wanted) -> list[Line]:
    """For an export: one line more than EXPORTED tells that there are more."""
    grant = mandate(actor)
    with engine.reading(actor) as reading:
        lines = _lines(reading, wanted, None, EXPORTED + 1)
    with engine.work(actor) as work:
        history.searched(work, wanted.terms, len(lines), f"{PURPOSE}_export", grant)
    return lines


def handlers(reading: Reading) -> list[Handler]:
    """Everybody of the office, by name, with the first of his posts."""
    title = (
        select(func.min(Post.title))
        .join(Assignment, Assignment.post_id == Post.id)
        .where(Assignment.person_id == Person.id)
        .scalar_subquery()
    )
    rows = reading.execute(
        select(Person.id, Person.name, title.label("post"))
        .where(Person.office_code == reading.office.code)
        .order_by(Person.name, Person.id)
    )
    return [Handler(row.id, row.name, row.post) for row in rows]


def _lines(reading: Reading, wanted: Wanted, after: str | None, most: int) -> list[Line]:
    columns = (getattr(Case, name) for name in Line.__dataclass_fields__)
    statement = _matching(reading, wanted, select(*columns)).order_by(Case.id.desc()).limit(most)
    if after is not None:
        statement = statement.where(Case.id < after)
    return [Line(**row._mapping) for row in reading.execute(statement)]


def _count(reading: Reading, wanted: Wanted) -> int:
    bounded = _matching(reading, wanted, select(Case.id)).limit(COUNTED).subquery()
    return int(reading.execute(select(func.count()).select_from(bounded)).scalar_one())


def _matching(reading: Reading, wanted: Wanted, statement: Select[Any]) -> Select[Any]:
    return statement.where(
        Case.office_code == reading.office.code, cases_seen_by(reading.actor), *_filtered(reading, wanted)
    )


def _filtered(reading: Reading, wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.text.strip():
        conditions.append(search.matches(reading, wanted.text, search.CASES))
    if wanted.document_type:
        conditions.append(Case.document_type == wanted.document_type)
    if wanted.state:
        conditions.append(Case.state == wanted.state)
    if wanted.area:
        conditions.append(territory.within(Case.area_code, wanted.area))
    if wanted.since and wanted.since > date.min:
        conditions.append(Case.opened_at >= _midnight(reading, wanted.since))
    if wanted.until and wanted.until < date.max:
        conditions.append(Case.opened_at < _midnight(reading, wanted.until + timedelta(days=1)))
    if wanted.returned:
        conditions.append(Case.returns > 0)
    if wanted.handler:
        conditions.append(_handled_by(wanted.handler))
    return conditions


def _midnight(reading: Reading, day: date) -> datetime:
    return datetime.combine(day, time.min, reading.office.zone).astimezone(UTC)


def _handled_by(person_id: str) -> ColumnElement[bool]:
    did = exists().where(Task.case_id == Case.id, Task.done_by == person_id)
    return or_(Case.opened_by == person_id, did)
