"""`for`, `some` and `every`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from engine.feel.arithmetic import NUMBERS
from engine.feel.compiler import Compiler, Node, Rule, Static, weighed
from engine.feel.limits import DIGITS
from engine.feel.run import Code, Frame, Run, fitting
from engine.feel.values import Range, kind, native

Source = Callable[[Run, Frame | None], Iterable[Any]]
_ONE = Decimal(1)
_UNCOUNTABLE = Decimal(10) ** DIGITS
_DAY = timedelta(days=1)


def for_loop(compiler: Compiler, node: Node, static: Static) -> Code:
    iterations, body_node = node.children
    sources, inside = _sources(compiler, iterations, static)
    body = weighed(compiler.code(body_node, inside.having({"partial"})), body_node)
    reads_partial = any(name.children[0] == "partial" for name in body_node.find_data("name"))
    return gathering(sources, body, reads_partial)


def gathering(sources: list[tuple[str, Source]], body: Code, reads_partial: bool) -> Code:
    """A list of what the body gives for each combination of items."""

    def gather(run: Run, frame: Frame | None) -> Any:
        results: list[Any] = []
        for inner in _frames(run, frame, sources):
            if reads_partial:
                run.spend(len(results))
            results.append(body(run, Frame({"partial": list(results)}, inner) if reads_partial else inner))
            fitting(results)
        return results

    return _null_without_list(gather)


def quantified(compiler: Compiler, node: Node, static: Static) -> Code:
    word, iterations, body_node = node.children
    sources, inside = _sources(compiler, iterations, static)
    body = weighed(compiler.code(body_node, inside), body_node)
    return judging(str(word), sources, body)


def judging(word: str, sources: list[tuple[str, Source]], body: Code) -> Code:
    """Whether the body is true of some combination, or of every one."""
    decisive = word == "some"

    def decide(run: Run, frame: Frame | None) -> Any:
        result: bool | None = not decisive
        for inner in _frames(run, frame, sources):
            value = body(run, inner)
            if value is decisive:
                return decisive
            if type(value) is not bool:
                run.note(f"Expected booleans from '{word}', but got a {kind(value)}")
                result = None
        return result

    return _null_without_list(decide)


class _NoListError(Exception):
    """What should be walked over is null or no list."""


def _null_without_list(code: Code) -> Code:
    def guarded(run: Run, frame: Frame | None) -> Any:
        try:
            return code(run, frame)
        except _NoListError:
            run.note("Expected a list to go through, but got none")
            return None

    return guarded


def _sources(compiler: Compiler, iterations: Any, static: Static) -> tuple[list[tuple[str, Source]], Static]:
    """Each iterator with what it walks over, and what is known about names in the body."""
    sources = []
    for iteration in iterations.children:
        name, low, high = iteration.children
        sources.append((str(name), _source(compiler, low, high, static)))
        static = static.having({str(name)})
    return sources, static


def _source(compiler: Compiler, low: Any, high: Any, static: Static) -> Source:
    first = weighed(compiler.code(low, static), low)
    if high is None:
        return items_of(first)
    last = weighed(compiler.code(high, static), high)
    return lambda run, frame: _count(first(run, frame), last(run, frame))


def items_of(code: Code) -> Source:
    return lambda run, frame: _items(code(run, frame))


def _items(value: Any) -> Iterable[Any]:
    if value is None:
        raise _NoListError
    if isinstance(value, Range):
        return _range_items(value)
    return map(native, value) if isinstance(value, list) else [value]


def _range_items(value: Range) -> Iterator[Any]:
    if (
        type(value.low) not in {Decimal, date}
        or type(value.high) is not type(value.low)
        or value.low > value.high
    ):
        raise _NoListError
    return _count(value.low, value.high, value.low_included, value.high_included)


def _count(low: Any, high: Any, low_included: bool = True, high_included: bool = True) -> Iterator[Any]:
    """From low to high, upwards or downwards; over whole numbers or days."""
    if isinstance(low, Decimal) and isinstance(high, Decimal) and low == low.to_integral_value():
        # A walk from a number with more digits than are kept would never get on.
        if abs(low) >= _UNCOUNTABLE:
            raise _NoListError
        step: Any = _ONE
    elif type(low) is date and type(high) is date:
        step = _DAY
    else:
        raise _NoListError
    return _walk(low, high, step if low <= high else -step, low_included, high_included)


def _walk(low: Any, high: Any, step: Any, low_included: bool, high_included: bool) -> Iterator[Any]:
    upwards = low <= high
    place = low
    while place <= high if upwards else place >= high:
        if (place != low or low_included) and (place != high or high_included):
            yield place
        try:
            place = NUMBERS.add(place, step) if isinstance(place, Decimal) else place + step
        except OverflowError:
            return


def _frames(run: Run, frame: Frame | None, sources: list[tuple[str, Source]]) -> Iterator[Frame]:
    """A frame for each combination, the last iterator running fastest."""
    (name, source), *others = sources
    for item in source(run, frame):
        run.spend(1)
        inner = Frame({name: item}, frame)
        if others:
            yield from _frames(run, inner, others)
        else:
            yield inner


RULES: dict[str, Rule] = {"for_loop": for_loop, "quantified": quantified}
