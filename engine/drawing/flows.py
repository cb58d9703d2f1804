"""Flows and associations: the line, its tip, its name."""

from engine.drawing import svg
from engine.drawing.diagram import Edge
from engine.drawing.geometry import Box, Point, across, at, longest, rounded, tip
from engine.drawing.marks import Marks
from engine.drawing.svg import SMALL, Element
from engine.drawing.text import width, wrap

TIP = {"": (9.0, 4.0), " done": (11.0, 5.0), " loop": (11.0, 5.0)}
"""Length and half width of an arrow head, by the tone of its flow."""


def draw_flow(group: Element, edge: Edge, marks: Marks) -> None:
    if edge.kind == "sequenceFlow":
        _sequence(group, edge, marks.flow_tone(edge.id))
    elif edge.kind == "messageFlow":
        _message(group, edge)
    else:
        _association(group, edge)
    _name(group, edge)
    note = marks.notes.get(edge.id)
    if note:
        _note(group, edge, note)


def _sequence(group: Element, edge: Edge, tone: str) -> None:
    length, half = TIP[tone]
    *before, end = edge.points
    shaft = (*before, end.towards(before[-1], length - 1))
    svg.path(group, f"g-flow{tone}", rounded(shaft))
    point, one, other = tip(before[-1], end, length, half)
    svg.path(group, f"g-tip{tone}", f"M{at(point)}L{at(one)} {at(other)}z")
    if edge.default:
        _slash(group, edge, tone)
    elif edge.conditional:
        _diamond(group, edge, tone)


def _slash(group: Element, edge: Edge, tone: str) -> None:
    """BPMN's mark of the way that is taken when no condition holds."""
    one, other = across(edge.points[0], edge.points[1], 9, 5, slant=3)
    svg.path(group, f"g-flow{tone}", f"M{at(one)}L{at(other)}")


def _diamond(group: Element, edge: Edge, tone: str) -> None:
    """BPMN's mark of a condition on a flow that leaves a task."""
    start, after = edge.points[:2]
    one, other = across(start, after, 7, 4.5)
    svg.path(group, f"g-node{tone}", f"M{at(start)}L{at(one)} {at(start.towards(after, 14))} {at(other)}z")


def _message(group: Element, edge: Edge) -> None:
    svg.path(group, "g-flow g-message", rounded(edge.points))
    svg.circle(group, "g-node", edge.points[0], 4)
    point, one, other = tip(edge.points[-2], edge.points[-1], 9, 4.5)
    svg.path(group, "g-node", f"M{at(point)}L{at(one)} {at(other)}z")


def _association(group: Element, edge: Edge) -> None:
    svg.path(group, "g-flow g-tie", rounded(edge.points))
    if edge.kind.startswith("data") or edge.element.get("associationDirection") in ("One", "Both"):
        point, one, other = tip(edge.points[-2], edge.points[-1], 8, 4.5)
        svg.path(group, "g-flow", f"M{at(one)}L{at(point)} {at(other)}")


def named_box(edge: Edge) -> Box | None:
    """Where the flow's name stands: as the diagram says, else beside its longest part."""
    if not edge.name:
        return None
    room = 90 if edge.label is None else max(edge.label.width + 10, 50)
    texts = wrap(edge.name, room, SMALL)
    wide, high = max(width(text, SMALL) for text in texts), len(texts) * svg.LINE[SMALL]
    if edge.label is not None:
        return Box(edge.label.middle.x - wide / 2, edge.label.y, wide, high)
    return _beside(edge, wide, high)


def _beside(edge: Edge, wide: float, high: float) -> Box:
    one, other = longest(edge.points)
    middle = Point((one.x + other.x) / 2, (one.y + other.y) / 2)
    if abs(other.x - one.x) >= abs(other.y - one.y):
        return Box(middle.x - wide / 2, middle.y - high - 3, wide, high)
    return Box(middle.x + 6, middle.y - high / 2, wide, high)


def _name(group: Element, edge: Edge) -> None:
    box = named_box(edge)
    if box is not None:
        room = 90 if edge.label is None else max(edge.label.width + 10, 50)
        svg.lines(group, "t-m g-halo", wrap(edge.name, room, SMALL), Point(box.middle.x, box.y), SMALL)


def _note(group: Element, edge: Edge, note: str) -> None:
    one, other = longest(edge.points)
    texts = wrap(note, max(120.0, abs(other.x - one.x) - 24), SMALL)
    box = _beside(edge, max(width(text, SMALL) for text in texts), len(texts) * svg.LINE[SMALL])
    svg.lines(group, "t-m g-halo", texts, Point(box.middle.x, box.y), SMALL)
