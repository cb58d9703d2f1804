"""Data, notes and groups: what stands beside the flow."""

from engine.drawing import labels, svg, symbols
from engine.drawing.diagram import Shape
from engine.drawing.geometry import Point, number
from engine.drawing.marks import Marks
from engine.drawing.svg import LARGE, SMALL, Element
from engine.drawing.text import Setting, fit, wrap


def page(group: Element, shape: Shape, marks: Marks) -> None:
    box = shape.box
    steps = symbols.PAGE.format(number(box.width - 10), number(box.height - 10), number(box.width))
    svg.symbol(group, f"g-data{marks.tone(shape.id)}", steps, Point(box.x, box.y))
    if shape.element.get("isCollection") == "true":
        svg.symbol(group, "g-mark", symbols.PARALLEL, Point(box.middle.x, box.bottom - 9))
    labels.outer_name(group, shape)


def store(group: Element, shape: Shape, marks: Marks) -> None:
    """A drum: the lid's ellipse is eight pixels high on either side."""
    box = shape.box
    wide, bend, side = number(box.width), number(box.width / 2), number(box.height - 16)
    rim = f"a{bend} 8 0 0 0 {wide} 0"
    steps = f"M0 8a{bend} 8 0 0 1 {wide} 0v{side}a{bend} 8 0 0 1-{wide} 0zM0 8{rim}M0 14{rim}"
    svg.symbol(group, f"g-data{marks.tone(shape.id)}", steps, Point(box.x, box.y))
    labels.outer_name(group, shape)


def note(group: Element, shape: Shape, marks: Marks) -> None:
    box = shape.box
    svg.path(group, "g-flow", f"M{number(box.x + 10)} {number(box.y)}h-10v{number(box.height)}h10")
    most = {size: max(1, int(box.height // svg.LINE[size])) for size in (LARGE, SMALL)}
    texts, size = fit(shape.name, *(Setting(size, box.width - 12, lines) for size, lines in most.items()))
    top = max(box.y, box.middle.y - len(texts) * svg.LINE[size] / 2)
    svg.lines(group, "", texts, Point(box.x + 8, top), size)


def group_of(group: Element, shape: Shape, marks: Marks) -> None:
    svg.rect(group, "g-group", shape.box, 8)
    texts = wrap(shape.name, shape.box.width, SMALL)
    svg.lines(group, "t-m t-b g-halo", texts, Point(shape.box.middle.x, shape.box.y + 4), SMALL)
