"""Every task stands in a lane, and a lane is a role of the office, spelt as `terbit process roles` prints it. The lane
decides whose inbox a task comes to: one in no lane, or in a lane of an unknown name, would come to nobody's, and the
case would wait there for ever. Tasks of a called process may do without and fall back to the lane of the call. What the
system does by itself stands in the lane `Sistem`, what people do never."""

from collections.abc import Iterator
from difflib import get_close_matches

from lxml import etree

from engine.lint.model import PEOPLE, Diagram, Model
from engine.lint.problem import Problem
from engine.process import Node
from engine.process.diagrams import BPMN, children
from engine.roles import SYSTEM

UNKNOWN, OUTSIDE, NONE, PERSON, NOWHERE, TWO = "E130", "E131", "W132", "E133", "W134", "W135"


def check(model: Model) -> Iterator[Problem]:
    callers = _callers(model)
    for diagram in model.diagrams:
        lanes = list(diagram.inside("lane"))
        for lane in lanes:
            if not any(children(inner, "lane") for inner in children(lane, "childLaneSet")):
                yield from _name(diagram, lane, model)
        yield from _members(diagram, lanes)
        yield from _tasks(diagram, callers, model, drawn=bool(lanes))


def _callers(model: Model) -> dict[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    for _, node in model.each_node():
        if node.kind == "callActivity" and node.called:
            found.setdefault(node.called, []).append(node)
    return found


def _name(diagram: Diagram, lane: etree._Element, model: Model) -> Iterator[Problem]:
    name = lane.get("name") or ""
    if name in model.catalog.lanes:
        return
    folded = {known.casefold(): known for known in model.catalog.lanes}
    close = get_close_matches(" ".join(name.split()).casefold()[:100], folded, n=1, cutoff=0.75)
    hint = (
        f"did you mean '{folded[close[0]]}'?" if close else f"known are {', '.join(sorted(folded.values()))}"
    )
    yield diagram.problem(UNKNOWN, f"Expected a role of the office as lane, but got '{name}': {hint}", lane)


def _members(diagram: Diagram, lanes: list[etree._Element]) -> Iterator[Problem]:
    place: dict[str, str] = {}
    for lane in lanes:
        if any(True for _ in lane.iterchildren(f"{{{BPMN}}}childLaneSet")):
            continue
        for reference in children(lane, "flowNodeRef"):
            name = (reference.text or "").strip()
            if name not in diagram.by_id:
                yield diagram.problem(
                    NOWHERE, f"Expected a node in the lane, but '{name}' is none", reference
                )
            elif name in place:
                sentence = (
                    f"Expected '{name}' in one lane, but it is also in '{place[name]}': the later one counts"
                )
                yield diagram.problem(TWO, sentence, reference)
            place.setdefault(name, lane.get("name") or "")


def _tasks(
    diagram: Diagram, callers: dict[str, list[Node]], model: Model, *, drawn: bool
) -> Iterator[Problem]:
    tasks = [node for node in diagram.nodes if node.kind in PEOPLE]
    if tasks and not drawn and diagram is model.main and (model.called or not model.whole):
        yield diagram.problem(
            NONE, "Expected lanes that say who does what, but there are none", diagram.process
        )
        return
    for node in tasks:
        if node.lane is not None:
            if node.lane == SYSTEM:
                yield from _system(diagram, node, "is")
            elif drawn and node.lane not in model.catalog.lanes and not _is_leaf(diagram, node.lane):
                sentence = f"Expected task '{node.id}' in an inner lane of '{node.lane}', but it is in none"
                yield diagram.problem(OUTSIDE, sentence, node)
        elif diagram is model.main and not model.called:
            yield diagram.problem(
                OUTSIDE, f"Expected task '{node.id}' to stand in a lane, but it does not", node
            )
        else:
            yield from _fallen_back(diagram, node, callers)


def _fallen_back(diagram: Diagram, node: Node, callers: dict[str, list[Node]]) -> Iterator[Problem]:
    """What each of the calls, or what calls its process, gives to a task without a lane."""
    seen: set[str] = set()
    waiting = [node.process]
    while waiting:
        process = waiting.pop()
        for call in callers.get(process, ()) if process not in seen else ():
            if call.lane == SYSTEM:
                yield from _system(diagram, node, f"falls back to that of '{call.id}',")
                return
            if call.lane is None and not callers.get(call.process):
                sentence = (
                    f"Expected task '{node.id}' to stand in a lane, but neither it nor call '{call.id}' does"
                )
                yield diagram.problem(OUTSIDE, sentence, node)
                return
            waiting += [call.process] if call.lane is None else []
        seen.add(process)


def _system(diagram: Diagram, node: Node, how: str) -> Iterator[Problem]:
    yield diagram.problem(
        PERSON, f"Expected a person's lane for task '{node.id}', but it {how} '{SYSTEM}'", node
    )


def _is_leaf(diagram: Diagram, name: str) -> bool:
    named = [lane for lane in diagram.inside("lane") if lane.get("name") == name]
    return any(lane.find(f"{{{BPMN}}}childLaneSet") is None for lane in named)
