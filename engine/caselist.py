"""Cases that somebody may see, as a list: found by a number, a name or what state they are in; the latest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from engine import search, territory
from engine.access import cases_seen_by
from engine.db.cases import Case
from engine.work import Reading

PAGE = 25


@dataclass(frozen=True)
class Wanted:
    """`state` is open, issued, rejected, withdrawn or all."""

    text: str = ""
    document_type: str = ""
    area: str = ""
    state: str = ""


@dataclass(frozen=True)
class Line:
    id: str
    number: str
    document_type: str
    subject_name: str
    intake_unit: str
    state: str
    opened_at: datetime
    closed_at: datetime | None
    paused_at: datetime | None
    promised_at: datetime | None


@dataclass(frozen=True)
class Page:
    """`after`: where the next page begins; None on the last."""

    lines: Sequence[Line]
    after: str | None


def page(reading: Reading, wanted: Wanted, after: str | None = None) -> Page:
    """Ids are given in the order of opening, so they are the position too."""
    statement = (
        select(*(getattr(Case, name) for name in Line.__dataclass_fields__))
        .where(
            Case.office_code == reading.engine.office_code,
            cases_seen_by(reading.actor),
            *_filtered(reading, wanted),
        )
        .order_by(Case.id.desc())
        .limit(PAGE + 1)
    )
    if after:
        statement = statement.where(Case.id < after)
    rows = reading.execute(statement).all()
    lines = [_line(row) for row in rows[:PAGE]]
    return Page(lines, lines[-1].id if len(rows) > PAGE else None)


def _line(row: Any) -> Line:
    return Line(**row._mapping)


def _filtered(reading: Reading, wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.text.strip():
        conditions.append(search.matches(reading, wanted.text, search.CASES))
    if wanted.document_type:
        conditions.append(Case.document_type == wanted.document_type)
    if wanted.area:
        conditions.append(territory.within(Case.area_code, wanted.area))
    if wanted.state:
        conditions.append(Case.state == wanted.state)
    return conditions
