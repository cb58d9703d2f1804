"""Everything that runs is also drawn.

What has no shape does not show in the editor, on the case's page or in the SOP document, and is easily forgotten."""

from collections.abc import Iterator

from engine.lint.model import Model
from engine.lint.problem import Problem
from engine.process import Flow, Node

CODE = "W310"


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        drawn = {shape.get("bpmnElement") for shape in diagram.root.iter("{*}BPMNShape", "{*}BPMNEdge")}
        parts: list[Node | Flow] = [*diagram.nodes, *diagram.flows]
        for part in parts:
            if part.id and part.id not in drawn:
                yield diagram.problem(
                    CODE, f"Expected '{part.id}' to be drawn, but the diagram shows no shape for it", part
                )
