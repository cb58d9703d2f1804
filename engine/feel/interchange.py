"""FEEL values from JSON and to JSON. Dates, times and durations are ISO texts there."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from engine.feel.temporal import iso, parse_date, parse_date_time, parse_duration, parse_time
from engine.feel.text import plain, text_of
from engine.feel.values import FeelFunction, Range, native

_EXACT = 2**53


def from_json(value: Any) -> Any:
    """The same with every number as a Decimal."""
    if isinstance(value, Mapping):
        return {str(key): from_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [from_json(item) for item in value]
    return native(value)


def to_json(value: Any) -> Any:
    """None, bool, int, float, str, list and dict only. A number keeps what a JSON number can hold."""
    value = native(value)
    if isinstance(value, Decimal):
        return _json_number(value)
    if isinstance(value, Mapping):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [to_json(item) for item in value]
    if value is None or isinstance(value, bool | str):
        return value
    return text_of(value) if isinstance(value, Range | FeelFunction) else iso(value)


def _json_number(number: Decimal) -> int | float:
    whole = number == number.to_integral_value()
    return int(number) if whole and abs(number) <= _EXACT else float(number)


def json_text(value: Any) -> str:
    """JSON with all digits of every number."""
    value = native(value)
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Mapping):
        entries = (f"{json_text(str(key))}: {json_text(item)}" for key, item in value.items())
        return "{" + ", ".join(entries) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(json_text, value)) + "]"
    return json.dumps(to_json(value), ensure_ascii=False)


_READERS: dict[str, Callable[[str], Any]] = {
    "date": parse_date,
    "time": lambda text: parse_time(f"{text}:00" if text.count(":") == 1 else text),
    "dateTime": parse_date_time,
    "date and time": parse_date_time,
    "dayTimeDuration": parse_duration,
    "days and time duration": parse_duration,
    "yearMonthDuration": parse_duration,
    "years and months duration": parse_duration,
}


def typed(value: Any, type_name: str) -> Any:
    """The FEEL value; an ISO text becomes the date, time or duration of the type, or null where it is none."""
    reader = _READERS.get(type_name)
    return reader(value) if reader is not None and isinstance(value, str) else native(value)
