"""What rules read: the diagrams of a document type as facts, its other files, and what the office knows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from lxml import etree

from engine.forms import Form
from engine.lint.graphs import Graph
from engine.lint.problem import Problem
from engine.process import Flow, Node
from engine.process.checks import ACTIVITIES
from engine.process.diagrams import BPMN, line_of, local
from engine.process.nodes import HOLDERS, flows_in, nodes_in, processes_in
from engine.roles import DUTIES, LANES

CHOICES = ("exclusiveGateway", "inclusiveGateway", "eventBasedGateway")
JOINS = ("parallelGateway", "inclusiveGateway")
PEOPLE = ("userTask", "manualTask", "task")
"""What somebody works on in an inbox."""
FORM = ".form.json"


class Known(Protocol):
    """What a diagram can know of a handler."""

    @property
    def outside(self) -> bool: ...

    @property
    def parameters(self) -> Mapping[str, str]: ...


@dataclass(frozen=True)
class Catalog:
    """What diagrams may name. `handlers` None: unknown here, so nothing is said of them."""

    lanes: frozenset[str] = frozenset(LANES)
    duties: frozenset[str] = DUTIES
    handlers: Mapping[str, Known] | None = None

    def handler(self, name: str | None) -> Known | None:
        if name is None or self.handlers is None or name not in self.handlers:
            return None
        return self.handlers[name]

    def is_outside(self, name: str) -> bool:
        known = self.handler(name)
        return known is None or known.outside


@dataclass(frozen=True)
class Diagram:
    """A file. Rules look at the one process of it that is run; other pools are only drawn."""

    path: str
    root: etree._Element = field(repr=False)

    @property
    def stem(self) -> str:
        return self.path.rpartition("/")[2].removesuffix(".bpmn")

    @cached_property
    def runnable(self) -> list[etree._Element]:
        return [
            process for process in processes_in(self.root) if process.get("isExecutable") in (None, "true")
        ]

    @cached_property
    def process(self) -> etree._Element | None:
        """That of the file's name; else the first that can be run; else the first."""
        every = list(processes_in(self.root))
        named = [process for process in every if process.get("id") == self.stem]
        return next(iter([*named, *self.runnable, *every]), None)

    @cached_property
    def nodes(self) -> list[Node]:
        return [] if self.process is None else nodes_in(self.process, self.path)

    @cached_property
    def flows(self) -> list[Flow]:
        return [] if self.process is None else flows_in(self.process)

    @cached_property
    def by_id(self) -> Mapping[str, Node]:
        return {node.id: node for node in self.nodes}

    @cached_property
    def within(self) -> Mapping[str, list[Node]]:
        """The nodes of the process (under an empty name) and of each sub-process, without those further inside."""
        found: dict[str, list[Node]] = {holder: [] for holder in self.holders}
        for node in self.nodes:
            found.setdefault(node.parent or "", []).append(node)
        return found

    @cached_property
    def leaving(self) -> Mapping[str, list[Flow]]:
        """The flows out of each node."""
        found: dict[str, list[Flow]] = {}
        for flow in self.flows:
            found.setdefault(flow.source, []).append(flow)
        return found

    @cached_property
    def arriving(self) -> Mapping[str, list[Flow]]:
        found: dict[str, list[Flow]] = {}
        for flow in self.flows:
            found.setdefault(flow.target, []).append(flow)
        return found

    @cached_property
    def holders(self) -> Mapping[str, etree._Element]:
        """The process (under an empty name) and its sub-processes, by id."""
        found = {} if self.process is None else {"": self.process}
        return found | {element.get("id", ""): element for element in self.inside(*HOLDERS)}

    @cached_property
    def graphs(self) -> Mapping[str, Graph]:
        """Of the process (under an empty name) and of the inside of each sub-process. A boundary event follows the
        activity that it is attached to."""
        edges = [(flow.source, flow.target) for flow in self.flows]
        edges += [(node.attached_to, node.id) for node in self.nodes if node.attached_to]
        owner = {node.id: node.parent or "" for node in self.nodes}
        inner: dict[str, list[tuple[str, str]]] = {}
        for source, target in edges:
            if owner.get(source) is not None and owner.get(source) == owner.get(target):
                inner.setdefault(owner[source], []).append((source, target))
        return {
            holder: Graph.of((node.id for node in nodes), inner.get(holder, ()))
            for holder, nodes in self.within.items()
        }

    @cached_property
    def interrupted(self) -> frozenset[str | None]:
        """Activities that an event on their boundary may take away."""
        return frozenset(
            event.get("attachedToRef")
            for event in self.inside("boundaryEvent")
            if event.get("cancelActivity", "true") == "true"
        )

    def chooses(self, name: str) -> bool:
        """Whether a token may leave the node on some of its ways only; events on its boundary are ways, too."""
        node, ways = self.by_id[name], self.leaving.get(name, [])
        if node.kind in CHOICES or (ways and name in self.interrupted):
            return True
        return node.kind in ACTIVITIES and len(ways) > 1 and any(way.default or way.condition for way in ways)

    def parts(self, name: str) -> bool:
        """Whether more tokens may leave the node than came."""
        node, ways = self.by_id[name], self.leaving.get(name, [])
        if node.kind.endswith("Gateway"):
            return node.kind in JOINS and len(ways) > 1
        return sum(not way.default for way in ways) > 1

    def problem(self, code: str, sentence: str, at: "Node | Flow | etree._Element | None" = None) -> Problem:
        if isinstance(at, Node | Flow):
            return Problem(self.path, at.line or 1, code, sentence, at.id)
        if at is not None:
            return Problem(self.path, line_of(at) or 1, code, sentence, owner_id(at))
        return Problem(self.path, 1, code, sentence)

    def inside(self, *tags: str) -> Iterator[etree._Element]:
        """Elements of the process by their BPMN names, all where none is given, in the order of the file."""
        if self.process is not None:
            yield from self.process.iter(*(f"{{{BPMN}}}{tag}" for tag in tags or ("*",)))

    def declared(self, tag: str) -> Mapping[str, etree._Element]:
        """What stands beside the processes (errors, messages), by id."""
        return {element.get("id", ""): element for element in self.root.iterchildren(f"{{{BPMN}}}{tag}")}


def owner_id(element: etree._Element) -> str:
    """The id of the nearest element that is drawn: of a timer, its event."""
    for one in (element, *element.iterancestors()):
        if one.get("id") and local(one) and not local(one).endswith("Definition"):
            return one.get("id", "")
    return ""


def owner(element: etree._Element) -> etree._Element:
    """The node or flow that an element is part of."""
    above = (one for one in element.iterancestors() if one.get("id") and local(one))
    return next((one for one in above if not local(one).endswith("Definition")), element)


@dataclass(frozen=True)
class Model:
    """`whole` False: a diagram without its folder, so that missing forms and calls are warnings or nothing.
    `called`: a process of the shared folder by itself, whose tasks fall back to the lane of whoever calls it."""

    document_type: str
    files: Mapping[str, bytes] = field(repr=False)
    diagrams: tuple[Diagram, ...]
    catalog: Catalog = field(repr=False)
    whole: bool = True
    called: bool = False

    @property
    def main(self) -> Diagram:
        return self.diagrams[0]

    @cached_property
    def by_process(self) -> Mapping[str, Diagram]:
        return {
            diagram.process.get("id", ""): diagram for diagram in self.diagrams if diagram.process is not None
        }

    @cached_property
    def forms(self) -> Mapping[str, Form | Exception]:
        """By path; what could not be read is there as its error."""
        return {path: read_form(content) for path, content in self.files.items() if path.endswith(FORM)}

    def each_node(self) -> Iterator[tuple[Diagram, Node]]:
        for diagram in self.diagrams:
            for node in diagram.nodes:
                yield diagram, node

    def each_flow(self) -> Iterator[tuple[Diagram, Flow]]:
        for diagram in self.diagrams:
            for flow in diagram.flows:
                yield diagram, flow

    def each_person(self) -> Iterator[tuple[Diagram, Node]]:
        return ((diagram, node) for diagram, node in self.each_node() if node.kind in PEOPLE)


def read_form(content: bytes) -> Form | Exception:
    try:
        return Form.parse(content)
    except Exception as error:  # JSON of any shape: whatever it trips over, it is no form
        return error


def form_of(node: Node) -> str:
    return f"{node.path.removesuffix('.bpmn')}/{node.id}{FORM}"
