"""Lists, contexts, ranges, and filters on lists."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from engine.feel.comparison import ORDERED
from engine.feel.compiler import Compiler, Node, Rule, Static, weighed
from engine.feel.operators import constant, unquoted
from engine.feel.run import Code, Frame, Run
from engine.feel.values import Range, kind, native


def group(compiler: Compiler, node: Node, static: Static) -> Code:
    first, *others = node.children
    if others:
        raise compiler.refuse(others[0], "Expected ')' after one value, but found a second one after ','")
    if first.data == "test":
        return _open_range(compiler, first, static)
    return compiler.code(first, static)


def _open_range(compiler: Compiler, node: Any, static: Static) -> Code:
    """`(>= 5)`, a range without its other end."""
    sign = str(node.children[0])
    operand = compiler.code(node.children[1], static)
    make = {
        "<": lambda value: Range(None, value, False, False),
        "<=": lambda value: Range(None, value, False, True),
        ">": lambda value: Range(value, None, False, False),
        ">=": lambda value: Range(value, None, True, False),
        "=": lambda value: Range(value, value),
    }.get(sign)
    if make is None:
        raise compiler.refuse(node, f"Expected a range in the brackets, but '{sign}' makes none")

    def build(run: Run, frame: Frame | None) -> Range | None:
        end = operand(run, frame)
        return make(end) if kind(end) in ORDERED else None

    return build


def range_of(compiler: Compiler, node: Node, static: Static) -> Code:
    opening, low, _, high, closing = node.children
    low_included, high_included = opening == "[", closing == "]"
    low_code, high_code = compiler.code(low, static), compiler.code(high, static)

    def make(run: Run, frame: Frame | None) -> Any:
        return _checked(run, Range(low_code(run, frame), high_code(run, frame), low_included, high_included))

    return make


def _checked(run: Run, made: Range) -> Range | None:
    kinds = {kind(made.low), kind(made.high)}
    if len(kinds) == 1 and kinds <= ORDERED:
        return made
    run.note(f"Expected two ends of one kind with an order for a range, but got {sorted(kinds)}")
    return None


def list_of(compiler: Compiler, node: Node, static: Static) -> Code:
    items = [compiler.code(child, static) for child in node.children if child is not None]
    return lambda run, frame: [item(run, frame) for item in items]


def context(compiler: Compiler, node: Node, static: Static) -> Code:
    entries: list[tuple[str, Code]] = []
    for entry in node.children:
        if entry is None:
            continue
        key_token, value = entry.children
        key = _key(key_token)
        if any(key == known for known, _ in entries):
            compiler.report(entry, f"Expected each name once in a context, but '{key}' is there twice")
            return constant(None)
        static = static.having({key})
        entries.append((key, compiler.code(value, static)))
    return building(entries)


def building(entries: list[tuple[str, Code]]) -> Code:
    """A context; each entry sees those before it."""

    def make(run: Run, frame: Frame | None) -> Any:
        made: dict[str, Any] = {}
        inner = Frame(made, frame)
        for key, code in entries:
            made[key] = code(run, inner)
        return made

    return make


def _key(token: Any) -> str:
    return unquoted(str(token)) if token.type == "STRING" else str(token)


def filtered(compiler: Compiler, node: Node, static: Static) -> Code:
    source = compiler.code(node.children[0], static)
    condition = node.children[1]
    return selecting(source, weighed(compiler.code(condition, static.opened()), condition))


def selecting(source: Code, condition: Code) -> Code:
    def select(run: Run, frame: Frame | None) -> Any:
        items = source(run, frame)
        if items is None:
            return None
        return choose(run, frame, items if isinstance(items, list) else [items], condition)

    return select


def choose(run: Run, frame: Frame | None, items: list[Any], condition: Code) -> Any:
    """The item at a number, or the items for which the condition is true; what is no list counts as one item."""
    if not items:
        answer = condition(run, _item_frame(None, frame))
        return None if isinstance(answer, Decimal) else []
    kept = []
    for item in map(native, items):
        run.spend(1)
        answer = condition(run, _item_frame(item, frame))
        if isinstance(answer, Decimal):
            return _at(run, items, answer)
        if answer is True:
            kept.append(item)
    return kept


def _item_frame(item: Any, frame: Frame | None) -> Frame:
    inner = Frame({"item": item}, frame)
    return Frame(item, inner) if isinstance(item, Mapping) else inner


def _at(run: Run, items: list[Any], index: Decimal) -> Any:
    """By the standard the first item is 1, the last one -1."""
    if index == index.to_integral_value() and 1 <= abs(index) <= len(items):
        return native(items[int(index) - 1 if index > 0 else int(index)])
    run.note("Expected a number of an item of the list, but there is no such item")
    return None


RULES: dict[str, Rule] = {
    "group": group,
    "range": range_of,
    "list": list_of,
    "context": context,
    "filter": filtered,
}
