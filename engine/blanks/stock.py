"""What the ledger says now: pieces by state, and the latest acts."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from engine.blanks.movements import State
from engine.db.blanks import Blank, BlankMovement
from engine.db.cases import Case
from engine.db.offices import Person
from engine.work import Reading

LATEST = 50


@dataclass(frozen=True)
class Stock:
    """`pieces` by state; `next_serial` is the one that is taken next."""

    kind: str
    pieces: Mapping[State, int]
    next_serial: str | None


@dataclass(frozen=True)
class Posting:
    """One act in the ledger."""

    number: int
    day: dt.date
    at: dt.datetime
    before: str | None
    after: str
    first: str
    last: str
    pieces: int
    person: str | None
    case_id: str | None
    case_number: str | None
    reason: str | None
    minutes: str | None


def stock(reading: Reading, kind: str) -> Stock:
    mine = (Blank.office_code == reading.office.code, Blank.kind == kind)
    counted = reading.execute(
        select(Blank.state, func.count().label("pieces")).where(*mine).group_by(Blank.state)
    )
    pieces = dict.fromkeys(State, 0) | {State(row.state): row.pieces for row in counted}
    first = select(func.min(Blank.serial)).where(*mine, Blank.state == State.STOCK)
    return Stock(kind, pieces, reading.execute(first).scalar())


def postings(reading: Reading, kind: str, most: int = LATEST) -> Sequence[Posting]:
    """The latest first."""
    said = (
        BlankMovement.posting, BlankMovement.day, BlankMovement.at, BlankMovement.before, BlankMovement.after,
        BlankMovement.case_id, BlankMovement.reason, BlankMovement.minutes,
    )  # fmt: skip
    statement = (
        select(
            *said, Person.name.label("person"), Case.number,
            func.min(Blank.serial).label("first"), func.max(Blank.serial).label("last"),
            func.count().label("pieces"),
        )
        .join(Blank, Blank.id == BlankMovement.blank_id)
        .outerjoin(Person, Person.id == BlankMovement.person_id)
        .outerjoin(Case, Case.id == BlankMovement.case_id)
        .where(BlankMovement.office_code == reading.office.code, BlankMovement.kind == kind)
        .group_by(*said, Person.name, Case.number)
        .order_by(BlankMovement.posting.desc())
        .limit(most)
    )  # fmt: skip
    return [
        Posting(
            row.posting, row.day, row.at, row.before, row.after, row.first, row.last, row.pieces,
            row.person, row.case_id, row.number, row.reason, row.minutes,
        )
        for row in reading.execute(statement)
    ]  # fmt: skip
