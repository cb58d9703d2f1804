"""What is written beside nodes: names of small shapes, the line below, the number of visits."""

from engine.drawing import svg
from engine.drawing.diagram import Shape
from engine.drawing.geometry import Box, Point
from engine.drawing.marks import NodeMark
from engine.drawing.svg import SMALL, Element
from engine.drawing.text import width, wrap

ROOM = 92
"""Width of a name for which the diagram gives no room of its own."""
SUN = 11
"""The half sun stands this high on a node's upper side."""
DATA = ("dataObjectReference", "dataObject", "dataInput", "dataOutput", "dataStoreReference")


def named_box(shape: Shape) -> Box | None:
    """Where the name of an event, gateway or data object stands: outside of it."""
    if not shape.name or not shape.kind.endswith(("Event", "Gateway", *DATA)):
        return None
    middle = shape.box.middle.x if shape.label is None else shape.label.middle.x
    top = shape.box.bottom + 4 if shape.label is None else shape.label.y
    texts = wrap(shape.name, _room(shape), SMALL)
    wide = max(width(text, SMALL) for text in texts)
    return Box(middle - wide / 2, top, wide, len(texts) * svg.LINE[SMALL])


def outer_name(group: Element, shape: Shape) -> None:
    box = named_box(shape)
    if box is not None:
        texts = wrap(shape.name, _room(shape), SMALL)
        svg.lines(group, "t-m g-halo", texts, Point(box.middle.x, box.y), SMALL)


def _room(shape: Shape) -> float:
    return ROOM if shape.label is None else max(shape.label.width + 8, 60)


def caption_box(shape: Shape, mark: NodeMark) -> Box:
    """Below the node and its name; above where arrow heads stand below and none above."""
    wide, high = width(mark.label or "", SMALL), svg.LINE[SMALL]
    name = named_box(shape)
    if shape.met_below and not shape.met_above and name is None:
        return Box(
            shape.box.middle.x - wide / 2,
            shape.box.y - high - (SUN if mark.state == "now" else 3),
            wide,
            high,
        )
    bottom = shape.box.bottom if name is None else max(shape.box.bottom, name.bottom)
    return Box(shape.box.middle.x - wide / 2, bottom + (12 if shape.met_below else 3), wide, high)


def caption(group: Element, shape: Shape, mark: NodeMark) -> None:
    box = caption_box(shape, mark)
    svg.lines(group, "t-m g-halo", [mark.label or ""], Point(box.middle.x, box.y), SMALL)


def badge(group: Element, shape: Shape, count: int) -> None:
    middle = Point(shape.box.right - 3, shape.box.y + 3)
    svg.circle(group, "g-badge", middle, 9)
    svg.centred(group, "t-b t-w", [str(count)], middle, SMALL)
