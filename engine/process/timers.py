"""When a timer is due: ISO 8601 as it stands in the diagram, or FEEL; always counted from the host's moment."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from engine import feel
from engine.errors import ProcedureError

DURATION = re.compile(
    r"P(?:(\d+)W|(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?)",
    re.ASCII,
)
CYCLE = re.compile(r"R(\d{0,4})/(P[^/]+)", re.ASCII)
SHORTEST = timedelta(minutes=1)


def compiled_timer(text: str, node: str) -> feel.Timer:
    try:
        return feel.compile_timer(text)
    except feel.FeelError as error:
        sentence = f"Expected ISO 8601 or FEEL for the timer '{node}', but: {error.sentence}"
        raise ProcedureError(node, sentence) from error


def due_at(text: str, start: datetime, node: str, after: Callable[[datetime, str], datetime]) -> datetime:
    """In UTC. `after` counts a duration, as the host's calendar has it. A moment without a zone is one of the zone of
    `start`, a date its midnight."""
    if DURATION.fullmatch(text):
        return after(start, text).astimezone(UTC)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ProcedureError(
            node, f"Expected a duration or a moment for the timer '{node}', but got neither"
        ) from None
    return (moment if moment.tzinfo else moment.replace(tzinfo=start.tzinfo)).astimezone(UTC)


def later(start: datetime, duration: str) -> datetime:
    """By the clock on the wall. Months by the calendar: a month after 31 January is the last of February."""
    found = DURATION.fullmatch(duration)
    weeks, years, months, days, hours, minutes, seconds = found.groups(default="0") if found else ("0",) * 7
    ahead = _MONTHS_LATER.evaluate(
        {"start": start, "wait": feel.YearsMonths(12 * int(years) + int(months))}, now=start
    )
    rest = timedelta(
        weeks=int(weeks), days=int(days), hours=int(hours), minutes=int(minutes), seconds=float(seconds)
    )
    return (ahead if isinstance(ahead, datetime) else start) + rest


_MONTHS_LATER = feel.compile("start + wait")


@dataclass(frozen=True)
class Cycle:
    """A repetition. `times` is None where it has no end; `period` is an ISO 8601 duration."""

    times: int | None
    period: str

    @classmethod
    def of(cls, text: str, node: str) -> "Cycle":
        found = CYCLE.fullmatch(text)
        if found is None or DURATION.fullmatch(found[2]) is None:
            raise ProcedureError(
                node, f"Expected a repetition like R3/P1D for the timer '{node}', but got none"
            )
        cycle = cls(int(found[1]) if found[1] else None, found[2])
        start = datetime(2026, 1, 1, tzinfo=UTC)
        if later(start, cycle.period) < start + SHORTEST:
            raise ProcedureError(
                node, f"Expected a period of a minute at least for the timer '{node}', but it is shorter"
            )
        return cycle
