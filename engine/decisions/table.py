"""A decision table, compiled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine import feel
from engine.decisions.document import Element, child, children, text_of
from engine.decisions.policies import HitPolicy, aggregate, check_alike, check_unique, is_aggregation
from engine.decisions.source import Moment, Source
from engine.decisions.verdict import Row
from engine.errors import DecisionError


@dataclass(frozen=True, slots=True)
class Input:
    label: str
    type_name: str
    expression: feel.Expression


@dataclass(frozen=True, slots=True)
class Output:
    """`name` is empty where the table has one output only and gives its value alone."""

    name: str
    default: feel.Expression | None


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
    def expressions(self) -> list[feel.Expression | feel.UnaryTests]:
        defaults = [output.default for output in self.outputs if output.default is not None]
        cells: list[feel.Expression | feel.UnaryTests] = []
        for rule in self.rules:
            cells += [*rule.tests, *rule.outputs]
        return [*cells, *defaults, *(one.expression for one in self.inputs)]

    def decide(self, moment: Moment) -> tuple[Any, tuple[Row, ...]]:
        matched = self._matched(moment, [self._value(one, moment) for one in self.inputs])
        rows = tuple(rule.row for rule in matched)
        indices = [row.index for row in rows]
        if self.policy is HitPolicy.UNIQUE:
            check_unique(self.decision, indices)
        results = [self._given(rule, moment) for rule in matched]
        if self.policy is HitPolicy.ANY:
            check_alike(self.decision, indices, results)
        return self._together(results, moment), rows

    def _value(self, one: Input, moment: Moment) -> Any:
        found = self._evaluated(one.expression, moment)
        value = feel.typed(found, one.type_name)
        if value is None and found:
            raise DecisionError(
                self.decision, f"Expected a {one.type_name} as '{one.label}', but the text is none"
            )
        return value

    def _matched(self, moment: Moment, values: list[Any]) -> list[Rule]:
        found = []
        for rule in self.rules:
            if self._matches(rule, values, moment):
                found.append(rule)
                if self.policy is HitPolicy.FIRST:
                    break
        return found

    def _matches(self, rule: Rule, values: list[Any], moment: Moment) -> bool:
        """Cells from left to right; the first that does not match ends the row."""
        try:
            return all(
                test.matches(value, moment.scope, now=moment.now, functions=moment.functions)
                for test, value in zip(rule.tests, values, strict=True)
            )
        except feel.FeelError as error:
            raise DecisionError(self.decision, error.sentence, rule.row.index) from error

    def _given(self, rule: Rule, moment: Moment) -> Any:
        return self._named([self._evaluated(output, moment, rule.row.index) for output in rule.outputs])

    def _named(self, values: list[Any]) -> Any:
        if len(self.outputs) == 1:
            return values[0]
        return {output.name: value for output, value in zip(self.outputs, values, strict=True)}

    def _together(self, results: list[Any], moment: Moment) -> Any:
        if not results and any(output.default is not None for output in self.outputs):
            return self._defaults(moment)
        if self.aggregation is not None:
            return aggregate(self.aggregation, results)
        if self.policy.gives_a_list:
            return results
        return results[0] if results else None

    def _defaults(self, moment: Moment) -> Any:
        chosen = [output.default for output in self.outputs]
        return self._named([None if one is None else self._evaluated(one, moment) for one in chosen])

    def _evaluated(self, expression: feel.Expression, moment: Moment, rule: int | None = None) -> Any:
        try:
            return expression.evaluate(moment.scope, now=moment.now, functions=moment.functions)
        except feel.FeelError as error:
            raise DecisionError(self.decision, error.sentence, rule) from error


def read_table(element: Element, source: Source) -> DecisionTable:
    inputs = tuple(_input(one, source) for one in children(element, "input"))
    outputs = _outputs(element, source)
    columns = tuple(one.get("name", "") for one in children(element, "annotation"))
    rules = tuple(
        _rule(index, rule, source, (len(inputs), len(outputs), columns))
        for index, rule in enumerate(children(element, "rule"), start=1)
    )
    policy = _policy(element, source)
    aggregation = _aggregation(element, source, policy, outputs)
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


def _input(element: Element, source: Source) -> Input:
    expression = child(element, "inputExpression")
    if not text_of(expression):
        raise source.refuse(element, "Expected an expression for each input, but one has none")
    type_name = "" if expression is None else expression.get("typeRef", "")
    label = element.get("label") or text_of(expression)
    return Input(label, type_name, source.expression(expression, f"input '{label}'"))


def _outputs(element: Element, source: Source) -> tuple[Output, ...]:
    found = children(element, "output")
    names = [one.get("name", "") for one in found]
    if not found:
        raise source.refuse(element, "Expected a table with an output, but there is none")
    if len(found) > 1 and (not all(names) or len(set(names)) < len(names)):
        raise source.refuse(
            element, "Expected a name of its own for each output, but one is missing or there twice"
        )
    return tuple(Output(name, _default(one, source)) for name, one in zip(names, found, strict=True))


def _default(output: Element, source: Source) -> feel.Expression | None:
    entry = child(output, "defaultOutputEntry")
    return source.expression(entry, "the default output") if text_of(entry) else None


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
