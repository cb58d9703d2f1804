"""A signal goes from one place of a case to every other that waits for it just then, in called processes and
sub-processes too; no other case hears it. Whoever throws or catches one names it. What waits for a signal that nothing
in the procedure throws waits for ever, and one that nobody catches changes nothing. Tell other cases by a service task
with a handler that sends."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.lint.model import Diagram, Model, owner
from engine.lint.problem import Problem
from engine.process import Node

NAMELESS, UNTHROWN, UNHEARD = "E254", "E255", "W256"
THROWING = ("endEvent", "intermediateThrowEvent")


@dataclass(frozen=True)
class _Signal:
    diagram: Diagram
    node: Node
    name: str

    @property
    def is_thrown(self) -> bool:
        return self.node.kind in THROWING


def check(model: Model) -> Iterator[Problem]:
    found = []
    for diagram in model.diagrams:
        for node, reference in _events(diagram):
            name = _name(diagram, reference)
            if name:
                found.append(_Signal(diagram, node, name))
            else:
                told = f"'{reference}' has none" if reference else "it names no signal"
                sentence = f"Expected the name of the signal of '{node.id}', but {told}"
                yield diagram.problem(NAMELESS, sentence, node)
    if _is_whole(model):
        yield from _matched(found)


def _events(diagram: Diagram) -> Iterator[tuple[Node, str | None]]:
    for definition in diagram.inside("signalEventDefinition"):
        node = diagram.by_id.get(owner(definition).get("id", ""))
        if node is not None and node.kind != "startEvent":
            yield node, definition.get("signalRef")


def _name(diagram: Diagram, reference: str | None) -> str | None:
    signal = diagram.declared("signal").get(reference or "")
    return None if signal is None else signal.get("name")


def _is_whole(model: Model) -> bool:
    """Whether everything that a signal may reach is before us."""
    calls = {node.called for _, node in model.each_node() if node.kind == "callActivity"}
    return not model.called and calls <= set(model.by_process)


def _matched(found: list[_Signal]) -> Iterator[Problem]:
    thrown = {signal.name for signal in found if signal.is_thrown}
    caught = {signal.name for signal in found if not signal.is_thrown}
    for signal in found:
        if not signal.is_thrown and signal.name not in thrown:
            sentence = (
                f"Expected an event of the case that throws '{signal.name}', but none does: "
                f"'{signal.node.id}' waits for ever"
            )
            yield signal.diagram.problem(UNTHROWN, sentence, signal.node)
        elif signal.is_thrown and signal.name not in caught:
            sentence = (
                f"Expected whoever waits for the signal '{signal.name}', but nobody hears '{signal.node.id}'"
            )
            yield signal.diagram.problem(UNHEARD, sentence, signal.node)
