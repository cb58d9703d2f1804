"""The standard's functions on lists."""

from __future__ import annotations

import functools
from decimal import Decimal
from typing import Any

from engine.feel.arithmetic import NUMBERS, calculate, finite
from engine.feel.comparison import ORDERED, ordered, same
from engine.feel.errors import FeelLimitError
from engine.feel.functions.signature import Shelf
from engine.feel.limits import LIST_SIZE
from engine.feel.run import Run
from engine.feel.values import FeelFunction, kind, native

LISTS = Shelf()


@LISTS.add("list contains(list: list, element: any)", wants_run=True)
def list_contains(run: Run, items: list[Any], element: Any) -> bool:
    return any(same(run, native(item), element) for item in items)


@LISTS.add("count(list: list)")
def count(items: list[Any]) -> int:
    return len(items)


def _flat(values: tuple[Any, ...]) -> list[Any]:
    """The list that is the only value, or the values themselves."""
    found: list[Any] = values[0] if len(values) == 1 and isinstance(values[0], list) else list(values)
    return [native(item) for item in found]


def _numbers(values: tuple[Any, ...]) -> list[Decimal] | None:
    items = _flat(values)
    return items if items and all(isinstance(item, Decimal) for item in items) else None


@LISTS.add("min(*list: any)", wants_run=True)
def least(run: Run, *values: Any) -> Any:
    return _extreme(run, values, "<")


@LISTS.add("max(*list: any)", wants_run=True)
def greatest(run: Run, *values: Any) -> Any:
    return _extreme(run, values, ">")


def _extreme(run: Run, values: tuple[Any, ...], sign: str) -> Any:
    items = _flat(values)
    if not items or len({kind(item) for item in items}) > 1 or kind(items[0]) not in ORDERED:
        return None
    best = items[0]
    for item in items[1:]:
        better = ordered(run, sign, item, best)
        if better is None:
            return None
        best = item if better else best
    return best


@LISTS.add("sum(*list: any)", wants_run=True)
def total(run: Run, *values: Any) -> Any:
    """Of numbers, or of durations of one kind."""
    items = _flat(values)
    if not items or not all(kind(item) == "number" or "duration" in kind(item) for item in items):
        return None
    return functools.reduce(lambda left, right: calculate(run, "+", left, right), items)


@LISTS.add("mean(*list: any)", wants_run=True)
def mean(run: Run, *values: Any) -> Any:
    items = _flat(values)
    return calculate(run, "/", total(run, items), Decimal(len(items))) if items else None


@LISTS.add("product(*list: any)")
def product(*values: Any) -> Decimal | None:
    numbers = _numbers(values)
    return None if numbers is None else finite(functools.reduce(NUMBERS.multiply, numbers))


@LISTS.add("median(*list: any)")
def median(*values: Any) -> Decimal | None:
    numbers = sorted(_numbers(values) or [])
    if not numbers:
        return None
    middle = len(numbers) // 2
    if len(numbers) % 2:
        return numbers[middle]
    return finite(NUMBERS.divide(NUMBERS.add(numbers[middle - 1], numbers[middle]), Decimal(2)))


@LISTS.add("stddev(*list: any)")
def stddev(*values: Any) -> Decimal | None:
    """Of a sample: the divisor is one less than the count."""
    numbers = _numbers(values) or []
    if len(numbers) < 2:
        return None
    average = NUMBERS.divide(functools.reduce(NUMBERS.add, numbers), Decimal(len(numbers)))
    differences = [NUMBERS.subtract(number, average) for number in numbers]
    squares = functools.reduce(NUMBERS.add, [NUMBERS.multiply(one, one) for one in differences])
    return finite(NUMBERS.sqrt(NUMBERS.divide(squares, Decimal(len(numbers) - 1))))


@LISTS.add("mode(*list: any)")
def mode(*values: Any) -> list[Decimal] | None:
    if not _flat(values):
        return []
    numbers = _numbers(values)
    if numbers is None:
        return None
    counts: dict[Decimal, int] = {}
    for number in numbers:
        counts[number] = counts.get(number, 0) + 1
    most = max(counts.values())
    return sorted(number for number, often in counts.items() if often == most)


@LISTS.add("sublist(list: list, start position: number, length?: number|null)")
def sublist(items: list[Any], start: Decimal, length: Decimal | None = None) -> list[Any] | None:
    first = int(start)
    begin = first - 1 if first > 0 else len(items) + first
    end = len(items) if length is None else begin + int(length)
    return items[begin:end] if first and 0 <= begin < end <= len(items) else None


@LISTS.add("append(list: list, *item: any)")
def append(items: list[Any], *more: Any) -> list[Any]:
    return [*items, *more]


@LISTS.add("concatenate(*list: list)")
def concatenate(*lists: list[Any]) -> list[Any]:
    return [item for items in lists for item in items]


@LISTS.add("insert before(list: list, position: number, newItem: any)")
def insert_before(items: list[Any], position: Decimal, new: Any) -> list[Any] | None:
    place = _place(items, position)
    return None if place is None else [*items[:place], new, *items[place:]]


@LISTS.add("remove(list: list, position: number)")
def remove(items: list[Any], position: Decimal) -> list[Any] | None:
    place = _place(items, position)
    return None if place is None else [*items[:place], *items[place + 1 :]]


def _place(items: list[Any], position: Decimal) -> int | None:
    first = int(position)
    if first == 0 or abs(first) > len(items):
        return None
    return first - 1 if first > 0 else len(items) + first


@LISTS.add("list replace(list: list, match: function, newItem: any)", wants_run=True)
@LISTS.add("list replace(list: list, position: number|function, newItem: any)", wants_run=True)
def list_replace(run: Run, items: list[Any], position: Any, new: Any) -> list[Any] | None:
    if isinstance(position, FeelFunction):
        return _replace_where(run, items, position, new)
    place = _place(items, position)
    return None if place is None else [*items[:place], new, *items[place + 1 :]]


def _replace_where(run: Run, items: list[Any], match: FeelFunction, new: Any) -> list[Any] | None:
    replaced = []
    for item in map(native, items):
        run.spend(1)
        chosen = match.apply(run, [item, new])
        if not isinstance(chosen, bool):
            return None
        replaced.append(new if chosen else item)
    return replaced


@LISTS.add("reverse(list: list)")
def reverse(items: list[Any]) -> list[Any]:
    return list(reversed(items))


@LISTS.add("index of(list: list, match: any)", wants_run=True)
def index_of(run: Run, items: list[Any], match: Any) -> list[Any]:
    return [Decimal(at) for at, item in enumerate(items, 1) if same(run, native(item), match)]


@LISTS.add("distinct values(list: list)", wants_run=True)
def distinct_values(run: Run, items: list[Any]) -> list[Any]:
    kept: list[Any] = []
    for item in map(native, items):
        run.spend(1 + len(kept) // 4)
        if not any(same(run, item, other) for other in kept):
            kept.append(item)
    return kept


@LISTS.add("union(*list: list)", wants_run=True)
def union(run: Run, *lists: list[Any]) -> list[Any]:
    return distinct_values(run, concatenate(*lists))


@LISTS.add("flatten(list: list)", wants_run=True)
def flatten(run: Run, items: list[Any]) -> list[Any]:
    flat: list[Any] = []
    waiting = [iter(items)]
    while waiting:
        for item in waiting[-1]:
            if isinstance(item, list):
                waiting.append(iter(item))
                break
            flat.append(native(item))
            run.spend(1)
            if len(flat) > LIST_SIZE:
                raise FeelLimitError(f"Expected at most {LIST_SIZE} items, but a list has more")
        else:
            waiting.pop()
    return flat


@LISTS.add("sort(list: list, precedes?: function|null)", wants_run=True, steps=4)
def sort(run: Run, items: list[Any], precedes: FeelFunction | None = None) -> list[Any] | None:
    values = [native(item) for item in items]
    if precedes is None and len({kind(value) for value in values}) > 1:
        return None

    def order(left: Any, right: Any) -> int:
        run.spend(1)
        if precedes is None:
            return 1 if ordered(run, ">", left, right) else -bool(ordered(run, "<", left, right))
        return (
            -1
            if precedes.apply(run, [left, right]) is True
            else int(precedes.apply(run, [right, left]) is True)
        )

    return sorted(values, key=functools.cmp_to_key(order))
