"""The standard's functions on ranges and points, and ranges from text."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from engine.feel import temporal
from engine.feel.functions.signature import Shelf
from engine.feel.run import Run
from engine.feel.values import Range, kind

RANGES = Shelf()
Edge = tuple[int, Any, int]
"""A place on the line: -1 or 1 for a side without end, the value, and which side of the value it is."""


class Span:
    """A range, or a point as the range of itself."""

    def __init__(self, value: Any) -> None:
        made = value if isinstance(value, Range) else Range(value, value)
        self.kind = kind(made.low if made.low is not None else made.high)
        self.start: Edge = (-1, 0, 0) if made.low is None else (0, made.low, int(not made.low_included))
        self.end: Edge = (1, 0, 0) if made.high is None else (0, made.high, -int(not made.high_included))


Relation = Callable[[Span, Span], bool]


def _before(one: Span, other: Span) -> bool:
    return one.end < other.start


def _meets(one: Span, other: Span) -> bool:
    return one.end == other.start


def _overlaps(one: Span, other: Span) -> bool:
    return one.end >= other.start and one.start <= other.end


def _overlaps_before(one: Span, other: Span) -> bool:
    return one.start < other.start <= one.end <= other.end


def _finishes(one: Span, other: Span) -> bool:
    return one.end == other.end and one.start >= other.start


def _starts(one: Span, other: Span) -> bool:
    return one.start == other.start and one.end <= other.end


def _includes(one: Span, other: Span) -> bool:
    return one.start <= other.start and one.end >= other.end


def _coincides(one: Span, other: Span) -> bool:
    return one.start == other.start and one.end == other.end


def _add(name: str, relation: Relation, first: str, second: str, turned: bool = False) -> None:
    @RANGES.add(f"{name}({first}, {second})", wants_run=True)
    def body(run: Run, one: Any, other: Any) -> bool | None:
        left, right = (Span(other), Span(one)) if turned else (Span(one), Span(other))
        if left.kind != right.kind:
            run.note(
                f"Expected two values of one kind for '{name}', but got a {left.kind} and a {right.kind}"
            )
            return None
        try:
            return relation(left, right)
        except TypeError:
            run.note(f"Expected values with an order for '{name}', but there is none")
            return None


_POINT = "number|string|date|time|date and time|days and time duration|years and months duration"
_EITHER = f"range|{_POINT}"
_TABLE: tuple[tuple[str, Relation, bool, str, str], ...] = (
    ("before", _before, False, f"point1: {_EITHER}", f"point2: {_EITHER}"),
    ("after", _before, True, f"point1: {_EITHER}", f"point2: {_EITHER}"),
    ("meets", _meets, False, "range1: range", "range2: range"),
    ("met by", _meets, True, "range1: range", "range2: range"),
    ("overlaps", _overlaps, False, "range1: range", "range2: range"),
    ("overlaps before", _overlaps_before, False, "range1: range", "range2: range"),
    ("overlaps after", _overlaps_before, True, "range1: range", "range2: range"),
    ("finishes", _finishes, False, f"point: {_EITHER}", "range: range"),
    ("finished by", _finishes, True, "range: range", f"point: {_EITHER}"),
    ("includes", _includes, False, "range: range", f"point: {_EITHER}"),
    ("during", _includes, True, f"point: {_EITHER}", "range: range"),
    ("starts", _starts, False, f"point: {_EITHER}", "range: range"),
    ("started by", _starts, True, "range: range", f"point: {_EITHER}"),
    ("coincides", _coincides, False, f"point1: {_EITHER}", f"point2: {_EITHER}"),
)
for _name, _relation, _turned, _first, _second in _TABLE:
    _add(_name, _relation, _first, _second, _turned)

_LITERAL = r'(-?\d+(?:\.\d+)?|"[^"]*"|@"[^"]*"|(?:date and time|date|time|duration)\("[^"]*"\)|)'
_RANGE = re.compile(rf"\s*([\[\](])\s*{_LITERAL}\s*\.\.\s*{_LITERAL}\s*([\])\[])\s*", re.ASCII)


@RANGES.add("range(from: string)")
def range_from(text: str) -> Range | None:
    """Of literals only: `range("[1..5]")`; an end left out is open."""
    found = _RANGE.fullmatch(text)
    if found is None:
        return None
    opening, low_text, high_text, closing = found.groups()
    low, high = _literal(low_text), _literal(high_text)
    if (low is None) != (not low_text) or (high is None) != (not high_text) or low is high is None:
        return None
    made = Range(low, high, opening == "[", closing == "]")
    return made if _is_whole(made) else None


def _is_whole(made: Range) -> bool:
    """No open end counts as included, and two ends are of one kind and in order."""
    if made.low is None or made.high is None:
        return not (made.low_included if made.low is None else made.high_included)
    try:
        return kind(made.low) == kind(made.high) and bool(made.low <= made.high)
    except TypeError:
        return False


def _literal(text: str) -> Any:
    if '"' not in text:
        return Decimal(text) if text else None
    inner = text[text.index('"') + 1 : text.rindex('"')]
    return inner if text.startswith('"') else temporal.parse_temporal(inner)
