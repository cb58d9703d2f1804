"""A document type's diagrams, compiled: the facts for pages and lint, and the specs that runs are made of."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn.parser.ValidationException import ValidationException

from engine.errors import EngineError, ProcedureError
from engine.process.checks import check
from engine.process.diagrams import read_diagram, without_data
from engine.process.extensions import extensions_of
from engine.process.journey import Stop, journey
from engine.process.lazy import Lazy
from engine.process.nodes import Flow, Node, flows_in, nodes_in, processes_in
from engine.process.parser import DiagramParser


@dataclass(frozen=True)
class Procedure:
    """Immutable and shared by threads. `nodes` and `flows` are those of the process and of all that it calls."""

    id: str
    name: str
    nodes: Mapping[str, Node]
    flows: tuple[Flow, ...]
    spec: Any = field(repr=False)
    called: Mapping[str, Any] = field(repr=False)
    properties: Mapping[str, str] = field(default_factory=dict)
    """Those of the process itself: its published time, its letters in numbers, its SOP facts."""

    @classmethod
    def parse(
        cls,
        files: Mapping[str, bytes],
        process_id: str,
        outside: Callable[[str], bool],
        *,
        prediction: type = Lazy,
    ) -> "Procedure":
        """`outside(name)` tells whether a handler runs outside. Raises ProcedureError."""
        diagrams = list(_diagrams(files, process_id))
        nodes = [node for diagram in diagrams for node in nodes_in(diagram.process, diagram.path)]
        flows = [flow for diagram in diagrams for flow in flows_in(diagram.process)]
        check(nodes, flows)
        known = {node.id: node for node in nodes}
        parser = DiagramParser(known, outside, prediction)
        try:
            for diagram in diagrams:
                parser.add_bpmn_xml(without_data(diagram.root), filename=diagram.path)
            spec, called = parser.get_spec(process_id), parser.get_subprocess_specs(process_id)
        except (ValidationException, EngineError, RecursionError) as error:
            raise _refusal(error) from error
        name = diagrams[0].process.get("name") or process_id
        return cls(
            process_id, name, known, tuple(flows), spec, called, extensions_of(diagrams[0].process).properties
        )

    def flows_between(self, source: str, targets: Iterable[str]) -> tuple[str, ...]:
        """The ids of the flows from a node to others. Of two between the same nodes: both."""
        return tuple(flow for target in targets for flow in self._between.get((source, target), ()))

    @cached_property
    def _between(self) -> Mapping[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for flow in self.flows:
            found.setdefault((flow.source, flow.target), []).append(flow.id)
        return found

    @cached_property
    def apart(self) -> Mapping[str, frozenset[str]]:
        """Task -> the tasks that other people have to do, both ways round."""
        found: dict[str, set[str]] = {}
        for node in self.nodes.values():
            for other in node.apart:
                found.setdefault(node.id, set()).add(other)
                found.setdefault(other, set()).add(node.id)
        return {node: frozenset(others) for node, others in found.items()}

    @cached_property
    def journey(self) -> tuple[Stop, ...]:
        """The main steps, in the order of the diagram."""
        return journey(self.id, self.nodes, self.flows)


@dataclass(frozen=True)
class Diagram:
    path: str
    root: etree._Element
    process: etree._Element


def _diagrams(files: Mapping[str, bytes], process_id: str) -> Iterator[Diagram]:
    """The process itself, then what it calls, each once."""
    known: set[str] = set()
    waiting = [process_id]
    while waiting:
        wanted = waiting.pop(0)
        if wanted in known:
            continue
        known.add(wanted)
        diagram = _diagram(files, wanted, wanted == process_id)
        yield diagram
        calls = [node for node in nodes_in(diagram.process, diagram.path) if node.kind == "callActivity"]
        waiting += [node.called or "" for node in calls]


def _diagram(files: Mapping[str, bytes], process_id: str, is_main: bool) -> Diagram:
    path = f"{process_id}.bpmn" if is_main else f"shared/{process_id}.bpmn"
    if path not in files:
        raise ProcedureError(
            process_id, f"Expected the file {path} for process '{process_id}', but it is missing"
        )
    root = read_diagram(path, files[path])
    for process in processes_in(root):
        if process.get("id") == process_id:
            return Diagram(path, root, process)
    raise ProcedureError(
        process_id, f"Expected a process '{process_id}' in {path}, but there is none", path, 1
    )


def _refusal(error: BaseException) -> EngineError:
    """The first cause that is ours; the library wraps whatever is raised while it reads an element."""
    for cause in _causes(error):
        if isinstance(cause, EngineError):
            return cause if isinstance(cause, ProcedureError) else ProcedureError("", cause.sentence)
        if isinstance(cause, RecursionError):
            return ProcedureError("", "Expected fewer nodes in a row, but the diagram is too long to be read")
    assert isinstance(error, ValidationException)
    sentence = f"Expected a diagram that can be run, but: {error.args[0] if error.args else error}"
    return ProcedureError(error.id or "", sentence, error.file_name or "", error.line_number or 0)


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__
