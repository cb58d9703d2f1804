"""Every expression of a diagram is FEEL: conditions, parameters, timers, loops.

An expression that can't be read would stop the first case that comes by. Those of forms and requirements are read
with their files."""

from collections.abc import Callable, Iterator

from lxml import etree

from engine import feel
from engine.lint.model import Diagram, Model
from engine.lint.problem import Problem

CONDITION, PARAMETER, TIMER, LOOP = "E190", "E191", "E200", "E192"
TIMERS = ("timeDuration", "timeDate", "timeCycle")
LOOPS = ("loopCondition", "completionCondition", "loopCardinality")


def check(model: Model) -> Iterator[Problem]:
    for diagram, flow in model.each_flow():
        if flow.condition is not None:
            yield from _problem(diagram, CONDITION, feel.compile, flow.condition, flow)
    for diagram, node in model.each_node():
        for text in node.parameters.values():
            yield from _problem(diagram, PARAMETER, feel.compile, text, node)
    for diagram in model.diagrams:
        for element in diagram.elements(*TIMERS):
            yield from _problem(
                diagram, TIMER, feel.compile_timer, (element.text or "").strip(), _owner(element)
            )
        for element in diagram.elements(*LOOPS):
            yield from _problem(diagram, LOOP, feel.compile, (element.text or "").strip(), _owner(element))


def _owner(element: etree._Element) -> etree._Element:
    """The event or task that an expression belongs to."""
    return next(
        (above for above in element.iterancestors() if above.get("id") and not _is_definition(above)), element
    )


def _is_definition(element: etree._Element) -> bool:
    return etree.QName(element).localname.endswith("EventDefinition")


def _problem(
    diagram: Diagram, code: str, compile_: Callable[[str], object], text: str, at: object
) -> Iterator[Problem]:
    try:
        compile_(text)
    except feel.FeelError as error:
        sentence = f"Expected FEEL, but at {error.line}:{error.column} of '{text[:60]}': {error.sentence}"
        yield diagram.problem(code, sentence, at)  # type: ignore[arg-type]
