"""Which function draws which kind of shape, and what every node has besides."""

from collections.abc import Callable

from engine.drawing import artifacts, events, labels, svg, symbols, tasks
from engine.drawing.diagram import Shape
from engine.drawing.geometry import Point
from engine.drawing.marks import Marks
from engine.drawing.svg import Element


def draw_node(group: Element, shape: Shape, marks: Marks) -> None:
    FAMILIES.get(shape.kind, _unknown)(group, shape, marks)
    mark = marks.node(shape.id)
    if mark.label:
        labels.caption(group, shape, mark)
    elif mark.count > 1:
        labels.badge(group, shape, mark.count)
    if marks.tracked and mark.state == "now":
        risen = Point(shape.box.right - min(26, shape.box.width / 2), shape.box.y)
        svg.symbol(group, "g-sun g-risen", symbols.SUN, risen)


def _unknown(group: Element, shape: Shape, marks: Marks) -> None:
    """Something that there is no picture for is still shown, as a box with its name."""
    svg.rect(group, f"g-node{marks.tone(shape.id)}", shape.box)
    tasks.inner_name(group, shape, marks)


FAMILIES: dict[str, Callable[[Element, Shape, Marks], None]] = {
    **dict.fromkeys(("task", "callActivity", *symbols.TASKS), tasks.task),
    **dict.fromkeys(tasks.CONTAINERS, tasks.container),
    **dict.fromkeys(events.EVENTS, events.event),
    **dict.fromkeys(symbols.GATEWAYS, events.gateway),
    **dict.fromkeys(labels.DATA, artifacts.page),
    "dataStoreReference": artifacts.store,
    "textAnnotation": artifacts.note,
    "group": artifacts.group_of,
}
