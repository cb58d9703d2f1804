"""A timer says when it goes off: a duration or a moment, in ISO 8601 or as FEEL. A repetition (`R3/P1D`) counts the
reminders beside a task, so it stands on a boundary event that does not interrupt, with a number: without one a case
that lies for a year makes a reminder each day, and where the reminder is a task of somebody, one task a day piles up in
an inbox. A fixed date comes once and is past for every later case. A duration counts while the office is open; weeks,
months and years, which office hours do not have, go by the wall clock."""

import re
from collections.abc import Iterator

from lxml import etree

from engine import durations, feel
from engine.errors import ProcedureError
from engine.lint.model import PEOPLE, Diagram, Model
from engine.lint.problem import Problem
from engine.process import Node
from engine.process.diagrams import BPMN, text_of
from engine.process.timers import Cycle

TEXT, TIME, PLACE, ENDLESS = "E200", "E201", "E202", "E203"
FIXED, PILE, PERIOD, KIND, WALL = "W204", "W205", "E206", "E207", "W208"
TAGS = ("timeDuration", "timeDate", "timeCycle")
UNCOUNTED = re.compile(r"R0*/", re.ASCII)


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        for event in diagram.inside("startEvent", "intermediateCatchEvent", "boundaryEvent"):
            node = diagram.by_id.get(event.get("id", ""))
            for definition in event.iterchildren(f"{{{BPMN}}}timerEventDefinition"):
                if node is not None:
                    yield from _timer(diagram, node, event, definition)


def _timer(
    diagram: Diagram, node: Node, event: etree._Element, definition: etree._Element
) -> Iterator[Problem]:
    texts = {tag: text for tag in TAGS if (text := text_of(definition, tag)) is not None}
    if len(texts) != 1:
        found = "it names none" if not texts else f"it names {len(texts)}"
        yield diagram.problem(TIME, f"Expected one time for the timer '{node.id}', but {found}", node)
        return
    tag, text = next(iter(texts.items()))
    try:
        timer = feel.compile_timer(text)
    except feel.FeelError as error:
        sentence = (
            f"Expected a time such as PT4H or FEEL for '{node.id}', but got '{text[:60]}': {error.sentence}"
        )
        yield diagram.problem(TEXT, sentence, node)
        return
    if timer.expression is None:
        yield from _literal(diagram, node, tag, timer.text)
    if tag == "timeCycle":
        yield from _repetition(diagram, node, event)


def _literal(diagram: Diagram, node: Node, tag: str, text: str) -> Iterator[Problem]:
    kind = {"R": "timeCycle", "P": "timeDuration"}.get(text[0], "timeDate")
    if kind != tag:
        yield diagram.problem(
            KIND, f"Expected a {tag} for the timer '{node.id}', but '{text}' is a {kind}", node
        )
    elif tag == "timeDate":
        sentence = f"Expected a time that follows the case, but '{node.id}' waits for the fixed date {text}"
        yield diagram.problem(FIXED, sentence, node)
    elif tag == "timeDuration" and durations.parse(text) is None:
        sentence = f"Expected days, hours or minutes of the office for '{node.id}', but {text} goes by the wall clock"
        yield diagram.problem(WALL, sentence, node)
    elif tag == "timeCycle" and UNCOUNTED.match(text):
        sentence = f"Expected a number of times such as R3/P1D for '{node.id}', but '{text}' has no end"
        yield diagram.problem(ENDLESS, sentence, node)
    elif tag == "timeCycle":
        try:
            Cycle.of(text, node.id)
        except ProcedureError:
            sentence = f"Expected a repetition of a minute or more, such as R3/P1D, for '{node.id}', but got '{text}'"
            yield diagram.problem(PERIOD, sentence, node)


def _repetition(diagram: Diagram, node: Node, event: etree._Element) -> Iterator[Problem]:
    if node.kind != "boundaryEvent" or event.get("cancelActivity") != "false":
        sentence = (
            f"Expected the repetition '{node.id}' on a boundary that does not interrupt, but it is elsewhere"
        )
        yield diagram.problem(PLACE, sentence, node)
        return
    behind = diagram.graphs[node.parent or ""].reached([node.id])
    people = [other.id for other in diagram.nodes if other.id in behind and other.kind in PEOPLE]
    if people:
        sentence = f"Expected no task of a person behind the repetition '{node.id}', but '{people[0]}' piles up there"
        yield diagram.problem(PILE, sentence, node)
