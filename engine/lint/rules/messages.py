"""Whoever waits for a message names it. Messages find their case by name alone: an event without one, or whose message
is not declared or has no name, would wait for something that nobody can send. Declare the message in the properties of
the event and give it a name. Messages come from linked cases, the one that started this and those that it started, by
`messages.send`; none may come: whatever waits for one needs another way on, a timer
behind the same event gateway or on the boundary of the task. What comes from outside is better drawn as the task of
whoever takes it in."""

from collections.abc import Iterator

from engine.lint.model import Diagram, Model, owner
from engine.lint.problem import Problem
from engine.process import Node

NAMELESS, ALONE = "E253", "W257"


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        for definition in diagram.inside("messageEventDefinition"):
            yield from _named(diagram, owner(definition).get("id", ""), definition.get("messageRef"))
        for task in diagram.inside("receiveTask"):
            if task.find("{*}messageEventDefinition") is None:
                yield from _named(diagram, task.get("id", ""), task.get("messageRef"))
        for node in diagram.nodes:
            if node.kind == "receiveTask" or (
                node.kind == "intermediateCatchEvent" and node.event == "message"
            ):
                yield from _alone(diagram, node)


def _alone(diagram: Diagram, node: Node) -> Iterator[Problem]:
    before = {flow.source for flow in diagram.arriving.get(node.id, ())}
    chosen = {name for name in before if name in diagram.by_id and _is_gateway(diagram.by_id[name])}
    if before - chosen and not any(other.attached_to == node.id for other in diagram.nodes):
        sentence = f"Expected another way on at '{node.id}', but a linked case may never send the message"
        yield diagram.problem(ALONE, sentence, node)


def _is_gateway(node: Node) -> bool:
    return node.kind == "eventBasedGateway"


def _named(diagram: Diagram, name: str, reference: str | None) -> Iterator[Problem]:
    node = diagram.by_id.get(name)
    message = diagram.declared("message").get(reference or "")
    if node is None or (message is not None and message.get("name")):
        return
    found = f"'{reference}' has none" if reference else "it names no message"
    yield diagram.problem(
        NAMELESS, f"Expected the name of the message that '{name}' waits for, but {found}", node
    )
