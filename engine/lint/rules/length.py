"""A procedure is no longer than the engine can follow. The library reads a diagram by following its flows, one call
inside another, and gives up after some hundred nodes in a row. Move a part of a long procedure into a sub-process or a
called process: each of them is read by itself."""

from collections.abc import Iterator

from engine.lint.graphs import Graph
from engine.lint.model import Diagram, Model
from engine.lint.problem import Problem

CODE = "E179"
IN_A_ROW = 300


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        for graph in diagram.graphs.values():
            yield from _line(diagram, graph)


def _line(diagram: Diagram, graph: Graph) -> Iterator[Problem]:
    """As the library goes: into each node once, on the way that it first finds, boundary events before flows."""
    seen: set[str] = set()
    for start in (name for name in graph.after if diagram.by_id[name].kind == "startEvent"):
        work = [(start, iter(_in_order(diagram, graph, start)))]
        seen.add(start)
        while work:
            below = next((way for way in work[-1][1] if way not in seen), None)
            if below is None:
                work.pop()
                continue
            if len(work) == IN_A_ROW:
                sentence = f"Expected at most {IN_A_ROW} nodes in a row, but '{below}' comes after more"
                yield diagram.problem(CODE, sentence, diagram.by_id[below])
                return
            seen.add(below)
            work.append((below, iter(_in_order(diagram, graph, below))))


def _in_order(diagram: Diagram, graph: Graph, name: str) -> list[str]:
    return sorted(graph.after[name], key=lambda way: diagram.by_id[way].kind != "boundaryEvent")
