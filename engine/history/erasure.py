"""Takes the values of a case out of its history: what stays proves that something was there, not what."""

from typing import TYPE_CHECKING

from sqlalchemy import delete, select, update

from engine.db.cases import Case
from engine.db.history import Event as EventRow
from engine.db.history import EventValues
from engine.history import streams
from engine.history.chain import ERASED
from engine.history.event import Event

if TYPE_CHECKING:
    from engine.work import Work


def erase(work: "Work", case_id: str, reason: str) -> int:
    """Deletes the values, and with the case's secret every way to guess them; how many events had some.
    The case is locked already; `reason` is a code. Looks at the case keep theirs: they tell of the looker."""
    events = select(EventRow.id).where(EventRow.stream == streams.of_case(case_id))
    erased = work.execute(delete(EventValues).where(EventValues.event_id.in_(events))).rowcount
    work.execute(update(Case).where(Case.id == case_id).values(secret=None))
    work.record(
        Event(ERASED, streams.of_case(case_id), case_id=case_id, reason=reason, facts={"events": erased})
    )
    return erased
