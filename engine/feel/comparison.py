"""Equality and order with the standard's rules for null: values of different kinds give null."""

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from engine.feel.run import Run
from engine.feel.values import Range, kind, native

ORDERED = frozenset(
    {
        "number",
        "string",
        "date",
        "date and time",
        "time",
        "days and time duration",
        "years and months duration",
    }
)
OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def equal(run: Run, left: Any, right: Any) -> bool | None:
    if left is None or right is None:
        return left is right
    what = kind(left)
    if what != kind(right):
        run.note(f"Expected two values of one kind for '=', but got a {what} and a {kind(right)}")
        return None
    if what == "list":
        return _equal_lists(run, left, right)
    if what == "context":
        return _equal_contexts(run, left, right)
    return bool(left == right)


def same(run: Run, left: Any, right: Any) -> bool:
    return equal(run, left, right) is True


def _equal_lists(run: Run, left: list[Any], right: list[Any]) -> bool | None:
    if len(left) != len(right):
        return False
    run.spend(1 + len(left))
    return all(same(run, native(a), native(b)) for a, b in zip(left, right, strict=True))


def _equal_contexts(run: Run, left: Mapping[str, Any], right: Mapping[str, Any]) -> bool | None:
    run.spend(1 + len(left))
    if left.keys() != right.keys():
        return False
    return all(same(run, native(left[key]), native(right[key])) for key in left)


def compare(run: Run, sign: str, left: Any, right: Any) -> bool | None:
    """`sign` is one of < <= > >= = !=."""
    if sign == "=":
        return equal(run, left, right)
    if sign == "!=":
        found = equal(run, left, right)
        return None if found is None else not found
    return ordered(run, sign, left, right)


def ordered(run: Run, sign: str, left: Any, right: Any) -> bool | None:
    operation = OPERATORS[sign]
    if type(left) is Decimal and type(right) is Decimal:
        return operation(left, right)
    what = kind(left)
    if what in ORDERED and what == kind(right):
        try:
            return operation(left, right)
        except TypeError:
            run.note(f"Expected both values of '{sign}' with a time zone or both without, but one has none")
            return None
    run.note(f"Expected two values with an order for '{sign}', but got a {what} and a {kind(right)}")
    return None


def within(run: Run, value: Any, limits: Range) -> bool | None:
    """Is the value in the range? A range within a range too."""
    if isinstance(value, Range):
        return _range_within(run, value, limits)
    low = limits.low is None or ordered(run, ">=" if limits.low_included else ">", value, limits.low)
    high = limits.high is None or ordered(run, "<=" if limits.high_included else "<", value, limits.high)
    if low is False or high is False:
        return False
    return True if low and high else None


def _range_within(run: Run, inner: Range, outer: Range) -> bool | None:
    low = ">=" if outer.low_included or not inner.low_included else ">"
    high = "<=" if outer.high_included or not inner.high_included else "<"
    return conjunction(ordered(run, low, inner.low, outer.low), ordered(run, high, inner.high, outer.high))


def conjunction(left: Any, right: Any) -> bool | None:
    """`and` of three values; what is no boolean counts as null."""
    if left is False or right is False:
        return False
    return True if left is True and right is True else None
