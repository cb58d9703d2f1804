"""Office hours: how long a step took, and when it is due, counted while the office is open."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from importlib.metadata import version
from typing import Any
from zoneinfo import ZoneInfo

from engine.errors import CalendarNeverOpenError, NegativeOfficeTimeError, OfficeHoursError
from engine.ids import new_id

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EXTRA = "extra"
"""The hours of a working day on a weekday without hours; by default those of the week's first open day."""
PATIENCE = 800
"""Closed days in a row after which a calendar counts as never open again."""
REMEMBERED = 4000
A_DAY = timedelta(days=1)
WITA = ZoneInfo("Asia/Makassar")
NOTHING = timedelta(0)

Hours = Mapping[str, Sequence[Sequence[str]]]
"""Weekday -> openings as `["08:00", "12:00"]`; a weekday that is not there is closed."""
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Calendar:
    """`closed`: holidays. `opened`: days on which the office works although it would not. Times go in
    aware, in any zone, and come out in UTC."""

    hours: Hours
    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()
    zone: ZoneInfo = WITA
    _week: Mapping[str, tuple[tuple[time, time], ...]] = field(init=False, repr=False, compare=False)
    _days: dict[date, tuple[Span, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_week", _read(self.hours))

    def add(self, start: datetime, duration: timedelta) -> datetime:
        """The moment at which the office has been open for `duration` since `start`.
        At closing time that is closing time, not the next opening."""
        if duration < NOTHING:
            raise NegativeOfficeTimeError
        start, left = start.astimezone(UTC), duration
        if not left:
            return start
        for opens, closes in self._spans(start):
            begins = max(opens, start)
            if left <= closes - begins:
                return begins + left
            left -= closes - begins
        raise CalendarNeverOpenError

    def between(self, a: datetime, b: datetime) -> timedelta:
        """How long the office is open from `a` to `b`; negative where `b` comes first."""
        if b < a:
            return -self.between(b, a)
        total = NOTHING
        try:
            for opens, closes in self._spans(a):
                if opens >= b:
                    break
                total += min(closes, b) - max(opens, a)
        except CalendarNeverOpenError:
            pass
        return total

    def is_open(self, at: datetime) -> bool:
        return any(opens <= at < closes for opens, closes in self._openings(self._day(at)))

    def next_opening(self, at: datetime) -> datetime:
        """`at` itself while the office is open."""
        opens, _ = next(self._spans(at))
        return max(opens, at.astimezone(UTC))

    def is_working_day(self, day: date) -> bool:
        return bool(self._openings(day))

    def _day(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    def _spans(self, at: datetime) -> Iterator[Span]:
        """Openings that end after `at`, in order."""
        day, closed = self._day(at), 0
        while closed < PATIENCE and day < date.max - A_DAY:
            openings = self._openings(day)
            for span in openings:
                if span[1] > at:
                    yield span
            closed = 0 if openings else closed + 1
            day += A_DAY
        raise CalendarNeverOpenError

    def _openings(self, day: date) -> tuple[Span, ...]:
        known = self._days.get(day)
        if known is None:
            if len(self._days) > REMEMBERED:
                self._days.clear()
            known = self._days[day] = tuple(
                (self._moment(day, opens), self._moment(day, closes)) for opens, closes in self._times(day)
            )
        return known

    def _times(self, day: date) -> tuple[tuple[time, time], ...]:
        usual = self._week.get(WEEKDAYS[day.weekday()], ())
        if day in self.opened:
            return usual or self._week[EXTRA]
        return () if day in self.closed else usual

    def _moment(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, self.zone).astimezone(UTC)


def _read(hours: Hours) -> dict[str, tuple[tuple[time, time], ...]]:
    week: dict[str, tuple[tuple[time, time], ...]] = {}
    for name, openings in hours.items():
        if name not in (*WEEKDAYS, EXTRA):
            raise OfficeHoursError(f"a weekday such as 'mon', but got '{name}'")
        week[name] = tuple(_span(name, opening) for opening in openings)
        edges = [edge for span in week[name] for edge in span]
        if edges != sorted(set(edges)):
            raise OfficeHoursError(
                f"openings of '{name}' that follow each other, but they overlap or run backwards"
            )
    usual = next((week[name] for name in WEEKDAYS if week.get(name)), ())
    return {EXTRA: usual, **week}


def _span(name: str, opening: Sequence[str]) -> tuple[time, time]:
    try:
        opens, closes = (time.fromisoformat(text) for text in opening)
    except (ValueError, TypeError):
        raise OfficeHoursError(f"times of '{name}' as ['08:00', '12:00'], but got {opening!r}") from None
    return opens, closes


def seed_holidays(year: int) -> list[dict[str, Any]]:
    """Rows of the holiday table, without owner, as the joint decree of three ministers sets the year's days:
    national holidays and common leave. To be looked over by the office: later moon dates are estimates."""
    import holidays  # here, since it takes a fifth of a second to import and is needed once a year

    days = holidays.country_holidays("ID", years=year, categories=("public", "government"), language="id")
    source = f"holidays {version('holidays')}, Indonesia {year}"
    return [
        {"id": new_id(), "day": day, "name": name, "working": False, "source": source}
        for day, name in sorted(days.items())
    ]
