"""The register of a period, line by line as the archive keeps it on paper: numbers that were voided stand there too."""

import datetime as dt
from dataclasses import dataclass, field

from sqlalchemy import func, select

from engine import history
from engine.access import cases_seen_by
from engine.db.cases import Case
from engine.db.documents import MarginNote, RegisterEntry
from engine.errors.register import PeriodError
from engine.history.streams import OFFICE
from engine.work import Work

PRINTED = "register.printed"
LONGEST = dt.timedelta(days=366)
MOST = 1000


@dataclass(frozen=True)
class Line:
    """`notes`: how many margin notes it has by now. `name`: of whoever its case is about."""

    number: str
    kind: str
    entry_date: dt.date
    case_number: str
    name: str = field(repr=False)
    state: str
    notes: int


def book(work: Work, first: dt.date, last: dt.date) -> list[Line]:
    """What the actor sees of it, in the order of the book; that he took it is in the history of the office. Raises
    PeriodError for a period that is reversed, longer than a year, or holds more than 1,000 entries."""
    if not dt.timedelta() <= last - first <= LONGEST:
        raise PeriodError
    notes = select(func.count()).where(MarginNote.entry_id == RegisterEntry.id)
    rows = work.execute(
        select(
            RegisterEntry.number, RegisterEntry.kind, RegisterEntry.entry_date,
            Case.number.label("case_number"), Case.subject_name.label("name"), RegisterEntry.state,
            notes.correlate(RegisterEntry).scalar_subquery().label("notes"),
        )
        .join(Case, Case.id == RegisterEntry.case_id)
        .where(
            RegisterEntry.office_code == work.office.code,
            RegisterEntry.entry_date.between(first, last),
            cases_seen_by(work.actor),
        )
        .order_by(RegisterEntry.entry_date, RegisterEntry.kind, RegisterEntry.serial)
        .limit(MOST + 1)
    ).all()  # fmt: skip
    if len(rows) > MOST:
        raise PeriodError
    facts = {"first": first.isoformat(), "last": last.isoformat(), "entries": len(rows)}
    work.record(history.Event(PRINTED, OFFICE, facts=facts))
    return [Line(**row._mapping) for row in rows]
