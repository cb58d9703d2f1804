"""Nodes and flows of a diagram as plain facts: for pages and lint, and for the specs that are made from them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from engine.process.diagrams import BPMN, children, line_of, local, text_of
from engine.process.extensions import extensions_of

HOLDERS = ("subProcess", "transaction", "adHocSubProcess")
APART = "bukanOrangYangSama"
FORK = ".Fork"
"""Ends the name of what stands, unseen, between a task and the conditions on its ways out."""
KINDS = ("Task", "Event", "Gateway", "task", "callActivity", *HOLDERS)


@dataclass(frozen=True)
class Node:
    """A flow node. `kind` is BPMN's own word; `process` and `path` say where it is drawn."""

    id: str
    name: str
    kind: str
    lane: str | None
    process: str
    path: str
    properties: Mapping[str, str]
    handler: str | None
    line: int
    parent: str | None = None
    """The embedded sub-process that it is in."""
    event: str | None = None
    """`timer`, `error`, `terminate`, `message`, `signal`; None for plain events and for what is no event."""
    attached_to: str | None = None
    called: str | None = None
    """The id of the process that a call activity calls."""
    decision: str | None = None
    result: str | None = None
    """The key of the record where a result lands."""
    parameters: Mapping[str, str] = field(default_factory=dict)
    extras: Mapping[str, str] = field(default_factory=dict)

    @property
    def apart(self) -> tuple[str, ...]:
        """The tasks that somebody else has to do, as the diagram names them."""
        return tuple(filter(None, (name.strip() for name in self.properties.get(APART, "").split(","))))


@dataclass(frozen=True)
class Flow:
    id: str
    source: str
    target: str
    process: str
    name: str
    condition: str | None
    default: bool
    line: int


def processes_in(root: etree._Element) -> Iterator[etree._Element]:
    return root.iterfind(f"{{{BPMN}}}process")


@dataclass(frozen=True)
class Place:
    """Where an element is drawn: its process, file, sub-process and the lane that it falls back to."""

    process: str
    path: str
    parent: str | None = None
    lane: str | None = None


def nodes_in(process: etree._Element, path: str) -> list[Node]:
    return list(_nodes(process, Place(process.get("id", ""), path), _lanes(process)))


def _nodes(holder: etree._Element, place: Place, lanes: Mapping[str, str | None]) -> Iterator[Node]:
    for element in holder:
        if not local(element).endswith(KINDS):
            continue
        node = _node(element, replace(place, lane=lanes.get(element.get("id", ""), place.lane)))
        yield node
        if node.kind in HOLDERS:
            yield from _nodes(element, replace(place, parent=node.id, lane=node.lane), lanes)


def _node(element: etree._Element, place: Place) -> Node:
    extensions = extensions_of(element)
    return Node(
        id=element.get("id", ""),
        name=element.get("name") or element.get("id") or "",
        kind=local(element),
        lane=place.lane,
        process=place.process,
        path=place.path,
        properties=extensions.properties,
        handler=extensions.handler,
        line=line_of(element),
        parent=place.parent,
        event=event_of(element),
        attached_to=element.get("attachedToRef"),
        called=element.get("calledElement"),
        decision=extensions.decision,
        result=extensions.result or extensions.properties.get("hasil_variabel"),
        parameters=extensions.parameters,
        extras=extensions.extras,
    )


def event_of(element: etree._Element) -> str | None:
    """What the event is about; several definitions are joined by `+`. A sub-process may be one too."""
    if element.get("triggeredByEvent") == "true":
        return "triggeredByEvent"
    found = [
        tag.removesuffix("EventDefinition")
        for child in element
        if (tag := local(child)).endswith("Definition")
    ]
    return "+".join(found) or None


def _lanes(process: etree._Element) -> dict[str, str | None]:
    """Node id -> name of the innermost lane."""
    found: dict[str, str | None] = {}
    for lane_set in process.iter(f"{{{BPMN}}}laneSet"):
        for lane in children(lane_set, "lane"):
            _in_lane(lane, found)
    return found


def _in_lane(lane: etree._Element, found: dict[str, str | None]) -> None:
    for reference in children(lane, "flowNodeRef"):
        found[(reference.text or "").strip()] = lane.get("name") or None
    for lane_set in children(lane, "childLaneSet"):
        for inner in children(lane_set, "lane"):
            _in_lane(inner, found)


def flows_in(process: etree._Element) -> list[Flow]:
    defaults = {
        (element.get("id"), default) for element in process.iter() if (default := element.get("default"))
    }
    return [
        Flow(
            id=element.get("id", ""),
            source=element.get("sourceRef", ""),
            target=element.get("targetRef", ""),
            process=process.get("id", ""),
            name=element.get("name", ""),
            condition=text_of(element, "conditionExpression"),
            default=(element.get("sourceRef"), element.get("id")) in defaults,
            line=line_of(element),
        )
        for element in process.iter(f"{{{BPMN}}}sequenceFlow")
    ]
