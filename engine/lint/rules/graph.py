"""Every node can be reached from the start and can reach an end, and no circle runs without a choice.

The library drops unreachable nodes silently, ends a case where a flow ends in nothing, and runs out of stack on a
circle without a gateway."""

from collections.abc import Iterable, Iterator

from engine.lint.model import Diagram, Model
from engine.lint.problem import Problem
from engine.process import Node

UNREACHABLE, DEAD_END, CIRCLE, DANGLING = "E170", "E171", "E172", "E173"
STOPPING = ("exclusiveGateway", "inclusiveGateway", "eventBasedGateway")


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        ids = {node.id for node in diagram.nodes}
        for flow in diagram.flows:
            for end in (flow.source, flow.target):
                if end not in ids:
                    yield diagram.problem(
                        DANGLING, f"Expected a flow between two nodes, but '{end}' is none", flow
                    )
        for scope in sorted({(node.process, node.parent or "") for node in diagram.nodes}):
            nodes = [node for node in diagram.nodes if (node.process, node.parent or "") == scope]
            yield from _scope(diagram, nodes)


def _scope(diagram: Diagram, nodes: list[Node]) -> Iterator[Problem]:
    """One process, or the inside of one sub-process."""
    after: dict[str, set[str]] = {node.id: set() for node in nodes}
    before: dict[str, set[str]] = {node.id: set() for node in nodes}
    for source, target in _edges(diagram, nodes):
        if source in after and target in before:
            after[source].add(target)
            before[target].add(source)
    starts = [node.id for node in nodes if node.kind == "startEvent"]
    reached = _reached(after, starts)
    ends = [node.id for node in nodes if node.kind == "endEvent"]
    ending = _reached(before, ends)
    for node in nodes:
        if starts and node.id not in reached:
            yield diagram.problem(
                UNREACHABLE, f"Expected a way from the start to '{node.id}', but there is none", node
            )
        elif ends and node.id not in ending:
            yield diagram.problem(
                DEAD_END, f"Expected a way from '{node.id}' to an end, but there is none", node
            )
    stopping = {node.id for node in nodes if node.kind in STOPPING}
    for node in nodes:
        if node.id not in stopping and node.id in _reached(
            _without(after, stopping), after[node.id] - stopping
        ):
            yield diagram.problem(
                CIRCLE, f"Expected a gateway on the circle through '{node.id}', but there is none", node
            )


def _edges(diagram: Diagram, nodes: list[Node]) -> Iterator[tuple[str, str]]:
    for flow in diagram.flows:
        yield flow.source, flow.target
    for node in nodes:
        if node.attached_to:
            yield node.attached_to, node.id


def _without(after: dict[str, set[str]], left_out: set[str]) -> dict[str, set[str]]:
    return {node: targets - left_out for node, targets in after.items() if node not in left_out}


def _reached(after: dict[str, set[str]], starts: Iterable[str]) -> set[str]:
    found: set[str] = set()
    waiting = list(starts)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += after.get(node, ())
    return found
