"""Whoever waits for a message names it. Messages find their case by name alone: an event without one, or whose message
is not declared or has no name, would wait for something that nobody can send. Declare the message in the properties of
the event and give it a name."""

from collections.abc import Iterator

from engine.lint.model import Diagram, Model, owner
from engine.lint.problem import Problem

NAMELESS = "E253"


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        for definition in diagram.inside("messageEventDefinition"):
            yield from _named(diagram, owner(definition).get("id", ""), definition.get("messageRef"))
        for task in diagram.inside("receiveTask"):
            if task.find("{*}messageEventDefinition") is None:
                yield from _named(diagram, task.get("id", ""), task.get("messageRef"))


def _named(diagram: Diagram, name: str, reference: str | None) -> Iterator[Problem]:
    node = diagram.by_id.get(name)
    message = diagram.declared("message").get(reference or "")
    if node is None or (message is not None and message.get("name")):
        return
    found = f"'{reference}' has none" if reference else "it names no message"
    yield diagram.problem(
        NAMELESS, f"Expected the name of the message that '{name}' waits for, but {found}", node
    )
