"""Behind an event gateway stand events that wait: timers, messages and receive tasks, two or more, each reached from
this gateway alone. The first that happens decides the way. A task behind it would begin at once, whatever happens, and
an event that other flows also lead to would be waited for twice."""

from collections.abc import Iterator

from engine.lint.model import Diagram, Model
from engine.lint.problem import Problem
from engine.process import Node

ALONE, NO_EVENT, SHARED = "E166", "E167", "E168"


def check(model: Model) -> Iterator[Problem]:
    for diagram, node in model.each_node():
        if node.kind == "eventBasedGateway":
            yield from _gateway(diagram, node)


def _gateway(diagram: Diagram, node: Node) -> Iterator[Problem]:
    flows = diagram.leaving.get(node.id, [])
    if len(flows) < 2:
        sentence = f"Expected two events at least behind '{node.id}', but there are {len(flows)}"
        yield diagram.problem(ALONE, sentence, node)
    for flow in flows:
        target = diagram.by_id.get(flow.target)
        if target is None:
            continue
        if target.kind not in ("intermediateCatchEvent", "receiveTask"):
            sentence = (
                f"Expected an event that waits behind '{node.id}', but {target.kind} '{target.id}' is none"
            )
            yield diagram.problem(NO_EVENT, sentence, flow)
        elif len(diagram.arriving.get(target.id, [])) > 1:
            sentence = (
                f"Expected '{target.id}' to be reached from '{node.id}' alone, but other flows lead there too"
            )
            yield diagram.problem(SHARED, sentence, target)
