"""A sequence flow joins two nodes of the same process or sub-process, in the direction in which a case goes. One whose
end was deleted leads nowhere; one across the border of a sub-process would be wired past its start and end, and the
case would leave it halfway. Nothing leads into a start event or out of an end event, and nobody reaches a boundary
event but through the task that it sits on."""

from collections.abc import Iterator

from engine.lint.model import Diagram, Model
from engine.lint.problem import Problem
from engine.process import Flow, Node

DANGLING, BORDER, INTO, OUT_OF = "E173", "E176", "E177", "E178"


def check(model: Model) -> Iterator[Problem]:
    for diagram, flow in model.each_flow():
        source, target = diagram.by_id.get(flow.source), diagram.by_id.get(flow.target)
        if source is None or target is None:
            end = flow.source if source is None else flow.target
            sentence = f"Expected flow '{flow.id}' to join two nodes, but '{end}' is none"
            yield diagram.problem(DANGLING, sentence, flow)
        else:
            yield from _joined(diagram, flow, source, target)


def _joined(diagram: Diagram, flow: Flow, source: Node, target: Node) -> Iterator[Problem]:
    if source.parent != target.parent:
        sentence = f"Expected flow '{flow.id}' to stay within a sub-process, but it crosses its border"
        yield diagram.problem(BORDER, sentence, flow)
    if target.kind in ("startEvent", "boundaryEvent"):
        sentence = f"Expected no flow into the {target.kind} '{target.id}', but '{flow.id}' leads there"
        yield diagram.problem(INTO, sentence, flow)
    if source.kind == "endEvent":
        sentence = f"Expected no flow out of the end event '{source.id}', but '{flow.id}' leaves it"
        yield diagram.problem(OUT_OF, sentence, flow)
