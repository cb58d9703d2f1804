"""Reads shapes and edges from the diagram interchange of a BPMN file."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from engine import xml
from engine.drawing.geometry import Box, Point
from engine.errors import EngineError

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
BPMNDI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
DI = "{http://www.omg.org/spec/DD/20100524/DI}"
FAR = 100_000
"""Pixels. No diagram is larger; a coordinate beyond that is a mistake or an attack."""


class DrawingError(EngineError):
    pass


@dataclass(frozen=True)
class Shape:
    """`kind` is BPMN's local name, `unknown` where the model does not have what the diagram shows."""

    id: str
    kind: str
    name: str
    box: Box
    label: Box | None
    expanded: bool
    element: etree._Element
    met_above: bool = False
    met_below: bool = False
    """A flow ends at its lower side: a line of text there would cover the arrow head."""

    def child(self, tag: str) -> etree._Element | None:
        return self.element.find(f"{BPMN}{tag}")

    def meeting(self, ends: Sequence[Point]) -> "Shape":
        within = [point for point in ends if self.box.x <= point.x <= self.box.right]
        above = any(abs(point.y - self.box.y) < 1 for point in within)
        return replace(
            self, met_above=above, met_below=any(abs(point.y - self.box.bottom) < 1 for point in within)
        )

    @property
    def event(self) -> str:
        """`timer`, `message`, … or an empty text; `multiple` for several."""
        found = [_local(child) for child in self.element if _local(child).endswith("EventDefinition")]
        return "multiple" if len(found) > 1 else "".join(found).removesuffix("EventDefinition")


@dataclass(frozen=True)
class Edge:
    id: str
    kind: str
    name: str
    points: tuple[Point, ...]
    label: Box | None
    element: etree._Element
    default: bool
    conditional: bool


@dataclass(frozen=True)
class Diagram:
    name: str
    shapes: tuple[Shape, ...]
    edges: tuple[Edge, ...]


def read(content: bytes, process: str | None) -> Diagram:
    """The first plane, or what belongs to `process`: its pool, or the plane of its own."""
    root = _parse(content)
    model = {node.get("id", ""): node for node in root.iter(f"{BPMN}*") if node.get("id")}
    plane = _plane(root, process)
    mine = None if process is None or plane.get("bpmnElement") == process else _belonging(root, process)
    parts = [part for part in plane if mine is None or part.get("bpmnElement") in mine]
    shapes = tuple(_shape(part, model) for part in parts if part.tag == f"{BPMNDI}BPMNShape")
    edges = tuple(_edge(part, model) for part in parts if part.tag == f"{BPMNDI}BPMNEdge")
    if not shapes:
        raise DrawingError("Expected a diagram that shows something, but its plane is empty")
    ends = [edge.points[-1] for edge in edges]
    return Diagram(_title(root, shapes), tuple(shape.meeting(ends) for shape in shapes), edges)


def _parse(content: bytes) -> etree._Element:
    try:
        return xml.read(content)
    except xml.UnsafeXmlError as unsafe:
        raise DrawingError(unsafe.sentence) from None


def _plane(root: etree._Element, process: str | None) -> etree._Element:
    planes = list(root.iter(f"{BPMNDI}BPMNPlane"))
    if not planes:
        raise DrawingError("Expected diagram interchange, but the file says nothing about places")
    return next((plane for plane in planes if process and plane.get("bpmnElement") == process), planes[0])


def _title(root: etree._Element, shapes: Sequence[Shape]) -> str:
    """What a drawing is called that nobody else gives a name: after its pool, or its process."""
    named = [shape.name for shape in shapes if shape.kind == "participant"]
    named += [str(process.get("name") or process.get("id") or "") for process in root.iter(f"{BPMN}process")]
    return next(filter(None, named), "BPMN")


def _belonging(root: etree._Element, process: str) -> set[str | None]:
    found: set[str | None] = set()
    for pool in root.iter(f"{BPMN}participant"):
        if pool.get("processRef") == process:
            found.add(pool.get("id"))
    for owner in root.iter(f"{BPMN}process"):
        if owner.get("id") == process:
            found |= {node.get("id") for node in owner.iter(f"{BPMN}*")}
    return found - {None}


def _shape(part: etree._Element, model: dict[str, etree._Element]) -> Shape:
    element_id = part.get("bpmnElement", "")
    element = model.get(element_id, part)
    bounds = part.find(f"{DC}Bounds")
    if bounds is None:
        raise DrawingError(f"Expected bounds of '{element_id}', but there are none")
    return Shape(
        id=element_id,
        kind=_local(element) if element is not part else "unknown",
        name=_name(element, model),
        box=_box(bounds),
        label=_label(part),
        expanded=part.get("isExpanded", "false") == "true",
        element=element,
    )


def _edge(part: etree._Element, model: dict[str, etree._Element]) -> Edge:
    element_id = part.get("bpmnElement", "")
    element = model.get(element_id, part)
    points = tuple(Point(_length(point, "x"), _length(point, "y")) for point in part.findall(f"{DI}waypoint"))
    if len(points) < 2:
        raise DrawingError(f"Expected two points of '{element_id}' at least, but there are {len(points)}")
    source = model.get(element.get("sourceRef", ""))
    return Edge(
        id=element_id,
        kind=_local(element) if element is not part else "unknown",
        name=_name(element, model),
        points=points,
        label=_label(part),
        element=element,
        default=source is not None and source.get("default") == element_id,
        conditional=element.find(f"{BPMN}conditionExpression") is not None
        and (source is None or not _local(source).endswith("Gateway")),
    )


def _name(element: etree._Element, model: dict[str, etree._Element]) -> str:
    if _local(element) == "textAnnotation":
        return " ".join(str(element.findtext(f"{BPMN}text", "")).split())
    if _local(element) == "group":
        return model.get(element.get("categoryValueRef", ""), element).get("value", "")
    return " ".join(element.get("name", "").split())


def _label(part: etree._Element) -> Box | None:
    bounds = part.find(f"{BPMNDI}BPMNLabel/{DC}Bounds")
    return None if bounds is None else _box(bounds)


def _box(bounds: etree._Element) -> Box:
    x, y, width, height = (_length(bounds, name) for name in ("x", "y", "width", "height"))
    return Box(x, y, max(width, 1), max(height, 1))


def _length(node: etree._Element, name: str) -> float:
    try:
        value = float(node.get(name, ""))
    except ValueError:
        value = math.nan
    if not abs(value) < FAR:
        raise DrawingError(f"Expected a length for '{name}', but line {node.sourceline} has another value")
    return value


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname


def lanes(diagram: Diagram) -> Iterator[Shape]:
    """The outermost lanes, top down."""
    every = [shape for shape in diagram.shapes if shape.kind == "lane"]
    inner = {
        node.get("id") for lane in every for node in lane.element.iterfind(f"{BPMN}childLaneSet/{BPMN}lane")
    }
    return iter(sorted((lane for lane in every if lane.id not in inner), key=lambda lane: lane.box.y))
