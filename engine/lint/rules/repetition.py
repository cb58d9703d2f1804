"""A task that is repeated says how often, in a way that the engine follows: for each item of a list of the record
(`loopDataInputRef`, with a name for the item), a number of times (`loopCardinality`), or as long as a condition holds
(`loopCondition` or `loopMaximum`). Results of the items land in the record by themselves, so nothing collects them; a
list longer than 50 would make one step too long. The attributes that other products use for the same are not read."""

from collections.abc import Iterator

from lxml import etree

from engine.lint.model import Diagram, Model, owner
from engine.lint.problem import Problem
from engine.process.diagrams import BPMN, text_of
from engine.process.items import AT_MOST

SOURCE, COLLECTS, TOO_MANY, ENDLESS, NUMBER, UNREAD = "E280", "E281", "E282", "E283", "E284", "W285"
SETTINGS = ("behavior", "oneBehaviorEventRef", "noneBehaviorEventRef")


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        for element in diagram.inside("multiInstanceLoopCharacteristics"):
            yield from _each_item(diagram, element)
        for element in diagram.inside("standardLoopCharacteristics"):
            yield from _loop(diagram, element)


def _each_item(diagram: Diagram, element: etree._Element) -> Iterator[Problem]:
    at = owner(element)
    name = at.get("id")
    items, count = text_of(element, "loopDataInputRef"), text_of(element, "loopCardinality")
    if (items is None) == (count is None):
        found = "it names neither" if items is None else "it names both"
        sentence = f"Expected either a list or a number of times to repeat '{name}', but {found}"
        yield diagram.problem(SOURCE, sentence, at)
    for tag in ("loopDataOutputRef", "outputDataItem"):
        if element.find(f"{{{BPMN}}}{tag}") is not None:
            sentence = (
                f"Expected the results of '{name}' in the record, but {tag} collects them: leave it out"
            )
            yield diagram.problem(COLLECTS, sentence, at)
    rounds = _rounds(element)
    if rounds > AT_MOST:
        sentence = f"Expected at most {AT_MOST} rounds of '{name}', but there are {rounds}"
        yield diagram.problem(TOO_MANY, sentence, at)
    for setting in SETTINGS:
        if element.get(setting) not in (None, "All"):
            sentence = f"Expected no setting {setting} on '{name}', but it has one: it is not read"
            yield diagram.problem(UNREAD, sentence, at)


def _rounds(element: etree._Element) -> int:
    """As far as the diagram tells: its own, once for each round of the sub-processes that it is in."""
    rounds = 1
    for holder in (owner(element), *owner(element).iterancestors(f"{{{BPMN}}}subProcess")):
        repeated = holder.find(f"{{{BPMN}}}multiInstanceLoopCharacteristics")
        count = None if repeated is None else text_of(repeated, "loopCardinality")
        if count is not None and count.isascii() and count.isdecimal():
            rounds *= int(count[:9])
    return rounds


def _loop(diagram: Diagram, element: etree._Element) -> Iterator[Problem]:
    at = owner(element)
    maximum, condition = element.get("loopMaximum"), text_of(element, "loopCondition")
    if maximum is None and condition is None:
        sentence = (
            f"Expected a condition or a number of rounds for the loop '{at.get('id')}', but it has neither"
        )
        yield diagram.problem(ENDLESS, sentence, at)
    if maximum is not None and not (
        maximum.isascii() and maximum.isdecimal() and 0 < int(maximum[:9]) <= 1000
    ):
        sentence = f"Expected a number from 1 to 1000 as loopMaximum of '{at.get('id')}', but got '{maximum}'"
        yield diagram.problem(NUMBER, sentence, at)
