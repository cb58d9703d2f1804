"""The tree of a condition as JSON for the browser's interpreter (`web/frontend/forms/feel.js`), so that a page hides
a question exactly as the server does.

A node is a list: its operation, then what it works on; anything else is a literal. Only what both sides do alike has a
tree: no arithmetic on numbers, since those of the browser are binary; of functions those in `FUNCTIONS`.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

from engine.feel.errors import FeelError
from engine.feel.operators import unquoted
from engine.feel.parser import parse
from engine.feel.temporal import parse_duration
from engine.feel.values import YearsMonths

FUNCTIONS = frozenset(
    {"contains", "count", "date", "ends with", "is defined", "list contains", "not", "starts with", "string length"}
)  # fmt: skip
_LARGEST = 2**53


class _NotThereError(Exception):
    """The browser does not do this."""


@lru_cache(maxsize=1024)
def browser_tree(text: str) -> Any:
    """Of an expression that compiles; None where the browser cannot evaluate it as the server does."""
    try:
        return _tree(parse(text))
    except (_NotThereError, FeelError):
        return None


def _tree(node: Any) -> Any:
    kind, parts = str(node.data), node.children
    if kind in _LITERALS:
        return _LITERALS[kind]
    if kind == "string":
        return unquoted(str(parts[0]))
    if kind == "number":
        return _number(Decimal(str(parts[0])))
    if kind == "negation" and parts[1].data == "number":
        return -_number(Decimal(str(parts[1].children[0])))
    if kind in ("name", "path"):
        return ["get", *_steps(node)]
    if kind == "group" and len(parts) == 1 and parts[0].data != "test":
        return _tree(parts[0])
    if kind in _MANY:
        return [_MANY[kind], *(_tree(part) for part in parts if part is not None)]
    if kind == "compare":
        return [str(parts[1]), _tree(parts[0]), _tree(parts[2])]
    if kind == "membership" and parts[1].data == "list":
        return ["in", _tree(parts[0]), *_tree(parts[1])[1:]]
    if kind == "sum":
        return _later(parts)
    return _call(parts) if kind == "call" else _refuse()


def _refuse() -> Any:
    raise _NotThereError


def _number(number: Decimal) -> int | float:
    """One that a double holds with all its digits."""
    if number == number.to_integral_value() and abs(number) < _LARGEST:
        return int(number)
    return float(number) if Decimal(repr(float(number))) == number else _refuse()


def _steps(node: Any) -> list[str]:
    if node.data == "name":
        return [str(node.children[0])]
    return [*_steps(node.children[0]), str(node.children[1])] if node.data == "path" else _refuse()


def _call(parts: list[Any]) -> Any:
    called, given = parts
    name = str(called.children[0]) if called.data == "name" else ""
    if name not in FUNCTIONS or given is None or given.data != "arguments":
        return _refuse()
    arguments = [_tree(one) for one in given.children]
    return [name, *arguments] if len(arguments) == _ARITY.get(name, 1) else _refuse()


def _later(parts: list[Any]) -> Any:
    """`date(…) + duration("P17Y")`: some months on."""
    months = _months(parts[2]) if len(parts) == 3 and str(parts[1]) == "+" else None
    day = _tree(parts[0])
    dated = isinstance(day, list) and day[0] == "date"
    return ["later", day, months] if dated and months is not None else _refuse()


def _months(node: Any) -> int | None:
    if node.data != "call" or node.children[1] is None or str(node.children[0].children[0]) != "duration":
        return None
    literal = node.children[1].children[0]
    length = parse_duration(unquoted(str(literal.children[0]))) if literal.data == "string" else None
    return length.months if isinstance(length, YearsMonths) else None


_LITERALS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_MANY = {"conjunction": "and", "disjunction": "or", "list": "list", "conditional": "if", "between": "between"}
_ARITY = {"contains": 2, "ends with": 2, "list contains": 2, "starts with": 2}
