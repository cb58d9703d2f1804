"""Called processes are there, and none calls itself, directly or through others.

A missing one stops the case where it is called; a circle of calls never ends."""

from collections.abc import Iterator

from engine.lint.model import Model
from engine.lint.problem import Problem

MISSING, CIRCLE = "E220", "E221"


def check(model: Model) -> Iterator[Problem]:
    known = {process.get("id") for diagram in model.diagrams for process in diagram.processes}
    calls: dict[str, set[str]] = {}
    for diagram, node in model.each_node():
        if node.kind != "callActivity":
            continue
        if not node.called:
            yield diagram.problem(MISSING, f"Expected '{node.id}' to name a process, but it names none", node)
        elif model.whole and node.called not in known:
            yield diagram.problem(
                MISSING, f"Expected a file shared/{node.called}.bpmn, but there is none", node
            )
        calls.setdefault(node.process, set()).add(node.called or "")
    for diagram, node in model.each_node():
        if node.kind == "callActivity" and node.called and node.process in _reached(calls, node.called):
            yield diagram.problem(
                CIRCLE, f"Expected calls without a circle, but '{node.called}' leads back here", node
            )


def _reached(calls: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        process = waiting.pop()
        if process not in found:
            found.add(process)
            waiting += calls.get(process, ())
    return found
