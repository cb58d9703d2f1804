"""What is written beside nodes: names of small shapes, the line below, the number of visits."""

from engine.drawing import svg
from engine.drawing.diagram import Shape
from engine.drawing.geometry import Box, Point
from engine.drawing.svg import SMALL, Element
from engine.drawing.text import width, wrap

ROOM = 92
"""Width of a name for which the diagram gives no room of its own."""
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


def below(shape: Shape) -> Point:
    """Where a line under the node and its name begins."""
    label = named_box(shape)
    bottom = shape.box.bottom if label is None else max(shape.box.bottom, label.bottom)
    return Point(shape.box.middle.x, bottom + (12 if shape.met_below else 3))


def caption(group: Element, shape: Shape, label: str) -> None:
    svg.lines(group, "t-m g-halo", [label], below(shape), SMALL)


def badge(group: Element, shape: Shape, count: int) -> None:
    middle = Point(shape.box.right - 3, shape.box.y + 3)
    svg.circle(group, "g-badge", middle, 9)
    svg.centred(group, "t-b t-w", [str(count)], middle, SMALL)
