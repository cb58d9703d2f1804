"""Tasks, called processes and sub-processes: boxes with their name inside."""

from engine.drawing import svg, symbols
from engine.drawing.diagram import Shape
from engine.drawing.geometry import Box, Point
from engine.drawing.marks import Marks
from engine.drawing.svg import LARGE, SMALL, Element
from engine.drawing.text import Setting, fit, width
from engine.process.extensions import extensions_of
from engine.process.nodes import APART

CORNER, MARKERS = 15, 16
"""What the sign in the corner and the signs at the bottom take, in pixels."""
CONTAINERS = ("subProcess", "transaction", "adHocSubProcess")


def task(group: Element, shape: Shape, marks: Marks) -> None:
    box, tone = shape.box, marks.tone(shape.id)
    heavy = " g-call" if shape.kind == "callActivity" else ""
    svg.rect(group, f"g-node{heavy}{tone}", box, 5)
    steps = symbols.TASKS.get(shape.kind)
    if steps:
        full = " full" if shape.kind in symbols.FULL else ""
        svg.symbol(group, f"g-mark{full}", steps, Point(box.x + 5, box.y + 5))
    inner_name(group, shape, marks)
    _draw_markers(group, shape)


def container(group: Element, shape: Shape, marks: Marks) -> None:
    """A sub-process: closed it is a task with a plus, open it holds what is inside."""
    if not shape.expanded:
        task(group, shape, marks)
        return
    box, tone = shape.box, marks.tone(shape.id)
    apart = " g-apart" if shape.element.get("triggeredByEvent") == "true" else ""
    svg.rect(group, f"g-node g-open{apart}{tone}", box, 8)
    if shape.kind == "transaction":
        svg.rect(group, f"g-inner{tone}", box.grown(-4), 6)
    texts, size = fit(shape.name, Setting(LARGE, box.width - 24, 1), Setting(SMALL, box.width - 24, 1))
    svg.lines(group, "t-b", texts, Point(box.x + 12, box.y + 8), size)
    _draw_markers(group, shape)


def inner_name(group: Element, shape: Shape, marks: Marks) -> None:
    """In the middle, or lower where a long name would run into the sign in the corner."""
    box, corner = shape.box, CORNER if shape.kind in symbols.TASKS else 0
    room = Box(box.x, box.y + 3, box.width, box.height - 6 - (MARKERS if _markers(shape) else 0))
    most = {size: max(1, int((room.height - corner) // svg.LINE[size])) for size in (LARGE, SMALL)}
    texts, size = fit(
        shape.name, Setting(LARGE, box.width - 14, most[LARGE]), Setting(SMALL, box.width - 6, most[SMALL])
    )
    top = room.middle.y - len(texts) * svg.LINE[size] / 2
    if texts and width(texts[0], size) > box.width - 2 * (CORNER + 6):
        top = max(top, room.y + corner)
    strong = "t-b " if marks.tracked and marks.node(shape.id).state == "now" else ""
    svg.lines(group, f"{strong}t-m t-i", texts, Point(box.middle.x, top), size)


def _markers(shape: Shape) -> list[str]:
    loop = shape.child("multiInstanceLoopCharacteristics")
    sequential = loop is not None and loop.get("isSequential") == "true"
    signs = {
        symbols.INSIDE: shape.kind == "callActivity" or (shape.kind in CONTAINERS and not shape.expanded),
        symbols.SEQUENTIAL: sequential,
        symbols.PARALLEL: loop is not None and not sequential,
        symbols.LOOP: shape.child("standardLoopCharacteristics") is not None,
        symbols.AD_HOC: shape.kind == "adHocSubProcess",
        symbols.APART: bool(extensions_of(shape.element).properties.get(APART)),
        symbols.COMPENSATION: shape.element.get("isForCompensation") == "true",
    }
    return [sign for sign, shown in signs.items() if shown]


def _draw_markers(group: Element, shape: Shape) -> None:
    markers = _markers(shape)
    left = shape.box.middle.x - (len(markers) - 1) * 10
    for index, marker in enumerate(markers):
        svg.symbol(group, "g-mark", marker, Point(left + index * 20, shape.box.bottom - 11))
