"""Every node can be reached from the start and can reach an end, and no circle runs without a choice that leaves it.
The library drops nodes that cannot be reached without a word, and says nothing when a flow ends nowhere. A circle never
ends unless an exclusive, inclusive or event gateway leads out of it, or conditions behind a task, or an event that
interrupts one. A circle of gateways only turns within one step, until the engine gives up after a thousand turns, since
nothing on it can change what the conditions read. Put a task on the circle, or a gateway with a way out."""

from collections.abc import Iterator

from engine.lint.graphs import Graph
from engine.lint.model import Diagram, Model
from engine.lint.problem import Problem
from engine.process import Node

UNREACHABLE, DEAD_END, CIRCLE, IDLE, RESTLESS = "E170", "E171", "E172", "E174", "W175"
MOVING = ("exclusiveGateway", "inclusiveGateway", "parallelGateway", "intermediateThrowEvent")


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        for graph in diagram.graphs.values():
            yield from _ways(diagram, graph)
            yield from _circles(diagram, graph)
            yield from _restless(diagram, graph, model)


def _ways(diagram: Diagram, graph: Graph) -> Iterator[Problem]:
    nodes = [diagram.by_id[name] for name in graph.after]
    starts = [node.id for node in nodes if node.kind == "startEvent" or _begins_by_itself(node)]
    ends = [node.id for node in nodes if node.kind == "endEvent" or _jumps(node)]
    reached, ending = graph.reached(starts), graph.backwards.reached(ends)
    for node in nodes:
        if starts and node.id not in reached:
            sentence = f"Expected a way from the start to '{node.id}', but there is none"
            yield diagram.problem(UNREACHABLE, sentence, node)
        elif ends and node.id not in ending and node.event != "triggeredByEvent":
            sentence = f"Expected a way from '{node.id}' to an end event, but there is none"
            yield diagram.problem(DEAD_END, sentence, node)


def _begins_by_itself(node: Node) -> bool:
    """The other end of a link or an event sub-process, which are refused for themselves."""
    return (
        node.event == "link" and node.kind == "intermediateCatchEvent"
    ) or node.event == "triggeredByEvent"


def _jumps(node: Node) -> bool:
    return node.event == "link" and node.kind == "intermediateThrowEvent"


def _circles(diagram: Diagram, graph: Graph) -> Iterator[Problem]:
    """Of what remains without what can leave a circle; a choice whose ways all stay on it can't."""
    waiting = graph.circles()
    while waiting:
        circle = waiting.pop()
        inside = set(circle)
        leaving = {
            name for name in circle if diagram.chooses(name) and not inside.issuperset(graph.after[name])
        }
        if leaving:
            kept = [name for name in circle if name not in leaving]
            waiting += Graph.of(kept, ((one, other) for one in kept for other in graph.after[one])).circles()
        else:
            sentence = f"Expected a choice that leaves the circle {_told(circle)}, but there is none"
            yield diagram.problem(CIRCLE, sentence, diagram.by_id[circle[0]])


def _restless(diagram: Diagram, graph: Graph, model: Model) -> Iterator[Problem]:
    """Of what moves on by itself."""
    quick = {name for name in graph.after if _is_quick(diagram, name, model)}
    for circle in graph.without(name for name in graph.after if name not in quick).circles():
        kinds = {diagram.by_id[name].kind for name in circle}
        if not any(map(diagram.chooses, circle)):
            continue
        first = diagram.by_id[circle[0]]
        if kinds <= set(MOVING):
            sentence = (
                f"Expected a task on the circle {_told(circle)}, but it only has gateways: it turns for ever"
            )
            yield diagram.problem(IDLE, sentence, first)
        else:
            sentence = (
                f"Expected somebody to wait for on the circle {_told(circle)}, but it turns within one step"
            )
            yield diagram.problem(RESTLESS, sentence, first)


def _is_quick(diagram: Diagram, name: str, model: Model) -> bool:
    node = diagram.by_id[name]
    is_inside = node.kind == "serviceTask" and not model.catalog.is_outside(node.handler or "")
    return node.kind in (*MOVING, "businessRuleTask") or is_inside


def _told(circle: list[str]) -> str:
    return ", ".join(f"'{name}'" for name in circle[:4]) + (", …" if len(circle) > 4 else "")
