"""A choosing gateway always finds a way, and conditions stand only after choosing gateways.

Without a default a case stops where no condition is true. A condition on a flow out of a task is ignored by the
library: the flow would always be taken."""

from collections.abc import Iterator

from engine.lint.model import Diagram, Model
from engine.lint.problem import Problem
from engine.process import Flow, Node
from engine.process.checks import CHOOSING

NO_CONDITION, NO_DEFAULT, MISPLACED, DEFAULT_CONDITION, EXTRA = "E160", "W161", "E162", "W163", "E164"


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        leaving: dict[str, list[Flow]] = {}
        for flow in diagram.flows:
            leaving.setdefault(flow.source, []).append(flow)
        for node in diagram.nodes:
            flows = leaving.get(node.id, [])
            if node.kind in CHOOSING:
                yield from _choosing(diagram, node, flows)
            else:
                yield from _plain(diagram, node, flows)


def _choosing(diagram: Diagram, node: Node, flows: list[Flow]) -> Iterator[Problem]:
    if len(flows) < 2:
        return
    for flow in flows:
        if not flow.default and flow.condition is None:
            yield diagram.problem(
                NO_CONDITION, f"Expected a condition on '{flow.id}', the way from '{node.id}'", flow
            )
        if flow.default and flow.condition is not None:
            yield diagram.problem(
                DEFAULT_CONDITION, f"Expected no condition on the default '{flow.id}': it is not read", flow
            )
    if not any(flow.default for flow in flows):
        yield diagram.problem(
            NO_DEFAULT, f"Expected a default way from '{node.id}' for when no condition is true", node
        )


def _plain(diagram: Diagram, node: Node, flows: list[Flow]) -> Iterator[Problem]:
    for flow in flows:
        if flow.condition is not None:
            yield diagram.problem(
                MISPLACED, f"Expected a gateway before '{flow.id}': its condition would not be read", flow
            )
    if len(flows) > 1 and not node.kind.endswith("Gateway"):
        yield diagram.problem(
            EXTRA, f"Expected one way out of '{node.id}', but {len(flows)} flows leave it", node
        )
