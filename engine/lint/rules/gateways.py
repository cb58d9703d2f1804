"""Whoever chooses always finds a way, and conditions stand only behind choosing gateways and what is worked on. Without
a default way a case stops where no condition is true. Behind a task all ways go whose condition is true, at once where
there are several; draw an exclusive gateway where only one may. A condition behind an event or a parallel gateway is
not read: draw a choosing gateway between. Two ways without a condition out of a task or event start two branches, which
is easily overlooked: a parallel gateway shows it. Of the default flow itself no condition is read."""

from collections.abc import Iterator

from lxml import etree

from engine.lint.model import Diagram, Model
from engine.lint.problem import Problem
from engine.process import Flow, Node
from engine.process.checks import ACTIVITIES, CHOOSING

NO_CONDITION, NO_DEFAULT, MISPLACED, DEFAULT_CONDITION, EXTRA = "E160", "W161", "E162", "W163", "W164"
DEFAULT = "E165"


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        for node in diagram.nodes:
            flows = diagram.leaving.get(node.id, [])
            if node.kind in CHOOSING:
                yield from _choosing(diagram, node, flows)
            if not node.kind.endswith("Gateway"):
                yield from _branching(diagram, node, flows)
            yield from _misplaced(diagram, node, flows)
        for element in diagram.inside():
            yield from _default(diagram, element)


def _choosing(diagram: Diagram, node: Node, flows: list[Flow]) -> Iterator[Problem]:
    for flow in flows:
        if not flow.default and flow.condition is None and len(flows) > 1 and node.kind not in ACTIVITIES:
            sentence = f"Expected a condition on '{flow.id}', but this way from '{node.id}' has none"
            yield diagram.problem(NO_CONDITION, sentence, flow)
        if flow.default and flow.condition is not None:
            sentence = f"Expected no condition on the default way '{flow.id}', but it has one: it is not read"
            yield diagram.problem(DEFAULT_CONDITION, sentence, flow)
    always = len(flows) == 1 or node.kind in ACTIVITIES
    if flows and not any(flow.default or (always and flow.condition is None) for flow in flows):
        sentence = f"Expected a default way from '{node.id}' for when no condition is true, but there is none"
        yield diagram.problem(NO_DEFAULT, sentence, node)


def _misplaced(diagram: Diagram, node: Node, flows: list[Flow]) -> Iterator[Problem]:
    for flow in flows:
        if flow.condition is not None and node.kind not in CHOOSING:
            sentence = (
                f"Expected a choosing gateway before '{flow.id}', but its condition follows a {node.kind}"
            )
            yield diagram.problem(MISPLACED, sentence, flow)


def _branching(diagram: Diagram, node: Node, flows: list[Flow]) -> Iterator[Problem]:
    always = [flow for flow in flows if flow.condition is None and not flow.default]
    if len(always) > 1:
        sentence = (
            f"Expected one way out of '{node.id}', but {len(always)} are always taken: show it by a gateway"
        )
        yield diagram.problem(EXTRA, sentence, node)


def _default(diagram: Diagram, element: etree._Element) -> Iterator[Problem]:
    default = element.get("default")
    if default is None or default in {flow.id for flow in diagram.leaving.get(element.get("id", ""), [])}:
        return
    sentence = (
        f"Expected one of its own ways as default, but '{default}' does not leave '{element.get('id')}'"
    )
    yield diagram.problem(DEFAULT, sentence, element)
