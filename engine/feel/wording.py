"""A condition in Indonesian, for people who read no FEEL. What names and values are called is the caller's to say."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from lark import Token

from engine.feel.parser import parse

YEARS = re.compile(r"P(\d+)Y")
SIGNS = {"<": "kurang dari", "<=": "paling banyak", ">": "lebih dari", ">=": "paling sedikit"}
AGES = {"<": "lebih dari", "<=": "paling sedikit", ">": "kurang dari", ">=": "paling banyak"}
"""A birth date and some years, compared with a day."""
OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


class Vocabulary(Protocol):
    def name(self, path: str) -> str: ...

    def value(self, path: str, value: str) -> str: ...


class UnsaidError(Exception):
    """No words for this kind of expression."""


def in_words(text: str, vocabulary: Vocabulary) -> str:
    """The expression itself where there are no words for it."""
    try:
        return _Speaker(vocabulary).say(parse(text))
    except UnsaidError:
        return text


class _Speaker:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words = vocabulary
        self._sayings: Mapping[str, Callable[[Sequence[Any], bool], str]] = {
            "disjunction": lambda parts, no: self._joined(parts, no, alternatives=not no),
            "conjunction": lambda parts, no: self._joined(parts, no, alternatives=no),
            "group": lambda parts, no: self.say(parts[0], no=no),
            "compare": self._compared,
            "membership": self._listed,
            "call": self._denied,
        }

    def say(self, node: Any, *, no: bool = False) -> str:
        """`no`: that it does not hold."""
        if isinstance(node, Token) or str(node.data) not in self._sayings:
            raise UnsaidError
        return self._sayings[str(node.data)](node.children, no)

    def _joined(self, parts: Sequence[Any], no: bool, *, alternatives: bool) -> str:
        said = [self.say(part, no=no) for part in parts]
        if not alternatives:
            return " dan ".join(f"({one})" if " atau " in one and ": " not in one else one for one in said)
        return ("; atau " if any(" dan " in one for one in said) else " atau ").join(said)

    def _compared(self, parts: Sequence[Any], no: bool) -> str:
        left, sign, right = parts
        sign = OPPOSITE[str(sign)] if no else str(sign)
        young = _age(left)
        if young is not None and sign in AGES:
            born, years = young
            return f"{self._name(born)} {AGES[sign]} {years} tahun sebelum {_lower(self._name(right))}"
        name = self._name(left)
        if str(getattr(right, "data", "")) == "null":
            return f"{name} belum ada" if sign == "=" else f"{name} sudah ada"
        if sign in SIGNS:
            return f"{name} {SIGNS[sign]} {self._value(left, right)}"
        if _path(right) is not None:
            same = "sama dengan" if sign == "=" else "berbeda dengan"
            return f"{name} {same} {_lower(self._name(right))}"
        return (
            f"{name}: {self._value(left, right)}"
            if sign == "="
            else f"{name} bukan {self._value(left, right)}"
        )

    def _listed(self, parts: Sequence[Any], no: bool) -> str:
        name, listed = parts
        if str(getattr(listed, "data", "")) != "list":
            raise UnsaidError
        values = [self._value(name, value) for value in listed.children if value is not None]
        return f"{self._name(name)}{' bukan' if no else ':'} {either(values)}"

    def _denied(self, parts: Sequence[Any], no: bool) -> str:
        called, arguments = parts
        if _path(called) != "not" or arguments is None or len(arguments.children) != 1:
            raise UnsaidError
        return self.say(arguments.children[0], no=not no)

    def _name(self, node: Any) -> str:
        path = _path(_dated(node))
        if path is None:
            raise UnsaidError
        return self._words.name(path)

    def _value(self, of: Any, node: Any) -> str:
        kind = str(getattr(node, "data", ""))
        if kind == "number":
            return str(node.children[0])
        if kind == "string":
            return self._words.value(_path(_dated(of)) or "", json.loads(str(node.children[0])))
        if kind in ("true", "false"):
            return "ya" if kind == "true" else "tidak"
        return _lower(self._name(node))


def either(values: Sequence[str]) -> str:
    """ "A", "A atau B", "A, B atau C"."""
    return " atau ".join(filter(None, (", ".join(values[:-1]), values[-1])))


def _lower(name: str) -> str:
    """Within a sentence; abbreviations stay as they are."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _path(node: Any) -> str | None:
    kind = str(getattr(node, "data", ""))
    if kind == "name":
        return str(node.children[0])
    if kind == "path":
        before = _path(node.children[0])
        return None if before is None else f"{before}.{node.children[1]}"
    return None


def _dated(node: Any) -> Any:
    """What stands in `date(…)`; else the node itself."""
    if str(getattr(node, "data", "")) == "call" and _path(node.children[0]) == "date" and node.children[1]:
        return node.children[1].children[0]
    return node


def _age(node: Any) -> tuple[Any, str] | None:
    """Of `date(born) + duration("P17Y")`: the date and the years."""
    if str(getattr(node, "data", "")) != "sum" or len(node.children) != 3 or str(node.children[1]) != "+":
        return None
    born, _, length = node.children
    if str(getattr(length, "data", "")) != "call" or _path(length.children[0]) != "duration":
        return None
    years = YEARS.search(str(length.children[1].children[0].children[0]))
    return (born, years[1]) if years else None
