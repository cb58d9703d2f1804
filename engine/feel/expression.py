"""A compiled expression, and a compiled cell of a decision table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from engine.feel import calls, collections, loops, names, operators, types, unary
from engine.feel.compiler import Called, Compiler, Problem, Rule, Static, TypeCheck
from engine.feel.errors import FeelLimitError
from engine.feel.parser import parse
from engine.feel.run import Code, HostFunctions, Run, bounded
from engine.feel.values import native

_RULES: dict[str, Rule] = {
    **operators.RULES,
    **names.RULES,
    **collections.RULES,
    **loops.RULES,
    **types.RULES,
    **calls.RULES,
    **unary.RULES,
}
_NO_FUNCTIONS: HostFunctions = MappingProxyType({})
_TOO_DEEP = "Expected an evaluation that needs less depth, but this one nests too deeply"


@dataclass(frozen=True, slots=True)
class Reading:
    """What lint asks: `names` are the dotted paths read from the scope, those inside a filter left out, as they
    may be entries of an item; `calls` are functions that the host must give, and what they are given;
    `problems` always make null."""

    text: str
    names: frozenset[str]
    calls: frozenset[Called]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Expression(Reading):
    code: Code

    def evaluate(
        self,
        scope: Mapping[str, Any],
        *,
        now: datetime,
        functions: HostFunctions = _NO_FUNCTIONS,
        notes: list[str] | None = None,
    ) -> Any:
        """The value. `notes` is filled with why something became null; they hold kinds and names, no values."""
        try:
            return bounded(self.code(Run(scope, now, functions, notes), None))
        except RecursionError:
            raise FeelLimitError(_TOO_DEEP) from None


@dataclass(frozen=True, slots=True)
class UnaryTests(Reading):
    test: unary.Test

    def matches(
        self,
        value: Any,
        scope: Mapping[str, Any],
        *,
        now: datetime,
        functions: HostFunctions = _NO_FUNCTIONS,
        notes: list[str] | None = None,
    ) -> bool:
        """Null is no match."""
        try:
            return self.test(Run(scope, now, functions, notes), None, native(value)) is True
        except RecursionError:
            raise FeelLimitError(_TOO_DEEP) from None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a text finds where it stands: names of more than one word, names that a frame around it gives, and types
    that the host has names for."""

    names: frozenset[str] = frozenset()
    local: frozenset[str] = frozenset()
    types: Mapping[str, TypeCheck] = field(default_factory=dict)
    open: bool = False
    """Whether entries of an item may be names, as in a filter."""

    def expression(self, text: str) -> Expression:
        compiler = Compiler(text, _RULES, self.types)
        code = compiler.code(parse(text, "expression", self.names), Static(self.local, self.open))
        return Expression(*_reading(compiler), code)

    def tests(self, text: str) -> UnaryTests:
        compiler = Compiler(text, _RULES, self.types)
        if text.strip() in {"", "-"}:
            return UnaryTests(*_reading(compiler), lambda run, frame, value: True)
        test = unary.cell(compiler, parse(text, "unary_tests", self.names), Static(self.local, self.open))
        return UnaryTests(*_reading(compiler), test)


@lru_cache(maxsize=4096)
def compile_expression(text: str, known_names: frozenset[str] = frozenset()) -> Expression:
    """`known_names`: names of the scope that hold more than one word."""
    return Surroundings(known_names).expression(text)


@lru_cache(maxsize=4096)
def compile_unary(text: str, known_names: frozenset[str] = frozenset()) -> UnaryTests:
    """`-` and an empty text match everything."""
    return Surroundings(known_names).tests(text)


def _reading(compiler: Compiler) -> tuple[str, frozenset[str], frozenset[Called], tuple[Problem, ...]]:
    return compiler.text, frozenset(compiler.names), frozenset(compiler.calls), tuple(compiler.problems)


__all__ = ["Expression", "Surroundings", "UnaryTests", "compile_expression", "compile_unary"]
