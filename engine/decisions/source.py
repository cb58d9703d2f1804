"""FEEL texts of a DMN file, compiled; a refusal says where they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from engine import feel
from engine.decisions.document import Element, line_of, text_of
from engine.errors import DecisionError

Compiled = TypeVar("Compiled")
Functions = Mapping[str, Callable[..., Any]]


@dataclass(frozen=True, slots=True)
class Moment:
    """What one evaluation of a decision may read."""

    scope: Mapping[str, Any]
    now: datetime
    functions: Functions


@dataclass(frozen=True, slots=True)
class Source:
    """Compiles the texts of one decision. `names` are names of the file that hold more than one word."""

    decision: str
    names: frozenset[str]

    def expression(self, element: Element | None, what: str, rule: int | None = None) -> feel.Expression:
        """An empty text is null."""
        return self._compiled(feel.compile, element, text_of(element) or "null", what, rule)

    def tests(self, element: Element | None, what: str, rule: int | None = None) -> feel.UnaryTests:
        return self._compiled(feel.compile_unary, element, text_of(element), what, rule)

    def _compiled(
        self,
        make: Callable[[str, frozenset[str]], Compiled],
        element: Element | None,
        text: str,
        what: str,
        rule: int | None,
    ) -> Compiled:
        language = "" if element is None else element.get("expressionLanguage", "")
        line = None if element is None else line_of(element)
        if language and "feel" not in language.lower():
            sentence = f"Expected FEEL as the language of {what}, but it is another"
            raise DecisionError(self.decision, sentence, rule, line)
        try:
            return make(text, self.names)
        except feel.FeelError as error:
            sentence = f"Expected FEEL as {what}, but at {error.line}:{error.column}: {error.sentence}"
            raise DecisionError(self.decision, sentence, rule, line) from error

    def refuse(self, element: Element, sentence: str, rule: int | None = None) -> DecisionError:
        return DecisionError(self.decision, sentence, rule, line_of(element))
