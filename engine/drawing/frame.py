"""Pools and lanes: what the rest stands on. Names of lanes are read level, in a column left of the work."""

from engine.drawing import svg
from engine.drawing.diagram import Diagram, Shape, lanes
from engine.drawing.geometry import Box, Point, number
from engine.drawing.svg import LARGE, SMALL, Element
from engine.drawing.text import BOLD, Setting, fit, wrap

HEAD = 108
STRIP = 30
"""BPMN draws names upright in a strip this wide and begins the work after it."""
COVERED = 20
"""How much of the strip a level head takes; the rest is left to names that reach out of the work."""
BAND = 28


class Frame:
    """Knows which pools and lanes get a level head, and how far the drawing reaches because of that."""

    def __init__(self, diagram: Diagram) -> None:
        outer = list(lanes(diagram))
        self._headed = {lane.id for lane in outer}
        self._parted = {
            pool.id
            for pool in diagram.shapes
            if pool.kind == "participant" and any(pool.box.holds(lane.box.middle) for lane in outer)
        }

    def reach(self, shape: Shape) -> Box:
        """The room that the shape takes with its head or band."""
        box = shape.box
        if shape.id in self._headed:
            return Box(box.x + COVERED - HEAD, box.y, box.width + HEAD - COVERED, box.height)
        if shape.id in self._parted:
            left = box.x + STRIP + COVERED - HEAD
            return Box(left, box.y - BAND, box.right - left, box.height + BAND)
        return box

    def pool(self, group: Element, shape: Shape) -> None:
        reach = self.reach(shape)
        if shape.id in self._parted:
            svg.rect(group, "g-lane", reach)
            svg.rect(group, "g-head", Box(reach.x, reach.y, reach.width, BAND))
            svg.lines(group, "t-b", [shape.name], Point(reach.x + 12, reach.y + 6))
        elif shape.element.get("processRef"):
            svg.rect(group, "g-lane", reach)
            _upright(group, shape)
        else:
            svg.rect(group, "g-head", reach)
            svg.centred(group, "t-b", wrap(shape.name, reach.width - 24), reach.middle)

    def lane(self, group: Element, shape: Shape) -> None:
        reach = self.reach(shape)
        svg.rect(group, "g-lane", reach)
        if shape.id not in self._headed:
            _upright(group, shape)
            return
        svg.rect(group, "g-head", Box(reach.x, reach.y, HEAD, reach.height))
        texts, size = fit(shape.name, *_settings((HEAD - 20) / BOLD, reach.height))
        top = reach.middle.y - svg.LINE[size] * len(texts) / 2
        svg.lines(group, "t-b", texts, Point(reach.x + 12, top), size)


def _settings(room: float, height: float) -> list[Setting]:
    return [Setting(size, room, max(1, int((height - 8) // svg.LINE[size]))) for size in (LARGE, SMALL)]


def _upright(group: Element, shape: Shape) -> None:
    """The name along the left edge, read from below."""
    box = shape.box
    svg.rect(group, "g-head", Box(box.x, box.y, min(STRIP, box.width), box.height))
    room = (box.height - 12) / BOLD
    texts, size = fit(shape.name, Setting(LARGE, room, 1), Setting(SMALL, room, 2))
    place = f"{number(box.x + STRIP / 2)} {number(box.middle.y)}"
    turned = svg.add(group, "g", transform=f"translate({place}) rotate(-90)")
    svg.centred(turned, "t-b", texts, Point(0, 0), size)
