"""The standard's functions that make and read dates, times and durations."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

from engine.feel import temporal
from engine.feel.functions.signature import Shelf
from engine.feel.run import Run
from engine.feel.values import YearsMonths

CALENDAR = Shelf()
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@CALENDAR.add("date(from: string|date|date and time)")
def date_from(value: str | date) -> date | None:
    if isinstance(value, str):
        return temporal.parse_date(value)
    return value.date() if isinstance(value, datetime) else value


@CALENDAR.add("date(year: number, month: number, day: number)")
def date_of(year: Decimal, month: Decimal, day: Decimal) -> date | None:
    return temporal.make_date(int(year), int(month), int(day))


@CALENDAR.add("time(from: string|time|date|date and time)")
def time_from(value: str | time | date) -> time | None:
    if isinstance(value, str):
        return temporal.parse_time(value)
    if isinstance(value, datetime):
        return value.timetz()
    return value if isinstance(value, time) else time(tzinfo=UTC)


@CALENDAR.add("time(hour: number, minute: number, second: number, offset?: days and time duration|null)")
def time_of(hour: Decimal, minute: Decimal, second: Decimal, offset: timedelta | None = None) -> time | None:
    if not 0 <= second < 60:
        return None
    whole = int(second)
    try:
        zone = None if offset is None else timezone(offset)
        return time(int(hour), int(minute), whole, int((second - whole) * 1_000_000), zone)
    except (ValueError, OverflowError):
        return None


@CALENDAR.add("date and time(from: string|date|date and time)")
def moment_from(value: str | date) -> datetime | None:
    if isinstance(value, str):
        return temporal.parse_date_time(value)
    return value if isinstance(value, datetime) else datetime.combine(value, time())


@CALENDAR.add("date and time(date: date|date and time, time: time)")
def moment_of(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment)


@CALENDAR.add("duration(from: string)")
def duration(text: str) -> timedelta | YearsMonths | None:
    return temporal.parse_duration(text)


@CALENDAR.add("years and months duration(from: date|date and time, to: date|date and time)")
def years_and_months(start: date, end: date) -> YearsMonths | None:
    """Whole months from the first day to the second, whatever the clock says; negative when it is earlier."""
    days = (start.timetuple()[:3], end.timetuple()[:3])
    first, last = min(days), max(days)
    months = (last[0] - first[0]) * 12 + last[1] - first[1] - (last[2] < first[2])
    return YearsMonths(months if first == days[0] else -months)


@CALENDAR.add("now()", wants_run=True)
def now(run: Run) -> datetime:
    return run.now


@CALENDAR.add("today()", wants_run=True)
def today(run: Run) -> date:
    """The date at the host's moment, in that moment's own zone."""
    return run.now.date()


@CALENDAR.add("day of week(date: date|date and time)")
def day_of_week(day: date) -> str:
    return _DAYS[day.weekday()]


@CALENDAR.add("day of year(date: date|date and time)")
def day_of_year(day: date) -> int:
    return day.timetuple().tm_yday


@CALENDAR.add("month of year(date: date|date and time)")
def month_of_year(day: date) -> str:
    return calendar.month_name[day.month]


@CALENDAR.add("week of year(date: date|date and time)")
def week_of_year(day: date) -> int:
    return day.isocalendar().week
