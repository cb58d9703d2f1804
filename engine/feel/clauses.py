"""A condition taken apart into clauses that can be told in words: which answer has to be what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from lark import Tree

from engine.feel.operators import unquoted
from engine.feel.parser import parse

OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


@dataclass(frozen=True)
class Answered:
    """The answer at `path` is one of `values`, or none of them; None stands for no answer."""

    path: str
    values: tuple[str | None, ...]
    negated: bool = False


@dataclass(frozen=True)
class Measured:
    """The answer is less or more than a number; `sign` is one of < <= > >=."""

    path: str
    sign: str
    number: str


@dataclass(frozen=True)
class Compared:
    """The answer at `path` beside that at `other`."""

    path: str
    sign: str
    other: str


@dataclass(frozen=True)
class Aged:
    """The day at `path`, and so many years on, beside the one at `day`: with > younger than that on the day."""

    path: str
    years: int
    sign: str
    day: str


@dataclass(frozen=True)
class Untold:
    """What only the expression itself says."""


@dataclass(frozen=True)
class Clauses:
    """All of the parts hold, or one of them."""

    parts: tuple[Clause, ...]
    every: bool


Clause = Answered | Measured | Compared | Aged | Untold | Clauses


@lru_cache(maxsize=1024)
def clauses(text: str) -> Clause:
    """Of an expression that compiles."""
    return _clause(parse(text))


def _clause(node: Any) -> Clause:
    kind, parts = _parts(node)
    if kind == "group" and len(parts) == 1:
        return _clause(parts[0])
    if kind in ("conjunction", "disjunction"):
        return Clauses(tuple(_clause(part) for part in parts), kind == "conjunction")
    if kind == "call" and _path(parts[0]) == "not" and (negated := _only(parts[1])) is not None:
        return _turned(_clause(negated))
    if kind == "membership" and _parts(parts[1])[0] == "list" and (path := _path(parts[0])):
        values = [_text(part) for part in _parts(parts[1])[1]]
        return Answered(path, tuple(values)) if all(values) else Untold()
    return _compared(parts[0], str(parts[1]), parts[2]) if kind == "compare" else Untold()


def _turned(clause: Clause) -> Clause:
    """That it does not hold."""
    if isinstance(clause, Clauses):
        return Clauses(tuple(map(_turned, clause.parts)), not clause.every)
    if isinstance(clause, Answered):
        return replace(clause, negated=not clause.negated)
    if isinstance(clause, Measured | Compared | Aged):
        return replace(clause, sign=OPPOSITE[clause.sign])
    return clause


def _compared(left: Any, sign: str, right: Any) -> Clause:
    path, other, text = _path(_undated(left)), _path(_undated(right)), _text(right)
    if path is None:
        return _aged(left, sign, other) if other else Untold()
    if other is not None:
        return Compared(path, sign, other)
    if sign in ("=", "!="):
        told = text is not None or _parts(right)[0] == "null"
        return Answered(path, (text,), sign == "!=") if told else Untold()
    return Measured(path, sign, text) if _parts(right)[0] == "number" and text else Untold()


def _aged(left: Any, sign: str, day: str) -> Clause:
    """`date(born) + duration("P17Y") > date(day)`: younger than that on the day."""
    kind, parts = _parts(left)
    if kind != "sum" or len(parts) != 3 or str(parts[1]) != "+" or sign in ("=", "!="):
        return Untold()
    born = _path(_undated(parts[0]))
    years = (_text(_given(parts[2], "duration")) or "").removeprefix("P").removesuffix("Y")
    return Aged(born, int(years), sign, day) if born and years.isdigit() else Untold()


def _undated(node: Any) -> Any:
    """What stands in `date(…)`; else the node itself."""
    inner = _given(node, "date")
    return node if inner is None else inner


def _given(node: Any, function: str) -> Any:
    """The one argument of a call of this function."""
    kind, parts = _parts(node)
    return _only(parts[1]) if kind == "call" and _path(parts[0]) == function else None


def _only(arguments: Any) -> Any:
    kind, parts = _parts(arguments)
    return parts[0] if kind == "arguments" and len(parts) == 1 else None


def _path(node: Any) -> str | None:
    kind, parts = _parts(node)
    if kind == "name":
        return str(parts[0])
    before = _path(parts[0]) if kind == "path" else None
    return f"{before}.{parts[1]}" if before else None


def _text(node: Any) -> str | None:
    kind, parts = _parts(node)
    if kind == "string":
        return unquoted(str(parts[0]))
    if kind in ("true", "false"):
        return kind
    return str(parts[0]) if kind == "number" else None


def _parts(node: Any) -> tuple[str, list[Any]]:
    return (str(node.data), node.children) if isinstance(node, Tree) else ("", [])
