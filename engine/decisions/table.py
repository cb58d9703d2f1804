"""A decision table, compiled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine import feel
from engine.decisions.columns import Input, Output, read_inputs, read_outputs
from engine.decisions.document import Element, children, text_of
from engine.decisions.policies import HitPolicy, aggregate, check_alike, check_unique, is_aggregation
from engine.decisions.source import Reading, Source
from engine.decisions.verdict import Row, Trial
from engine.errors import DecisionError
from engine.feel.run import Frame, Run


@dataclass(frozen=True, slots=True)
class Rule:
    row: Row
    tests: tuple[feel.UnaryTests, ...]
    outputs: tuple[feel.Expression, ...]


@dataclass(frozen=True, slots=True)
class DecisionTable:
    decision: str
    policy: HitPolicy
    aggregation: str | None
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Rule, ...]
    annotations: tuple[str, ...] = ()
    """The names of the columns beside the outputs that say why: a law, a date."""

    @property
    def expressions(self) -> list[Reading]:
        found: list[Reading] = []
        for rule in self.rules:
            found += [*rule.tests, *rule.outputs]
        for column in self.inputs:
            found += column.expressions
        for output in self.outputs:
            found += output.expressions
        return found

    def code(self, run: Run, frame: Frame | None) -> Any:
        """The result; tells the run the rows that matched."""
        try:
            values = [one.value(run, frame) for one in self.inputs]
        except feel.FeelError as error:
            raise DecisionError(self.decision, error.sentence) from error
        matched = list(self._matching(run, frame, values))
        if isinstance(run, Trial):
            run.matched(rule.row for rule in matched)
        indices = [rule.row.index for rule in matched]
        if self.policy is HitPolicy.UNIQUE:
            check_unique(self.decision, indices)
        results = [self._given(rule, run, frame) for rule in matched]
        if self.policy is HitPolicy.ANY:
            check_alike(self.decision, indices, [self._named(values) for values in results])
        return self._together(results, run, frame)

    def _matching(self, run: Run, frame: Frame | None, values: list[Any]) -> Iterator[Rule]:
        """Cells are tested from left to right; the first that does not match ends the row."""
        for rule in self.rules:
            run.spend(1)
            pairs = zip(rule.tests, values, strict=True)
            try:
                matches = all(test.test(run, frame, value) is True for test, value in pairs)
            except feel.FeelError as error:
                raise DecisionError(self.decision, error.sentence, rule.row.index) from error
            if matches:
                yield rule
                if self.policy is HitPolicy.FIRST:
                    return

    def _given(self, rule: Rule, run: Run, frame: Frame | None) -> list[Any]:
        pairs = zip(self.outputs, rule.outputs, strict=True)
        try:
            return [output.value(run, cell.code(run, frame)) for output, cell in pairs]
        except feel.FeelError as error:
            raise DecisionError(self.decision, error.sentence, rule.row.index) from error

    def _named(self, values: list[Any]) -> Any:
        if len(self.outputs) == 1:
            return values[0]
        return {output.name: value for output, value in zip(self.outputs, values, strict=True)}

    def _together(self, results: list[list[Any]], run: Run, frame: Frame | None) -> Any:
        if not results and any(output.default is not None for output in self.outputs):
            return self._named([output.default_value(run, frame) for output in self.outputs])
        if self.policy.needs_order:
            results = sorted(results, key=lambda values: self._weight(run, frame, values))
        given = [self._named(values) for values in results]
        if self.aggregation is not None:
            return aggregate(self.aggregation, given)
        if self.policy.gives_a_list:
            return given
        return given[0] if given else None

    def _weight(self, run: Run, frame: Frame | None, values: list[Any]) -> list[int]:
        """By the place of each output among its values: the first output decides before the second."""
        return [output.place(run, frame, value) for output, value in zip(self.outputs, values, strict=True)]


def read_table(element: Element, source: Source) -> DecisionTable:
    inputs, outputs = read_inputs(element, source), read_outputs(element, source)
    columns = tuple(one.get("name", "") for one in children(element, "annotation"))
    rules = tuple(
        _rule(index, rule, source, (len(inputs), len(outputs), columns))
        for index, rule in enumerate(children(element, "rule"), start=1)
    )
    policy = _policy(element, source)
    aggregation = _aggregation(element, source, policy, outputs)
    if policy.needs_order and not any(output.listed for output in outputs):
        raise source.refuse(
            element, f"Expected the values of an output in their order for {policy}, but none has any"
        )
    return DecisionTable(source.decision, policy, aggregation, inputs, outputs, rules, columns)


def _policy(element: Element, source: Source) -> HitPolicy:
    name = element.get("hitPolicy", "UNIQUE").upper()
    if name not in list(HitPolicy):
        raise source.refuse(
            element, f"Expected one of the hit policies {', '.join(HitPolicy)}, but found {name}"
        )
    return HitPolicy(name)


def _aggregation(
    element: Element, source: Source, policy: HitPolicy, outputs: tuple[Output, ...]
) -> str | None:
    name = element.get("aggregation")
    if name is None:
        return None
    if policy is not HitPolicy.COLLECT or not is_aggregation(name):
        raise source.refuse(
            element, f"Expected COLLECT with SUM, COUNT, MIN or MAX, but found {policy} with {name}"
        )
    if len(outputs) > 1 and name != "COUNT":
        raise source.refuse(element, f"Expected one output for {name}, but there are {len(outputs)}")
    return name


def _rule(index: int, element: Element, source: Source, shape: tuple[int, int, tuple[str, ...]]) -> Rule:
    inputs, outputs, columns = shape
    tests, entries = children(element, "inputEntry"), children(element, "outputEntry")
    if len(tests) != inputs or len(entries) != outputs:
        sentence = (
            f"Expected {inputs} input and {outputs} output cells, but found {len(tests)} and {len(entries)}"
        )
        raise source.refuse(element, sentence, index)
    return Rule(
        Row(index, element.get("id", ""), _annotations(element), _beside(element, columns)),
        tuple(source.tests(cell, f"input cell {at}", index) for at, cell in enumerate(tests, start=1)),
        tuple(
            source.expression(cell, f"output cell {at}", index) for at, cell in enumerate(entries, start=1)
        ),
    )


def _annotations(rule: Element) -> tuple[str, ...]:
    """dmn-js writes the one beside a rule as its description."""
    described = [(one.text or "").strip() for one in children(rule, "description")]
    return tuple(filter(None, [*described, *map(text_of, children(rule, "annotationEntry"))]))


def _beside(rule: Element, columns: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The standard asks for one entry a column; a row with fewer says less, one with more says it without a name."""
    entries = [text_of(entry) for entry in children(rule, "annotationEntry")]
    names = [*columns, *[""] * (len(entries) - len(columns))]
    return tuple((name, text) for name, text in zip(names, entries, strict=False) if text)
