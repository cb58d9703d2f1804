"""What rules read: the diagrams of a document type as facts, its other files, and what the office knows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from engine.calls import Handler
from engine.lint.problem import Problem
from engine.process import Flow, Node
from engine.process.diagrams import BPMN, line_of
from engine.process.nodes import flows_in, nodes_in, processes_in
from engine.roles import DUTIES, LANES


@dataclass(frozen=True)
class Catalog:
    """What diagrams may name. `handlers` None: unknown here, so nothing is said of them."""

    lanes: frozenset[str] = frozenset(LANES)
    duties: frozenset[str] = DUTIES
    handlers: Mapping[str, Handler] | None = None


@dataclass(frozen=True)
class Diagram:
    path: str
    root: etree._Element = field(repr=False)

    @cached_property
    def processes(self) -> list[etree._Element]:
        return list(processes_in(self.root))

    @cached_property
    def nodes(self) -> list[Node]:
        return [node for process in self.processes for node in nodes_in(process, self.path)]

    @cached_property
    def flows(self) -> list[Flow]:
        return [flow for process in self.processes for flow in flows_in(process)]

    @property
    def stem(self) -> str:
        return self.path.rpartition("/")[2].removesuffix(".bpmn")

    def problem(self, code: str, sentence: str, at: "Node | Flow | etree._Element | None" = None) -> Problem:
        if isinstance(at, Node | Flow):
            return Problem(self.path, at.line or 1, code, sentence, at.id)
        if at is not None:
            return Problem(self.path, line_of(at) or 1, code, sentence, at.get("id") or "")
        return Problem(self.path, 1, code, sentence)

    def elements(self, *tags: str) -> Iterator[etree._Element]:
        """Elements of BPMN by their own names, all where none is given, in the order of the file."""
        yield from self.root.iter(*(f"{{{BPMN}}}{tag}" for tag in tags or ("*",)))


@dataclass(frozen=True)
class Model:
    """`whole` False: a diagram without its folder, so that missing forms and calls are warnings or nothing."""

    document_type: str
    files: Mapping[str, bytes] = field(repr=False)
    diagrams: tuple[Diagram, ...]
    catalog: Catalog = field(repr=False)
    whole: bool = True

    @property
    def main(self) -> Diagram:
        return self.diagrams[0]

    def each_node(self) -> Iterator[tuple[Diagram, Node]]:
        for diagram in self.diagrams:
            for node in diagram.nodes:
                yield diagram, node

    def each_flow(self) -> Iterator[tuple[Diagram, Flow]]:
        for diagram in self.diagrams:
            for flow in diagram.flows:
                yield diagram, flow
