"""Every shipped diagram is drawn whole and can be read: nothing without a place, nothing on top of something else."""

import itertools
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

FOLDER = Path(__file__).parents[2] / "processes"
DIAGRAMS = sorted(FOLDER.rglob("*.bpmn"))
NS = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "di": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "dd": "http://www.omg.org/spec/DD/20100524/DI",
}
HOLDERS = {"lane", "participant"}


@dataclass(frozen=True)
class Box:
    id: str
    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: "Box") -> bool:
        return (
            self.x < other.x + other.width and other.x < self.x + self.width
            and self.y < other.y + other.height and other.y < self.y + self.height
        )  # fmt: skip

    def holds(self, other: "Box") -> bool:
        return (
            self.x <= other.x and other.x + other.width <= self.x + self.width
            and self.y <= other.y and other.y + other.height <= self.y + self.height
        )  # fmt: skip

    def inner(self, margin: float) -> "Box":
        return Box(
            self.id, self.x + margin, self.y + margin, self.width - 2 * margin, self.height - 2 * margin
        )


@dataclass(frozen=True)
class Drawing:
    root: etree._Element

    @classmethod
    def of(cls, path: Path) -> "Drawing":
        return cls(etree.fromstring(path.read_bytes()))

    def elements(self) -> dict[str, etree._Element]:
        return {
            element.get("id", ""): element for element in self.root.iterfind(".//bpmn:process//*[@id]", NS)
        }

    def kind(self, identity: str) -> str:
        (element,) = self.root.xpath(f"//bpmn:*[@id='{identity}']", namespaces=NS)
        return str(etree.QName(element).localname)

    def boxes(self) -> dict[str, Box]:
        return {
            shape.get("bpmnElement", ""): box(shape.get("bpmnElement", ""), shape.find("dc:Bounds", NS))
            for shape in self.root.iterfind(".//di:BPMNShape", NS)
        }

    def nodes(self) -> dict[str, Box]:
        return {name: found for name, found in self.boxes().items() if self.kind(name) not in HOLDERS}

    def labels(self) -> list[Box]:
        return [
            box(f"label of {part.get('bpmnElement')}", bounds)
            for part in self.root.iterfind(".//di:BPMNPlane/*", NS)
            if (bounds := part.find("di:BPMNLabel/dc:Bounds", NS)) is not None
        ]

    def lines(self) -> dict[str, list[tuple[float, float]]]:
        return {
            edge.get("bpmnElement", ""): [
                (float(point.get("x", 0)), float(point.get("y", 0)))
                for point in edge.iterfind("dd:waypoint", NS)
            ]
            for edge in self.root.iterfind(".//di:BPMNEdge", NS)
        }

    def flows(self) -> dict[str, tuple[str, str]]:
        return {
            flow.get("id", ""): (flow.get("sourceRef", ""), flow.get("targetRef", ""))
            for flow in self.root.iterfind(".//bpmn:sequenceFlow", NS)
        }


def box(name: str, bounds: etree._Element | None) -> Box:
    assert bounds is not None
    return Box(name, *(float(bounds.get(side, "0")) for side in ("x", "y", "width", "height")))


def on_edge(point: tuple[float, float], place: Box) -> bool:
    """At the outline of the shape, a pixel more or less."""
    x, y = point
    at_side = (
        min(abs(x - place.x), abs(x - place.x - place.width)) <= 1 and place.y <= y <= place.y + place.height
    )
    at_end = (
        min(abs(y - place.y), abs(y - place.y - place.height)) <= 1 and place.x <= x <= place.x + place.width
    )
    return at_side or at_end


def segments(line: list[tuple[float, float]]) -> list[Box]:
    return [
        Box("", min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]) or 0.1, abs(a[1] - b[1]) or 0.1)
        for a, b in itertools.pairwise(line)
    ]


every_diagram = pytest.mark.parametrize("path", DIAGRAMS, ids=[path.stem for path in DIAGRAMS])


@every_diagram
def test_every_node_lane_and_flow_is_drawn(path: Path) -> None:
    drawing = Drawing.of(path)
    nodes = {
        name for name, element in drawing.elements().items()
        if element.find("bpmn:incoming", NS) is not None or element.find("bpmn:outgoing", NS) is not None
    }  # fmt: skip
    lanes = {lane.get("id", "") for lane in drawing.root.iterfind(".//bpmn:lane", NS)}

    assert nodes | lanes <= set(drawing.boxes())
    assert set(drawing.flows()) == set(drawing.lines())


@every_diagram
def test_every_node_stands_in_its_lane(path: Path) -> None:
    drawing = Drawing.of(path)
    boxes = drawing.boxes()

    for lane in drawing.root.iterfind(".//bpmn:lane", NS):
        for reference in lane.iterfind("bpmn:flowNodeRef", NS):
            assert boxes[lane.get("id", "")].holds(boxes[str(reference.text)]), reference.text


@every_diagram
def test_no_node_covers_another(path: Path) -> None:
    drawing = Drawing.of(path)
    attached = {event.get("id") for event in drawing.root.iterfind(".//bpmn:boundaryEvent", NS)}
    nodes = [place for name, place in drawing.nodes().items() if name not in attached]

    assert [(a.id, b.id) for a, b in itertools.combinations(nodes, 2) if a.overlaps(b)] == []


@every_diagram
def test_every_flow_runs_straight_from_its_source_to_its_target(path: Path) -> None:
    drawing = Drawing.of(path)
    boxes = drawing.boxes()

    for flow, line in drawing.lines().items():
        source, target = drawing.flows()[flow]
        assert on_edge(line[0], boxes[source]), flow
        assert on_edge(line[-1], boxes[target]), flow
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in itertools.pairwise(line)), f"{flow} runs askew"


@every_diagram
def test_no_flow_runs_through_a_node(path: Path) -> None:
    drawing = Drawing.of(path)
    attached = {
        str(event.get("id")): str(event.get("attachedToRef"))
        for event in drawing.root.iterfind(".//bpmn:boundaryEvent", NS)
    }

    for flow, line in drawing.lines().items():
        ends = {*drawing.flows()[flow], *(attached.get(end, end) for end in drawing.flows()[flow])}
        for name, place in drawing.nodes().items():
            if name not in ends and attached.get(name) not in ends:
                assert not any(part.overlaps(place.inner(2)) for part in segments(line)), (
                    f"{flow} through {name}"
                )


@every_diagram
def test_no_label_lies_on_a_node_or_on_another_label(path: Path) -> None:
    drawing = Drawing.of(path)
    labels = drawing.labels()

    on_labels = [
        (a.id, b.id) for a, b in itertools.combinations(labels, 2) if a.inner(1).overlaps(b.inner(1))
    ]
    on_nodes = [
        (label.id, name) for label in labels for name, place in drawing.nodes().items()
        if drawing.kind(name) not in {"exclusiveGateway", "parallelGateway"} and label.inner(2).overlaps(place)
    ]  # fmt: skip
    assert (on_labels, on_nodes) == ([], [])


@every_diagram
def test_every_question_of_a_gateway_and_every_answer_to_it_is_named(path: Path) -> None:
    drawing = Drawing.of(path)
    elements = drawing.elements()

    for name, element in elements.items():
        outgoing = element.findall("bpmn:outgoing", NS)
        if etree.QName(element).localname == "exclusiveGateway" and len(outgoing) > 1:
            assert element.get("name"), name
            assert all(elements[str(flow.text)].get("name") for flow in outgoing), name
