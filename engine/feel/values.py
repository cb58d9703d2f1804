"""The values of FEEL as Python has them, and the only door for values of the host."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, NamedTuple

from engine.feel.errors import FeelValueError


@dataclass(frozen=True, order=True, slots=True)
class YearsMonths:
    """A duration of years and months, in months; the one of days and time is a timedelta."""

    months: int


class Range(NamedTuple):
    """`[low..high]`; an open end is None and not included."""

    low: Any
    high: Any
    low_included: bool = True
    high_included: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class FeelFunction:
    """A function as a value. `call` takes the run and the values, in the order of the parameters."""

    parameters: tuple[str, ...]
    call: Callable[[Any, list[Any]], Any]

    def apply(self, run: Any, values: list[Any]) -> Any:
        """Null where the count of values is another than that of the parameters."""
        if len(values) != len(self.parameters):
            run.note(f"Expected {len(self.parameters)} values for the function, but got {len(values)}")
            return None
        return self.call(run, values)

    def apply_named(self, run: Any, values: Mapping[str, Any]) -> Any:
        """Null where the names are others than those of the parameters."""
        if set(values) != set(self.parameters):
            run.note(f"Expected values for {', '.join(self.parameters)}, but the call names others")
            return None
        return self.call(run, [values[parameter] for parameter in self.parameters])


SIMPLE = frozenset({type(None), bool, str, date, datetime, time, timedelta, YearsMonths, Range, dict, list})
"""Types whose values need no conversion; what a dict or a list holds is converted when it is read."""

_KINDS: dict[type, str] = {
    type(None): "null",
    bool: "boolean",
    Decimal: "number",
    str: "string",
    date: "date",
    datetime: "date and time",
    time: "time",
    timedelta: "days and time duration",
    YearsMonths: "years and months duration",
    Range: "range",
    list: "list",
    dict: "context",
    FeelFunction: "function",
}


def kind(value: Any) -> str:
    """The standard's name of the value's type."""
    found = _KINDS.get(type(value))
    if found is not None:
        return found
    if isinstance(value, Mapping):
        return "context"
    # A datetime is a date too, so the longer names go first.
    by_length = sorted(_KINDS.items(), key=lambda entry: -len(entry[1]))
    return next((name for known, name in by_length if isinstance(value, known)), "unknown")


def native(value: Any) -> Any:
    """The FEEL value of something that the host gave: a number becomes a Decimal, a tuple a list.

    What a map or a list holds stays as it is until it is read.
    """
    if type(value) in SIMPLE:
        return value
    if isinstance(value, Enum):
        return native(value.value)
    if isinstance(value, int | Decimal | float):
        return _number(value)
    if isinstance(value, Mapping | str | list | date | time | timedelta | YearsMonths | Range | FeelFunction):
        return value
    if isinstance(value, tuple):
        return list(value)
    raise FeelValueError(f"Expected a FEEL value from the host, but got a Python {type(value).__name__}")


def _number(value: int | float | Decimal) -> Decimal | None:
    if isinstance(value, float):
        return Decimal(repr(value)) if math.isfinite(value) else None
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    return Decimal(value)
