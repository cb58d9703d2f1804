"""`instance of`, and the types of a function's parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine.feel.compiler import Compiler, Node, Rule, Static, TypeCheck
from engine.feel.run import Code, Run
from engine.feel.values import Range, kind, native

Check = TypeCheck
_SIMPLE = frozenset(
    {
        "number", "string", "boolean", "date", "time", "date and time", "days and time duration",
        "years and months duration", "list", "context", "function", "range", "null",
    }
)  # fmt: skip
_ALIASES = {
    "day time duration": "days and time duration",
    "year month duration": "years and months duration",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
    "dateTime": "date and time",
    "Null": "null",
}


def standard_name(name: str) -> str | None:
    """The standard's name of a type that may be written in another way; None where it has no such type."""
    known = _ALIASES.get(name, name)
    return known if known in _SIMPLE else None


def instance_of(compiler: Compiler, node: Node, static: Static) -> Code:
    value = compiler.code(node.children[0], static)
    check = type_check(compiler, node.children[1])
    return lambda run, frame: check(run, value(run, frame))


def type_check(compiler: Compiler, node: Any) -> Check:
    name = _ALIASES.get(str(node.children[0]), str(node.children[0]))
    inner = node.children[2].children if len(node.children) > 1 and node.children[2] else []
    if name == "Any":
        return lambda run, value: value is not None
    if name in compiler.types and not inner:
        return compiler.types[name]
    if name not in _SIMPLE:
        raise compiler.refuse(node, f"Expected a type of the standard, but '{name}' is none")
    if not inner or name == "function":
        return lambda run, value: kind(value) == name
    checks = [(_label(argument), type_check(compiler, argument.children[1])) for argument in inner]
    return _PARTS[name](checks) if name in _PARTS else _refused(compiler, node, name)


def _label(argument: Any) -> str:
    return "" if argument.children[0] is None else str(argument.children[0])


def _refused(compiler: Compiler, node: Any, name: str) -> Check:
    raise compiler.refuse(node, f"Expected a type without '<', but '{name}' has one")


def _list(checks: list[tuple[str, Check]]) -> Check:
    check = checks[0][1]

    def fits(run: Run, value: Any) -> bool:
        if not isinstance(value, list):
            return False
        run.spend(1 + len(value))
        return all(check(run, native(item)) for item in value)

    return fits


def _context(checks: list[tuple[str, Check]]) -> Check:
    return lambda run, value: (
        isinstance(value, Mapping)
        and all(
            name in value and (value[name] is None or check(run, native(value[name])))
            for name, check in checks
        )
    )


def _range(checks: list[tuple[str, Check]]) -> Check:
    check = checks[0][1]
    return lambda run, value: (
        isinstance(value, Range)
        and all(check(run, end) for end in (value.low, value.high) if end is not None)
    )


_PARTS: dict[str, Callable[[list[tuple[str, Check]]], Check]] = {
    "list": _list,
    "context": _context,
    "range": _range,
}
RULES: dict[str, Rule] = {"instance_of": instance_of}
