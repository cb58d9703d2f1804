"""FEEL texts of a DMN file, compiled; a refusal says where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from engine import feel
from engine.decisions.document import Element, line_of, text_of
from engine.decisions.itemtypes import ItemType, ItemTypes
from engine.errors import DecisionError
from engine.feel.compiler import TypeCheck
from engine.feel.run import Code

Compiled = TypeVar("Compiled")
Reading = feel.Expression | feel.UnaryTests


@dataclass(frozen=True, slots=True)
class Boxed:
    """A boxed expression, compiled; `expressions` are the texts in it, for lint."""

    code: Code
    expressions: list[Reading]


@dataclass(frozen=True, slots=True)
class Source:
    """Compiles the texts of one decision. `names` are names of the file that hold more than one word, `local` those
    that boxes around a text give."""

    decision: str
    names: frozenset[str]
    types: ItemTypes
    checks: Mapping[str, TypeCheck]
    local: frozenset[str] = frozenset()
    open: bool = False

    def of(self, decision: str) -> Source:
        return replace(self, decision=decision)

    def opened(self) -> Source:
        """Within a filter, where entries of an item are names too."""
        return replace(self, local=self.local | {"item"}, open=True)

    def having(self, names: Iterable[str]) -> Source:
        found = frozenset(names)
        several = frozenset(name for name in found if not name.isidentifier())
        return replace(self, local=self.local | found, names=self.names | several)

    def expression(self, element: Element | None, what: str, rule: int | None = None) -> feel.Expression:
        """An empty text is null."""
        return self._compiled(self._surroundings.expression, element, text_of(element) or "null", what, rule)

    def tests(self, element: Element | None, what: str, rule: int | None = None) -> feel.UnaryTests:
        return self._compiled(self._surroundings.tests, element, text_of(element), what, rule)

    def listed(self, element: Element | None, text: str, what: str) -> feel.Expression | None:
        """A list of the values that stand in the text with commas between them."""
        return (
            self._compiled(self._surroundings.expression, element, f"[{text}]", what, None) if text else None
        )

    def type_of(self, element: Element | None) -> ItemType:
        try:
            return self.types.of(element)
        except DecisionError as refused:
            raise DecisionError(self.decision, refused.plain, line=refused.line) from None

    def given_by(self, element: Element | None) -> ItemType:
        """What a function gives whose variable has this type."""
        return self.types.given_by(self.type_of(element))

    @property
    def _surroundings(self) -> feel.Surroundings:
        return feel.Surroundings(self.names, self.local, self.checks, self.open)

    def _compiled(
        self,
        make: Callable[[str], Compiled],
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
            return make(text)
        except feel.FeelError as error:
            sentence = f"Expected FEEL as {what}, but at {error.line}:{error.column}: {error.sentence}"
            raise DecisionError(self.decision, sentence, rule, line) from error

    def refuse(self, element: Element, sentence: str, rule: int | None = None) -> DecisionError:
        return DecisionError(self.decision, sentence, rule, line_of(element))
