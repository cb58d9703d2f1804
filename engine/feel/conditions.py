"""A condition taken apart into clauses that can be told in words: which answer has to be what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lark import Token, Tree

from engine.feel.operators import unquoted
from engine.feel.parser import parse

NOT = {"EQ": False, "NE": True}


@dataclass(frozen=True)
class Answered:
    """The answer at `path` is one of `values`, or none of them; None stands for no answer."""

    path: str
    values: tuple[str | None, ...]
    negated: bool = False


@dataclass(frozen=True)
class More:
    path: str
    than: str


@dataclass(frozen=True)
class Differing:
    path: str
    other: str


@dataclass(frozen=True)
class Aged:
    """Whoever was born on the day at `path` is younger than so many years, or that old."""

    path: str
    years: int
    younger: bool


@dataclass(frozen=True)
class Untold:
    """What only the expression itself says."""


@dataclass(frozen=True)
class Clauses:
    """All of the parts hold, or one of them."""

    parts: tuple[Clause, ...]
    every: bool


Clause = Answered | More | Differing | Aged | Untold | Clauses


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
    if kind == "call" and _path(parts[0]) == "not" and parts[1] is not None:
        return _turned(_clause(_parts(parts[1])[1][0]))
    if kind == "membership" and (path := _path(parts[0])):
        values = [_text(part) for part in _parts(parts[1])[1]]
        return Answered(path, tuple(values)) if all(values) else Untold()
    return _compared(*parts) if kind == "compare" else Untold()


def _turned(clause: Clause) -> Clause:
    return (
        Answered(clause.path, clause.values, not clause.negated) if isinstance(clause, Answered) else Untold()
    )


def _compared(left: Any, sign: Token, right: Any) -> Clause:
    path, other, text = _path(left), _path(right), _text(right)
    if path is None:
        return _aged(left, sign, right)
    if sign.type in NOT and (text is not None or _parts(right)[0] == "null"):
        return Answered(path, (text,), NOT[sign.type])
    if sign.type == "NE" and other:
        return Differing(path, other)
    return More(path, text) if sign.type == "GT" and text is not None else Untold()


def _aged(left: Any, sign: Token, right: Any) -> Clause:
    """`date(born) + duration("P17Y") > date(day)`: younger than that on the day."""
    kind, parts = _parts(left)
    if kind != "sum" or len(parts) != 3 or sign.type not in ("GT", "LE") or _given(right, "date") is None:
        return Untold()
    born, length = _given(parts[0], "date"), _given(parts[2], "duration")
    path, years = _path(born), (_text(length) or "").removeprefix("P").removesuffix("Y")
    return Aged(path, int(years), sign.type == "GT") if path and years.isdigit() else Untold()


def _given(node: Any, function: str) -> Any:
    """The one argument of a call of this function."""
    kind, parts = _parts(node)
    if kind != "call" or _path(parts[0]) != function:
        return None
    return _parts(parts[1])[1][0]


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
    return str(parts[0]) if kind in ("number", "true", "false") else None


def _parts(node: Any) -> tuple[str, list[Any]]:
    return (str(node.data), node.children) if isinstance(node, Tree) else ("", [])
