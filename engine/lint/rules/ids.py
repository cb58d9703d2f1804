"""Every node has an id of its own that the engine does not use itself.

A task named `End` is skipped without a word and the case is over: an approval that never happened. Of two equal ids
the library takes the later. An operator named like a node hides the node."""

from collections.abc import Iterator

from engine.lint.model import Model
from engine.lint.problem import Problem
from engine.process.checks import RESERVED, RESERVED_ENDINGS

MISSING, RESERVED_ID, TWICE, OPERATOR = "E120", "E121", "E122", "E123"


def check(model: Model) -> Iterator[Problem]:
    known: dict[str, str] = {}
    for diagram, node in model.each_node():
        if not node.id:
            yield diagram.problem(MISSING, f"Expected an id, but this {node.kind} has none", node)
        elif node.id in RESERVED or node.id.endswith(RESERVED_ENDINGS):
            yield diagram.problem(
                RESERVED_ID, f"Expected another id, since the engine uses '{node.id}' itself", node
            )
        elif node.id in known:
            yield diagram.problem(
                TWICE, f"Expected an id of its own, but '{node.id}' also stands in {known[node.id]}", node
            )
        known.setdefault(node.id, f"{diagram.path}, line {node.line}")
    for diagram, node in model.each_node():
        if node.handler and node.handler in known:
            yield diagram.problem(
                OPERATOR, f"Expected a handler's name, but '{node.handler}' is a node's id", node
            )
    yield from _within_files(model)


def _within_files(model: Model) -> Iterator[Problem]:
    """Ids of all else: unique within their file, which the drawing tools rely on."""
    nodes = {node.id for _, node in model.each_node()}
    for diagram in model.diagrams:
        seen: set[str] = set()
        for element in diagram.elements():
            name = element.get("id")
            if name and name in seen and name not in nodes:
                yield diagram.problem(
                    TWICE, f"Expected an id of its own, but '{name}' stands twice in this file", element
                )
            seen.add(name or "")
