"""One decision: its logic, and the decisions that it requires."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from engine import feel
from engine.decisions.document import Element, child, children, elements, line_of, local
from engine.decisions.source import Moment, Source
from engine.decisions.table import DecisionTable, read_table
from engine.decisions.verdict import Row
from engine.errors import DecisionError

_BESIDE_LOGIC = frozenset(
    {
        "description", "extensionElements", "question", "allowedAnswers", "variable", "informationRequirement",
        "knowledgeRequirement", "authorityRequirement", "supportedObjective", "impactedPerformanceIndicator",
        "decisionMaker", "decisionOwner", "usingProcess", "usingTask", "",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Literal:
    decision: str
    expression: feel.Expression

    @property
    def expressions(self) -> list[feel.Expression | feel.UnaryTests]:
        return [self.expression]

    def decide(self, moment: Moment) -> tuple[Any, tuple[Row, ...]]:
        try:
            return self.expression.evaluate(moment.scope, now=moment.now, functions=moment.functions), ()
        except feel.FeelError as error:
            raise DecisionError(self.decision, error.sentence) from error


@dataclass(frozen=True)
class Decision:
    """`aliases`: the names under which the decisions that require this one read its result."""

    id: str
    name: str
    aliases: frozenset[str]
    required: tuple[str, ...]
    logic: DecisionTable | Literal
    line: int

    @cached_property
    def names(self) -> frozenset[str]:
        """Dotted paths that its texts read, results of required decisions among them."""
        return frozenset[str]().union(*(one.names for one in self.logic.expressions))

    @cached_property
    def calls(self) -> frozenset[str]:
        """Functions that the host must give."""
        return frozenset(name for one in self.logic.expressions for name, _ in one.calls)


def read_decision(element: Element, names: frozenset[str]) -> Decision:
    identity = element.get("id", "")
    name = element.get("name", identity)
    variable = child(element, "variable")
    variable_name = None if variable is None else variable.get("name")
    return Decision(
        identity,
        name,
        frozenset(filter(None, (identity, name, variable_name))),
        required_decisions(element),
        _logic(element, Source(identity, names)),
        line_of(element),
    )


def required_decisions(element: Element) -> tuple[str, ...]:
    """Their ids; what stands before `#` names another file of the same bundle."""
    found = [
        child(requirement, "requiredDecision") for requirement in children(element, "informationRequirement")
    ]
    return tuple(one.get("href", "").rpartition("#")[2] for one in found if one is not None)


def _logic(element: Element, source: Source) -> DecisionTable | Literal:
    table, literal = child(element, "decisionTable"), child(element, "literalExpression")
    if table is not None:
        return read_table(table, source)
    if literal is not None:
        return Literal(source.decision, source.expression(literal, "the literal expression"))
    other = next((name for one in elements(element) if (name := local(one)) not in _BESIDE_LOGIC), "nothing")
    raise source.refuse(element, f"Expected a decision table or a literal expression, but found {other}")
