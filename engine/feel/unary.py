"""Unary tests: what stands in a cell of a decision table and after `in`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine.feel.comparison import compare, equal, same, within
from engine.feel.compiler import Compiler, Node, Rule, Static
from engine.feel.run import Code, Frame, Run
from engine.feel.values import Range, native

Test = Callable[[Run, "Frame | None", Any], "bool | None"]
INPUT = frozenset({"?"})


def cell(compiler: Compiler, node: Node, static: Static) -> Test:
    """A comma list of tests, or `not(…)` around one."""
    items = node.children
    negated = _negated(items)
    if negated is None:
        return any_of([test(compiler, item, static) for item in items])
    inner = any_of([test(compiler, item, static) for item in negated.children])
    return lambda run, frame, value: _opposite(inner(run, frame, value))


def _negated(items: list[Any]) -> Any:
    """The arguments of a `not(…)` that is the whole cell."""
    if len(items) != 1 or items[0].data != "call":
        return None
    callee, arguments = items[0].children
    is_not = callee.data == "name" and callee.children[0] == "not"
    return arguments if is_not and arguments is not None and arguments.data == "arguments" else None


def _opposite(value: bool | None) -> bool | None:
    return None if value is None else not value


def any_of(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]

    def check(run: Run, frame: Frame | None, value: Any) -> bool | None:
        results = [one(run, frame, value) for one in tests]
        if any(result is True for result in results):
            return True
        return None if results and all(result is None for result in results) else False

    return check


def test(compiler: Compiler, node: Any, static: Static) -> Test:
    if node.data == "test":
        return _sided(compiler, node, static)
    if node.data == "group" and (len(node.children) > 1 or node.children[0].data == "test"):
        return any_of([test(compiler, item, static) for item in node.children])
    code = compiler.code(node, static.having(INPUT))
    if _reads_input(node):
        return lambda run, frame, value: _truth(run, value, code(run, Frame({"?": value}, frame)))
    if node.data == "range":
        return lambda run, frame, value: _within_made(run, value, code(run, frame))
    return lambda run, frame, value: fits(run, value, code(run, frame))


def _within_made(run: Run, value: Any, limits: Range | None) -> bool | None:
    return None if limits is None else within(run, value, limits)


def _sided(compiler: Compiler, node: Node, static: Static) -> Test:
    sign = str(node.children[0])
    operand = compiler.code(node.children[1], static.having(INPUT))
    return lambda run, frame, value: compare(run, sign, value, operand(run, Frame({"?": value}, frame)))


def _reads_input(node: Any) -> bool:
    return any(True for _ in node.find_data("input"))


def _truth(run: Run, value: Any, result: Any) -> bool | None:
    """Of a test that speaks of `?` itself: its own answer."""
    return result if isinstance(result, bool) else fits(run, value, result)


def fits(run: Run, value: Any, expected: Any) -> bool | None:
    """Equal to it, within its range or among its items."""
    if isinstance(expected, Range):
        return within(run, value, expected)
    if isinstance(expected, list):
        run.spend(1 + len(expected) // 2)
        return same(run, value, expected) or any(_among(run, value, native(item)) for item in expected)
    if isinstance(expected, bool) and value is not None and not isinstance(value, bool):
        return expected
    return equal(run, value, expected)


def _among(run: Run, value: Any, item: Any) -> bool:
    return within(run, value, item) is True if isinstance(item, Range) else same(run, value, item)


def membership(compiler: Compiler, node: Node, static: Static) -> Code:
    value = compiler.code(node.children[0], static)
    check = test(compiler, node.children[1], static)
    return lambda run, frame: check(run, frame, value(run, frame))


def refuse(compiler: Compiler, node: Node, static: Static) -> Code:
    sign = node.children[0]
    raise compiler.refuse(node, f"Expected a value before '{sign}', but there is none")


RULES: dict[str, Rule] = {"membership": membership, "test": refuse}
