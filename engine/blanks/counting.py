"""The day's reconciliation: opening balance, what went in and out, what the ledger says is left, what was counted."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import func, insert, select

from engine import history
from engine.access import Refusal
from engine.blanks.movements import State, lock
from engine.db.blanks import BlankCount, BlankMovement
from engine.db.offices import Person
from engine.errors import BlankReasonError, DayCountedError, NotAllowedError
from engine.ids import new_id
from engine.roles import Permission
from engine.work import Reading, Work


@dataclass(frozen=True)
class Balance:
    """Pieces in stock at a day's begin and end, and those that left the stock on it."""

    opening: int
    received: int
    used: int
    spoiled: int
    returned: int
    destroyed: int

    @property
    def closing(self) -> int:
        return self.opening + self.received - self.used - self.spoiled - self.returned - self.destroyed


@dataclass(frozen=True)
class Count:
    day: dt.date
    balance: Balance
    counted: int
    reason: str | None
    person: str | None
    at: dt.datetime

    @property
    def difference(self) -> int:
        return self.counted - self.balance.closing


def balance(reading: Reading, kind: str, day: dt.date) -> Balance:
    mine = (BlankMovement.office_code == reading.office.code, BlankMovement.kind == kind)
    pieces = func.count().label("pieces")
    totals = select(BlankMovement.before, BlankMovement.after, pieces).group_by(
        BlankMovement.before, BlankMovement.after
    )
    opening = 0
    for row in reading.execute(totals.where(*mine, BlankMovement.day < day)):
        opening += {None: row.pieces, State.STOCK: -row.pieces}.get(row.before, 0)
    today = {
        (row.before, row.after): row.pieces
        for row in reading.execute(totals.where(*mine, BlankMovement.day == day))
    }
    left = {to: today.get((State.STOCK, to), 0) for to in State}
    return Balance(
        opening, today.get((None, State.STOCK), 0), left[State.USED], left[State.SPOILED],
        left[State.RETURNED], left[State.DESTROYED],
    )  # fmt: skip


def reconcile(work: Work, kind: str, counted: int, reason: str | None = None) -> Count:
    """The keeper's count of today's end, once a day; where it differs from the ledger it says why."""
    if Permission.BLANKS not in work.actor.permissions:
        raise NotAllowedError("count the blanks", Refusal.ROLE)
    posting, day = lock(work, kind), work.local.date()
    if counts(work, kind, day):
        raise DayCountedError(day)
    book = balance(work, kind, day)
    if counted != book.closing and not reason:
        raise BlankReasonError("a reason for the difference")
    row = {"kind": kind, "day": day, "closing": book.closing, "counted": counted, "reason": reason or None}
    made = {"id": new_id(), "person_id": work.actor.person_id, "at": work.now, **work.office.owner}
    work.execute(insert(BlankCount), [row | asdict(book) | made])
    facts = {
        "blank": kind,
        "posting": posting,
        "day": day.isoformat(),
        "closing": book.closing,
        "counted": counted,
    }
    work.record(history.Event("blank.counted", f"blangko:{kind}", facts=facts, words=reason or None))
    return Count(day, book, counted, reason or None, work.actor.name, work.now)


def counts(reading: Reading, kind: str, day: dt.date | None = None, most: int = 31) -> Sequence[Count]:
    """The latest days first; one day where it is named."""
    statement = (
        select(BlankCount.__table__, Person.name.label("person"))
        .outerjoin(Person, Person.id == BlankCount.person_id)
        .where(BlankCount.office_code == reading.office.code, BlankCount.kind == kind)
        .order_by(BlankCount.day.desc())
        .limit(most)
    )
    if day is not None:
        statement = statement.where(BlankCount.day == day)
    return [
        Count(
            row.day,
            Balance(row.opening, row.received, row.used, row.spoiled, row.returned, row.destroyed),
            row.counted,
            row.reason,
            row.person,
            row.at,
        )
        for row in reading.execute(statement)
    ]
