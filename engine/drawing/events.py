"""Events and gateways: circles and diamonds with a sign, their name outside."""

from engine.drawing import labels, svg, symbols
from engine.drawing.diagram import Shape
from engine.drawing.geometry import number
from engine.drawing.marks import Marks
from engine.drawing.svg import Element

EVENTS = ("startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent")
THROWING = ("endEvent", "intermediateThrowEvent")


def event(group: Element, shape: Shape, marks: Marks) -> None:
    tone, middle, radius = marks.tone(shape.id), shape.box.middle, shape.box.width / 2
    staying = "false" in (shape.element.get("cancelActivity"), shape.element.get("isInterrupting"))
    apart = " g-apart" if staying else ""
    heavy = " g-end" if shape.kind == "endEvent" else ""
    svg.circle(group, f"g-node{heavy}{apart}{tone}", middle, radius)
    if shape.kind not in ("startEvent", "endEvent"):
        svg.circle(group, f"g-inner{apart}{tone}", middle, radius - 3.5)
    steps = symbols.EVENTS.get(shape.event)
    if shape.element.get("parallelMultiple") == "true":
        steps = symbols.GATEWAYS["parallelGateway"]
    if steps:
        full = " full" if shape.kind in THROWING else ""
        svg.symbol(group, f"g-mark{full}", steps, middle)
    labels.outer_name(group, shape)


def gateway(group: Element, shape: Shape, marks: Marks) -> None:
    box, middle = shape.box, shape.box.middle
    across, down = number(box.width / 2), number(box.height / 2)
    steps = f"M{number(box.x)} {number(middle.y)}l{across}-{down} {across} {down}-{across} {down}z"
    svg.path(group, f"g-node{marks.tone(shape.id)}", steps)
    sign = symbols.GATEWAYS.get(shape.kind)
    if sign:
        svg.symbol(group, "g-mark g-choice", sign, middle)
    labels.outer_name(group, shape)
