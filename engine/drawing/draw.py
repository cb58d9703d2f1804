"""Puts a drawing together: what lies under what, and how large the sheet is."""

from functools import reduce

from lxml import etree

from engine.drawing import flows, labels, nodes, svg, tasks
from engine.drawing.diagram import Diagram, Shape, read
from engine.drawing.frame import Frame
from engine.drawing.geometry import Box, number
from engine.drawing.marks import PLAIN, Marks
from engine.drawing.svg import Element

MARGIN = 4.0


def draw(xml: bytes, marks: Marks = PLAIN, process: str | None = None) -> str:
    """The diagram as SVG for a page with the sheet's `g-` and `t-` classes; every shape and edge of the diagram
    interchange is one element, with the `data-id` of its BPMN element.

    `process`: only the pool of that process, or the plane of that sub-process.
    """
    diagram = read(xml, process)
    frame = Frame(diagram)
    root = _sheet(_reach(diagram, frame, marks), marks, marks.title or diagram.name)
    for shape in _below(diagram):
        group = _group(root, shape, marks)
        if shape.kind == "participant":
            frame.pool(group, shape)
        elif shape.kind == "lane":
            frame.lane(group, shape)
        else:
            nodes.draw_node(group, shape, marks)
    for edge in sorted(diagram.edges, key=lambda edge: TONES.index(marks.flow_tone(edge.id))):
        flows.draw_flow(svg.add(root, "g", data_id=edge.id), edge, marks)
    for shape in _above(diagram):
        nodes.draw_node(_group(root, shape, marks), shape, marks)
    return etree.tostring(root, encoding="unicode")


TONES = ("", " done", " loop")
FLOOR = ("participant", "lane", "group")


def _lies_below(shape: Shape) -> bool:
    return shape.kind in FLOOR or (shape.kind in tasks.CONTAINERS and shape.expanded)


def _below(diagram: Diagram) -> list[Shape]:
    """Pools, lanes and open sub-processes: the larger first, so that what is inside comes later."""
    floor = [shape for shape in diagram.shapes if _lies_below(shape)]
    return sorted(floor, key=lambda shape: (shape.kind != "participant", -shape.box.width * shape.box.height))


def _above(diagram: Diagram) -> list[Shape]:
    rest = [shape for shape in diagram.shapes if not _lies_below(shape)]
    return sorted(rest, key=lambda shape: shape.kind == "boundaryEvent")


def _group(root: Element, shape: Shape, marks: Marks) -> Element:
    mark = marks.node(shape.id)
    if mark.anchor:
        group = svg.add(root, "a", class_="g-link", data_id=shape.id, href=mark.anchor)
    else:
        group = svg.add(root, "g", data_id=shape.id)
    name = shape.name or marks.kinds.get(shape.kind) or (shape.kind if mark.anchor else "")
    title = ": ".join(filter(None, (name, mark.label)))
    if title:
        svg.add(group, "title", title)
    return group


def _sheet(reach: Box, marks: Marks, title: str) -> Element:
    """A picture; with links a group, since assistive technology does not look into a picture."""
    root = etree.XML(f'<svg xmlns="{svg.NAMESPACE}"/>')
    root.set("viewBox", " ".join(number(value) for value in (reach.x, reach.y, reach.width, reach.height)))
    root.set("width", number(reach.width))
    root.set("height", number(reach.height))
    root.set("role", "group" if any(mark.anchor for mark in marks.nodes.values()) else "img")
    root.set("aria-label", ". ".join(filter(None, (title, marks.description))))
    return root


def _reach(diagram: Diagram, frame: Frame, marks: Marks) -> Box:
    boxes = [frame.reach(shape) for shape in diagram.shapes]
    boxes += [box for shape in diagram.shapes if (box := labels.named_box(shape))]
    boxes += [box for edge in diagram.edges if (box := flows.named_box(edge))]
    boxes += [
        labels.caption_box(shape, mark) for shape in diagram.shapes if (mark := marks.node(shape.id)).label
    ]
    boxes += [Box(point.x, point.y, 0, 0) for edge in diagram.edges for point in edge.points]
    return reduce(Box.around, boxes).grown(MARGIN)
