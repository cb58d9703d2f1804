"""The columns of a decision table: what is asked, and what is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from engine import feel
from engine.decisions.document import Element, child, children, text_of
from engine.decisions.itemtypes import MISFIT, ItemType
from engine.decisions.source import Reading, Source
from engine.feel.run import Frame, Run
from engine.feel.unary import fits


@dataclass(frozen=True, slots=True)
class Input:
    """`allowed`: the values that the column is made for."""

    label: str
    type: ItemType
    expression: feel.Expression
    allowed: feel.UnaryTests | None

    @property
    def expressions(self) -> Sequence[Reading]:
        return [self.expression]

    def value(self, run: Run, frame: Frame | None) -> Any:
        """An ISO text in a column of dates, times or durations becomes one."""
        found = self.expression.code(run, frame)
        value = feel.typed(found, self.type.base)
        if value is None and found:
            raise feel.FeelValueError(f"Expected a {self.type.base} as '{self.label}', but the text is none")
        if value is not None and self.allowed is not None and not self.allowed.test(run, frame, value):
            raise feel.FeelValueError(
                f"Expected one of {self.allowed.text} as '{self.label}', but got another value"
            )
        return value


@dataclass(frozen=True, slots=True)
class Output:
    """`name` is empty where the table has one output only and gives its value alone; `listed` are the values that it
    may have, the weightiest first."""

    name: str
    type: ItemType
    default: feel.Expression | None
    listed: feel.Expression | None

    @property
    def expressions(self) -> Sequence[Reading]:
        return [one for one in (self.default, self.listed) if one is not None]

    def value(self, run: Run, value: Any) -> Any:
        """By the standard null where it is of another type than the column's."""
        fitted = self.type.fit(run, value)
        if fitted is MISFIT:
            run.note(f"Expected a '{self.type.name}' as '{self.name}', but got a {feel.kind(value)}")
            return None
        return fitted

    def default_value(self, run: Run, frame: Frame | None) -> Any:
        return None if self.default is None else self.value(run, self.default.code(run, frame))

    def place(self, run: Run, frame: Frame | None, value: Any) -> int:
        """Among the listed values, behind them where it is none of them; an output without a list decides nothing."""
        listed = [] if self.listed is None else self.listed.code(run, frame)
        return next((at for at, one in enumerate(listed) if fits(run, value, one) is True), len(listed))


def read_inputs(table: Element, source: Source) -> tuple[Input, ...]:
    return tuple(_input(one, source) for one in children(table, "input"))


def _input(element: Element, source: Source) -> Input:
    expression = child(element, "inputExpression")
    if not text_of(expression):
        raise source.refuse(element, "Expected an expression for each input, but one has none")
    label = element.get("label") or text_of(expression)
    values = child(element, "inputValues")
    allowed = source.tests(values, f"the values of input '{label}'") if text_of(values) else None
    return Input(
        label, source.type_of(expression), source.expression(expression, f"input '{label}'"), allowed
    )


def read_outputs(table: Element, source: Source) -> tuple[Output, ...]:
    found = children(table, "output")
    names = [one.get("name", "") for one in found]
    if not found:
        raise source.refuse(table, "Expected a table with an output, but there is none")
    if len(found) > 1 and (not all(names) or len(set(names)) < len(names)):
        raise source.refuse(
            table, "Expected a name of its own for each output, but one is missing or there twice"
        )
    return tuple(_output(name, one, source) for name, one in zip(names, found, strict=True))


def _output(name: str, element: Element, source: Source) -> Output:
    entry = child(element, "defaultOutputEntry")
    default = source.expression(entry, "the default output") if text_of(entry) else None
    type_ = source.type_of(element)
    values = child(element, "outputValues")
    text = text_of(values) or ("" if type_.choices is None else type_.choices.text)
    return Output(name, type_, default, source.listed(values, text, f"the values of output '{name}'"))
