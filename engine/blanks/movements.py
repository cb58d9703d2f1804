"""One act on pieces: their states change, and each leaves a row in the ledger, under the ledger's lock."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Row, insert, update

from engine import history
from engine.db.blanks import Blank, BlankMovement
from engine.errors import BlankStateError
from engine.ids import new_id
from engine.numbers import next_number
from engine.work import Work


class State(enum.StrEnum):
    STOCK = "stock"
    USED = "used"
    SPOILED = "spoiled"
    RETURNED = "returned"
    DESTROYED = "destroyed"


FROM = {
    State.USED: (State.STOCK,),
    State.SPOILED: (State.STOCK, State.USED),
    State.RETURNED: (State.STOCK, State.SPOILED),
    State.DESTROYED: (State.STOCK, State.SPOILED),
}
"""What a piece may have been before."""


@dataclass(frozen=True)
class Act:
    """Why pieces move. `minutes`: the number of the delivery note or of the minutes (berita acara)."""

    kind: str
    case_id: str | None = None
    reason: str | None = None
    minutes: str | None = None


def lock(work: Work, kind: str) -> int:
    """The number of this act in the ledger of the kind. Others who act on it wait until this transaction ends."""
    return next_number(work.connection, work.office, f"blangko:{kind}")


def move(work: Work, act: Act, posting: int, blanks: Sequence[Row[tuple[str, str, str]]], to: State) -> None:
    """`blanks`: id, serial and state, read under the lock."""
    for blank in blanks:
        if blank.state not in FROM[to]:
            raise BlankStateError(blank.serial, to)
    ids = [blank.id for blank in blanks]
    for part in (ids[start : start + 500] for start in range(0, len(ids), 500)):
        changed = work.execute(
            update(Blank).where(Blank.id.in_(part), Blank.state.in_(FROM[to])).values(state=to)
        )
        if changed.rowcount != len(part):
            raise BlankStateError(blanks[0].serial, to)
    write(work, act, posting, [(blank.id, blank.state) for blank in blanks], to)
    tell(work, act, posting, [blank.serial for blank in blanks], to)


def write(work: Work, act: Act, posting: int, moved: Sequence[tuple[str, str | None]], to: State) -> None:
    """`moved`: the pieces' ids, and what they were before."""
    shared = {
        "kind": act.kind,
        "posting": posting,
        "after": to,
        "day": work.local.date(),
        "case_id": act.case_id,
        "person_id": work.actor.person_id,
        "reason": act.reason,
        "minutes": act.minutes,
        "at": work.now,
        **work.office.owner,
    }
    rows = [{"id": new_id(), "blank_id": blank_id, "before": before, **shared} for blank_id, before in moved]
    work.execute(insert(BlankMovement), rows)


def tell(work: Work, act: Act, posting: int, serials: Sequence[str], to: State) -> None:
    """In the case's history where it was for a case, else in the ledger's own."""
    facts = {
        "blank": act.kind,
        "posting": posting,
        "first": serials[0],
        "last": serials[-1],
        "pieces": len(serials),
        "minutes": act.minutes,
    }
    kind = "blank.received" if to is State.STOCK else f"blank.{to}"
    stream = f"case:{act.case_id}" if act.case_id else f"blangko:{act.kind}"
    work.record(history.Event(kind, stream, case_id=act.case_id, facts=facts, words=act.reason))
