"""What a date, a time, a duration and a range have after a dot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from engine.feel.values import YearsMonths, kind, native

Reader = Callable[[Any], Any]


def read_property(value: Any, key: str) -> Any:
    """None where the value has no such property."""
    reader = _PROPERTIES.get(kind(value), {}).get(key)
    return None if reader is None else native(reader(value))


def _zone(value: Any) -> str | None:
    """The name of the zone; an offset has none."""
    return value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else None


def _seconds(value: timedelta) -> Decimal:
    whole = abs(value)
    part = Decimal(whole.seconds % 60) + Decimal(whole.microseconds) / 1_000_000
    return part.normalize() if value >= timedelta(0) else -part.normalize()


def _whole(value: timedelta, size: int, wrap: int | None = None) -> int:
    count = (abs(value).days * 86_400 + abs(value).seconds) // size
    count = count % wrap if wrap else count
    return count if value >= timedelta(0) else -count


def _months(value: YearsMonths, years: bool) -> int:
    whole, rest = divmod(abs(value.months), 12)
    found = whole if years else rest
    return found if value.months >= 0 else -found


def _second(value: time) -> Decimal:
    if not value.microsecond:
        return Decimal(value.second)
    return Decimal(value.second) + (Decimal(value.microsecond) / 1_000_000).normalize()


_DATE: dict[str, Reader] = {
    "year": lambda value: value.year,
    "month": lambda value: value.month,
    "day": lambda value: value.day,
    "weekday": lambda value: value.isoweekday(),
}
_TIME: dict[str, Reader] = {
    "hour": lambda value: value.hour,
    "minute": lambda value: value.minute,
    "second": _second,
    "time offset": lambda value: value.utcoffset(),
    "timezone": _zone,
}
_PROPERTIES: dict[str, dict[str, Reader]] = {
    "date": _DATE,
    "time": _TIME,
    "date and time": _DATE | _TIME,
    "days and time duration": {
        "days": lambda value: _whole(value, 86_400),
        "hours": lambda value: _whole(value, 3_600, 24),
        "minutes": lambda value: _whole(value, 60, 60),
        "seconds": _seconds,
    },
    "years and months duration": {
        "years": lambda value: _months(value, years=True),
        "months": lambda value: _months(value, years=False),
    },
    "range": {
        "start": lambda value: value.low,
        "end": lambda value: value.high,
        "start included": lambda value: value.low_included,
        "end included": lambda value: value.high_included,
    },
}
