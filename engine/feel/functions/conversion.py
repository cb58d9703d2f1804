"""The standard's functions between kinds, on booleans, null and contexts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from engine.feel.arithmetic import NUMBERS
from engine.feel.functions.signature import Shelf
from engine.feel.limits import DEPTH
from engine.feel.run import Run
from engine.feel.text import text_of
from engine.feel.values import kind, native

CONVERSION = Shelf()
_NUMBER = re.compile(r"-?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)


@CONVERSION.add("number(from: string, grouping separator?: string|null, decimal separator?: string|null)")
def number(text: str, grouping: str | None = None, point: str | None = None) -> Decimal | None:
    if (
        grouping not in (None, " ", ",", ".")
        or point not in (None, ".", ",")
        or (grouping and grouping == point)
    ):
        return None
    plain = text.replace(grouping, "") if grouping else text
    plain = plain.replace(point, ".") if point else plain
    if _NUMBER.fullmatch(plain) is None:
        return None
    value = NUMBERS.create_decimal(plain)
    return value if value.is_finite() else None


@CONVERSION.add("string(from: any)", wants_run=True)
def string(run: Run, value: Any) -> str | None:
    return None if value is None else text_of(value, run.spend)


@CONVERSION.add("not(negand: any)")
def negation(value: Any) -> bool | None:
    return not value if isinstance(value, bool) else None


@CONVERSION.add("all(*list: any)")
def every(*values: Any) -> bool | None:
    items = _booleans(values)
    if any(item is False for item in items):
        return False
    return True if all(item is True for item in items) else None


@CONVERSION.add("any(*list: any)")
def some(*values: Any) -> bool | None:
    items = _booleans(values)
    if any(item is True for item in items):
        return True
    return False if all(item is False for item in items) else None


def _booleans(values: tuple[Any, ...]) -> list[Any]:
    return values[0] if len(values) == 1 and isinstance(values[0], list) else list(values)


@CONVERSION.add("is defined(value: any)")
def is_defined(value: Any) -> bool:
    return value is not None


@CONVERSION.add("get or else(value: any, default: any)")
def get_or_else(value: Any, default: Any) -> Any:
    return default if value is None else value


@CONVERSION.add("is(value1: any, value2: any)", wants_run=True, steps=4)
def is_same(run: Run, left: Any, right: Any) -> bool:
    """The same kind and the same value; a time in another zone is another one."""
    if kind(left) != kind(right):
        return False
    return left is right or (
        kind(left) != "function" and text_of(left, run.spend) == text_of(right, run.spend)
    )


@CONVERSION.add("get value(m: context, key: string)")
def get_value(entries: Mapping[str, Any], key: str) -> Any:
    return native(entries.get(key))


@CONVERSION.add("get entries(m: context)")
def get_entries(entries: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{"key": key, "value": native(value)} for key, value in entries.items()]


@CONVERSION.add("context(entries: list)")
def context(entries: list[Any]) -> dict[str, Any] | None:
    made: dict[str, Any] = {}
    for entry in entries:
        fits = isinstance(entry, Mapping) and isinstance(entry.get("key"), str) and "value" in entry
        if not fits or entry["key"] in made:
            return None
        made[entry["key"]] = native(entry["value"])
    return made


@CONVERSION.add("context put(context: context, key: string|list, value: any)")
@CONVERSION.add("context put(context: context, keys: list, value: any)")
def context_put(entries: Mapping[str, Any], key: Any, value: Any) -> dict[str, Any] | None:
    """With a list of keys: the entry at the end of that way."""
    way = key if isinstance(key, list) else [key]
    if not 0 < len(way) <= DEPTH or not all(isinstance(step, str) for step in way):
        return None
    first, *rest = way
    if not rest:
        return {**entries, first: value}
    inner = context_put(entries[first], rest, value) if isinstance(entries.get(first), Mapping) else None
    return None if inner is None else {**entries, first: inner}


@CONVERSION.add("context merge(contexts: list)", wants_run=True)
def context_merge(run: Run, contexts: list[Any]) -> dict[str, Any] | None:
    made: dict[str, Any] = {}
    for one in contexts:
        if not isinstance(one, Mapping):
            return None
        run.spend(1 + len(one))
        made |= one
    return made
