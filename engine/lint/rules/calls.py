"""Called processes are there, and none calls itself, directly or through others. A call names a process, whose file is
`shared/<process>.bpmn` beside the document types. A missing one stops the case where it is called, and a circle of
calls never ends. A shared file that nothing calls is not part of the procedure, though its tasks may look so."""

from collections.abc import Iterator

from engine.lint.graphs import Graph
from engine.lint.model import Model
from engine.lint.problem import Problem

MISSING, CIRCLE, UNCALLED = "E220", "E221", "W222"


def check(model: Model) -> Iterator[Problem]:
    calls: list[tuple[str, str]] = []
    for diagram, node in model.each_node():
        if node.kind != "callActivity":
            continue
        if not node.called:
            yield diagram.problem(
                MISSING, f"Expected call '{node.id}' to name a process, but it names none", node
            )
        elif model.whole and node.called not in model.by_process:
            path = f"shared/{node.called}.bpmn"
            sentence = f"Expected a file {path} for call '{node.id}', but there is none with this process"
            yield diagram.problem(MISSING, sentence, node)
        calls.append((node.process, node.called or ""))
    yield from _circles(model, calls)
    used = {diagram.path for diagram in model.diagrams}
    for path in model.files:
        if path.endswith(".bpmn") and path not in used:
            yield Problem(path, 1, UNCALLED, "Expected a process that is called, but nothing calls this one")


def _circles(model: Model, calls: list[tuple[str, str]]) -> Iterator[Problem]:
    processes = dict.fromkeys(name for pair in calls for name in pair)
    on_circle: dict[str, int] = {}
    for number, circle in enumerate(Graph.of(processes, calls).circles()):
        on_circle |= dict.fromkeys(circle, number)
    for diagram, node in model.each_node():
        place = on_circle.get(node.process)
        if node.kind == "callActivity" and place is not None and on_circle.get(node.called or "") == place:
            sentence = f"Expected calls without a circle, but '{node.called}' leads back to '{node.process}'"
            yield diagram.problem(CIRCLE, sentence, node)
