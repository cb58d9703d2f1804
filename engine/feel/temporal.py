"""Dates, times and durations from text and to text, as ISO 8601 and the standard write them.

Years go from 1 to 9999 and fractions of a second to six digits, as in Python.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from engine.feel.values import YearsMonths

_DATE = r"(\d{4})-(\d\d)-(\d\d)"
_TIME = r"(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|z|[+-]\d\d:\d\d(?::\d\d)?|@[A-Za-z]\w*(?:/[\w+-]+)*)?"
_END_OF_DAY = ["24", "00", "00"]
DATE = re.compile(_DATE, re.ASCII)
TIME = re.compile("T?" + _TIME, re.ASCII)
DATE_TIME = re.compile(_DATE + "T" + _TIME, re.ASCII)
YEARS_MONTHS = re.compile(r"(-)?P(?=\d)(?:(\d{1,10})Y)?(?:(\d{1,10})M)?", re.ASCII)
DAYS_TIME = re.compile(
    r"(-)?P(?=\d|T\d)(?:(\d{1,10})D)?(?:T(?=\d)(?:(\d{1,13})H)?(?:(\d{1,15})M)?(?:(\d{1,17})(?:\.(\d*))?S)?)?",
    re.ASCII,
)


def parse_date(text: str) -> date | None:
    found = DATE.fullmatch(text)
    return None if found is None else make_date(*map(int, found.groups()))


def make_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def parse_time(text: str) -> time | None:
    found = TIME.fullmatch(text)
    return None if found is None else _time(*found.groups())


def parse_date_time(text: str) -> datetime | None:
    """A date alone is its midnight."""
    found = DATE_TIME.fullmatch(text)
    if found is None:
        day = parse_date(text)
        return None if day is None else datetime.combine(day, time())
    year, month, day_of_month, *clock = found.groups()
    ends_day = clock[:3] == _END_OF_DAY and not int(clock[3] or 0)
    day = make_date(int(year), int(month), int(day_of_month))
    moment = _time("00", "00", "00", None, clock[4]) if ends_day else _time(*clock)
    if day is None or moment is None or (ends_day and day == date.max):
        return None
    return datetime.combine(day + timedelta(days=1) if ends_day else day, moment)


def _time(hour: str, minute: str, second: str, fraction: str | None, zone: str | None) -> time | None:
    try:
        return time(int(hour), int(minute), int(second), _micro(fraction), _zone(zone))
    except (ValueError, OSError, KeyError):
        return None


def _micro(fraction: str | None) -> int:
    return int((fraction or "0")[:6].ljust(6, "0"))


def _zone(text: str | None) -> tzinfo | None:
    if text is None:
        return None
    if text in "Zz":
        return UTC
    if text.startswith("@"):
        return ZoneInfo(text[1:])
    hours, minutes, *seconds = map(int, text[1:].split(":"))
    if minutes > 59 or hours > 14:
        raise ValueError(text)
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds[0] if seconds else 0)
    return timezone(-offset if text.startswith("-") else offset)


def parse_duration(text: str) -> timedelta | YearsMonths | None:
    if found := YEARS_MONTHS.fullmatch(text):
        sign, years, months = found.groups()
        total = int(years or 0) * 12 + int(months or 0)
        return YearsMonths(-total if sign else total)
    if found := DAYS_TIME.fullmatch(text):
        return _days_time(*found.groups())
    return None


def _days_time(
    sign: str | None, days: str | None, hours: str | None, minutes: str | None, *seconds: str | None
) -> timedelta | None:
    try:
        total = timedelta(
            days=int(days or 0),
            hours=int(hours or 0),
            minutes=int(minutes or 0),
            seconds=int(seconds[0] or 0),
            microseconds=_micro(seconds[1]),
        )
    except OverflowError:
        return None
    return -total if sign else total


def parse_temporal(text: str) -> Any:
    """What `@"…"` means, or None."""
    if DATE_TIME.fullmatch(text):
        return parse_date_time(text)
    for read in (parse_date, parse_time, parse_duration):
        if (value := read(text)) is not None:
            return value
    return None


def iso(value: Any) -> str:
    """The text of a date, time, date and time or duration."""
    if isinstance(value, YearsMonths):
        return _iso_months(value.months)
    if isinstance(value, timedelta):
        return _iso_days_time(value)
    if isinstance(value, datetime):
        return f"{value.date().isoformat()}T{_clock(value)}{_zone_text(value)}"
    if isinstance(value, date):
        return value.isoformat()
    return _clock(value) + _zone_text(value)


def _clock(value: datetime | time) -> str:
    fraction = f".{value.microsecond:06}".rstrip("0") if value.microsecond else ""
    return f"{value.hour:02}:{value.minute:02}:{value.second:02}{fraction}"


def _zone_text(value: datetime | time) -> str:
    if isinstance(value.tzinfo, ZoneInfo) and value.tzinfo.key != "UTC":
        return "@" + value.tzinfo.key
    offset = value.utcoffset()
    if offset is None:
        return ""
    hours, rest = divmod(int(abs(offset).total_seconds()), 3_600)
    minutes, seconds = divmod(rest, 60)
    sign = "-" if offset < timedelta(0) else "+"
    return f"{sign}{hours:02}:{minutes:02}" + f":{seconds:02}" * bool(seconds) if offset else "Z"


def _iso_months(months: int) -> str:
    years, rest = divmod(abs(months), 12)
    parts = (f"{years}Y" if years else "") + (f"{rest}M" if rest else "")
    return ("-" if months < 0 else "") + "P" + (parts or "0M")


def _iso_days_time(value: timedelta) -> str:
    size = abs(value)
    hours, rest = divmod(size.seconds, 3_600)
    minutes, seconds = divmod(rest, 60)
    fraction = f".{size.microseconds:06}".rstrip("0") if size.microseconds else ""
    clock = f"{hours}H" * bool(hours) + f"{minutes}M" * bool(minutes)
    clock += f"{seconds}{fraction}S" * bool(seconds or fraction)
    text = f"{size.days}D" * bool(size.days) + f"T{clock}" * bool(clock)
    return ("-" if value < timedelta(0) else "") + "P" + (text or "T0S")
