"""What a DMN file holds: decisions, knowledge that they call, services, and input data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from engine.decisions.boxed import Logic, fitting_code, read_logic
from engine.decisions.document import Element, child, children, line_of
from engine.decisions.functions import Parameters, parameters_of
from engine.decisions.itemtypes import ItemType
from engine.decisions.source import Source
from engine.feel.run import Code


@dataclass(frozen=True)
class InputData:
    id: str
    name: str
    type: ItemType


@dataclass(frozen=True)
class Decision:
    """`aliases`: the names under which the decisions that require this one read its result; `code` gives the result as
    its type has it."""

    id: str
    name: str
    aliases: frozenset[str]
    required: tuple[str, ...]
    knowledge: tuple[str, ...]
    logic: Logic
    code: Code
    line: int
    result_name: str

    @cached_property
    def names(self) -> frozenset[str]:
        """Dotted paths that its texts read, results of required decisions among them."""
        return frozenset[str]().union(*(one.names for one in self.logic.expressions))

    @cached_property
    def calls(self) -> frozenset[str]:
        """Functions that the host, or the knowledge it requires, must give."""
        return frozenset(name for one in self.logic.expressions for name, _ in one.calls)


@dataclass(frozen=True)
class Knowledge:
    """A business knowledge model: a function, of tables too, that decisions call by one of its names."""

    id: str
    name: str
    aliases: frozenset[str]
    knowledge: tuple[str, ...]
    parameters: Parameters
    logic: Logic
    code: Code
    line: int
    required: tuple[str, ...] = ()


@dataclass(frozen=True)
class Service:
    """Decides `outputs` from `inputs` alone; both are ids, the inputs in the order of the parameters."""

    id: str
    name: str
    aliases: frozenset[str]
    outputs: tuple[str, ...]
    inputs: tuple[str, ...]
    type: ItemType
    line: int
    required: tuple[str, ...] = ()
    knowledge: tuple[str, ...] = ()


def read_parameter(element: Element, source: Source) -> tuple[str, ItemType]:
    """The name and the type as which input data or a decision is read."""
    variable = child(element, "variable")
    name = element.get("name", "") if variable is None else variable.get("name", "")
    return " ".join(name.split()), source.type_of(variable)


def read_input(element: Element, source: Source) -> InputData:
    return InputData(source.decision, *read_parameter(element, source))


def read_decision(element: Element, source: Source) -> Decision:
    logic, (result_name, wanted) = read_logic(element, source), read_parameter(element, source)
    return Decision(
        source.decision,
        element.get("name", source.decision),
        _aliases(element),
        _hrefs(element, "informationRequirement", "requiredDecision"),
        _hrefs(element, "knowledgeRequirement", "requiredKnowledge"),
        logic,
        fitting_code(logic.code, wanted),
        line_of(element),
        result_name,
    )


def read_knowledge(element: Element, source: Source) -> Knowledge:
    held = child(element, "encapsulatedLogic")
    if held is None:
        raise source.refuse(element, "Expected logic in each business knowledge model, but one has none")
    if held.get("kind", "FEEL") != "FEEL":
        raise source.refuse(held, f"Expected a function in FEEL, but this one is {held.get('kind')}")
    parameters = parameters_of(held, source)
    inside = source.having(name for name, _ in parameters)
    logic = read_logic(held, inside, "the logic of a business knowledge model")
    return Knowledge(
        source.decision,
        element.get("name", source.decision),
        _aliases(element),
        _hrefs(element, "knowledgeRequirement", "requiredKnowledge"),
        parameters,
        logic,
        fitting_code(logic.code, source.given_by(child(element, "variable"))),
        line_of(element),
    )


def read_service(element: Element, source: Source) -> Service:
    """By the standard the parameters are its input data first, then its input decisions."""
    return Service(
        source.decision,
        element.get("name", source.decision),
        _aliases(element),
        _targets(element, "outputDecision"),
        (*_targets(element, "inputData"), *_targets(element, "inputDecision")),
        source.given_by(child(element, "variable")),
        line_of(element),
    )


def _aliases(element: Element) -> frozenset[str]:
    variable = child(element, "variable")
    named = [element.get("id"), element.get("name"), None if variable is None else variable.get("name")]
    return frozenset(" ".join(name.split()) for name in named if name)


def _hrefs(element: Element, requirement: str, tag: str) -> tuple[str, ...]:
    """Ids of what is required."""
    return tuple(one for found in children(element, requirement) for one in _targets(found, tag))


def _targets(element: Element, tag: str) -> tuple[str, ...]:
    """What stands before `#` names another file of the same bundle."""
    return tuple(one.get("href", "").rpartition("#")[2] for one in children(element, tag))
