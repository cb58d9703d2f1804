"""A choosing gateway always finds a way, and conditions stand only behind choosing gateways. Without a default way a
case stops where no condition is true. A condition on a flow that leaves a task or a parallel gateway is not read: the
flow would always be taken, so draw an exclusive gateway between. Two flows out of a task would start two branches
unseen: draw a parallel gateway for that. Of the default flow itself no condition is read."""

from collections.abc import Iterator

from lxml import etree

from engine.lint.model import Diagram, Model
from engine.lint.problem import Problem
from engine.process import Flow, Node
from engine.process.checks import CHOOSING

NO_CONDITION, NO_DEFAULT, MISPLACED, DEFAULT_CONDITION, EXTRA = "E160", "W161", "E162", "W163", "E164"
DEFAULT = "E165"


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        for node in diagram.nodes:
            flows = diagram.leaving.get(node.id, [])
            if node.kind in CHOOSING:
                yield from _choosing(diagram, node, flows)
            else:
                yield from _plain(diagram, node, flows)
        for element in diagram.inside():
            yield from _default(diagram, element)


def _choosing(diagram: Diagram, node: Node, flows: list[Flow]) -> Iterator[Problem]:
    for flow in flows:
        if not flow.default and flow.condition is None and len(flows) > 1:
            sentence = f"Expected a condition on '{flow.id}', but this way from '{node.id}' has none"
            yield diagram.problem(NO_CONDITION, sentence, flow)
        if flow.default and flow.condition is not None:
            sentence = f"Expected no condition on the default way '{flow.id}', but it has one: it is not read"
            yield diagram.problem(DEFAULT_CONDITION, sentence, flow)
    if flows and not any(flow.default or (len(flows) == 1 and flow.condition is None) for flow in flows):
        sentence = f"Expected a default way from '{node.id}' for when no condition is true, but there is none"
        yield diagram.problem(NO_DEFAULT, sentence, node)


def _plain(diagram: Diagram, node: Node, flows: list[Flow]) -> Iterator[Problem]:
    for flow in flows:
        if flow.condition is not None:
            sentence = (
                f"Expected a choosing gateway before '{flow.id}', but its condition follows a {node.kind}"
            )
            yield diagram.problem(MISPLACED, sentence, flow)
    if len(flows) > 1 and not node.kind.endswith("Gateway"):
        sentence = (
            f"Expected one way out of '{node.id}', but {len(flows)} flows leave it: draw a gateway behind it"
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
