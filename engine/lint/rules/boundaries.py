"""A boundary event sits on a task, a call or a sub-process and says what it waits for. One that is attached to nothing
never goes off, and the library stops at one without an event. An error always interrupts what it sits on. On a task of
a person an error never comes: errors are thrown by handlers and by the error end events of sub-processes and called
processes, so use an outcome of the task and a gateway behind it instead."""

from collections.abc import Iterator

from engine.lint.model import PEOPLE, Diagram, Model
from engine.lint.problem import Problem
from engine.process import Node

NOWHERE, EMPTY, GOES_ON, NEVER = "E115", "E116", "E117", "W118"


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        interrupting = {
            element.get("id"): element.get("cancelActivity", "true") == "true"
            for element in diagram.inside("boundaryEvent")
        }
        for node in diagram.nodes:
            if node.kind == "boundaryEvent":
                yield from _boundary(diagram, node, interrupting=interrupting.get(node.id, True))


def _boundary(diagram: Diagram, node: Node, *, interrupting: bool) -> Iterator[Problem]:
    activity = diagram.by_id.get(node.attached_to or "")
    if activity is None or activity.kind.endswith(("Event", "Gateway")) or activity.parent != node.parent:
        sentence = f"Expected the boundary event '{node.id}' on a task or sub-process, but it is on none"
        yield diagram.problem(NOWHERE, sentence, node)
    elif node.event == "error" and activity.kind in PEOPLE:
        sentence = f"Expected an error that can come, but nobody throws one at task '{activity.id}'"
        yield diagram.problem(NEVER, sentence, node)
    if node.event is None:
        sentence = f"Expected the boundary event '{node.id}' to say what it waits for, but it names no event"
        yield diagram.problem(EMPTY, sentence, node)
    if node.event == "error" and not interrupting:
        sentence = f"Expected the error event '{node.id}' to interrupt its task, but it does not"
        yield diagram.problem(GOES_ON, sentence, node)
