"""The rows that say when and why a case's clock stood still."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from engine.clock import Span
from engine.db.clocks import CaseStop
from engine.db.upserts import insert_or
from engine.work import Reading, Work

DIAGRAM, HAND = "diagram", "hand"


@dataclass(frozen=True)
class Stop:
    """`source`: `diagram`, `hand` or the id of an outage. `until` is None while the clock stands."""

    case_id: str
    source: str
    reason: str
    token: str
    since: datetime
    until: datetime | None = None
    stopped_by: str | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        return self.source, self.reason, self.token


COLUMNS = tuple(getattr(CaseStop, name) for name in Stop.__dataclass_fields__)
_OF_CASES = (
    select(*COLUMNS)
    .where(CaseStop.case_id.in_(bindparam("cases", expanding=True)))
    .order_by(CaseStop.since, CaseStop.source)
)
_RUNNING = (
    select(*COLUMNS)
    .where(CaseStop.case_id == bindparam("case"), CaseStop.until.is_(None))
    .order_by(CaseStop.since, CaseStop.source)
)
_END = (
    update(CaseStop)
    .where(
        CaseStop.case_id == bindparam("case"),
        CaseStop.source == bindparam("from_source"),
        CaseStop.reason == bindparam("because"),
        CaseStop.token == bindparam("of_token"),
        CaseStop.until.is_(None),
    )
    .values(until=bindparam("at"))
)


def of_cases(reading: Reading, case_ids: Sequence[str]) -> dict[str, list[Stop]]:
    """Oldest first; a case that was never stopped has an empty list."""
    found: dict[str, list[Stop]] = {case_id: [] for case_id in case_ids}
    for row in reading.execute(_OF_CASES, {"cases": list(case_ids)}):
        found[row.case_id].append(Stop(**row._mapping))
    return found


def begin(work: Work, stops: Iterable[Stop]) -> None:
    """One that ended at this very moment goes on."""
    rows = [vars(stop) | work.office.owner for stop in stops]
    if rows:
        statement = insert_or(work.connection, CaseStop).on_conflict_do_update(
            index_elements=["case_id", "source", "reason", "token", "since"], set_={"until": None}
        )
        work.execute(statement, rows)


def end(work: Work, stops: Iterable[Stop], at: datetime) -> None:
    rows = [
        {
            "case": stop.case_id,
            "from_source": stop.source,
            "because": stop.reason,
            "of_token": stop.token,
            "at": at,
        }
        for stop in stops
    ]
    if rows:
        work.execute(_END, rows)


def running(reading: Reading, case_id: str) -> list[Stop]:
    """Those that last, oldest first: a few, however often the case was stopped before."""
    return [Stop(**row._mapping) for row in reading.execute(_RUNNING, {"case": case_id})]


def spans(stops: Iterable[Stop], until: datetime) -> list[Span]:
    """Those that have ended, as far as they lie before that moment."""
    ended = [(stop.since, stop.until) for stop in stops if stop.until is not None and stop.since < until]
    return [(since, min(end, until)) for since, end in ended]


def shown(running: Sequence[Stop], paused_at: datetime | None = None) -> Mapping[str, Any]:
    """What the case's row says: since when its clock stands without a break, and why, by what stopped it last.
    `paused_at`: what the row said before, where nothing let it run in between."""
    if not running:
        return {"paused_at": None, "pause_reason": None}
    last = max(running, key=lambda stop: stop.since)
    return {"paused_at": paused_at or min(stop.since for stop in running), "pause_reason": last.reason}
