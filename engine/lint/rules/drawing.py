"""Everything that runs is also drawn, and can be drawn. What has no shape does not show in the editor, on the case's
page or in the SOP document, and is easily forgotten; one shape without a place makes the whole drawing fail. Open the
file in an editor that writes BPMN with its layout and save it."""

from collections.abc import Iterator

from lxml import etree

from engine import drawing
from engine.errors import EngineError
from engine.lint.model import Diagram, Model
from engine.lint.problem import Problem
from engine.process import Flow, Node
from engine.process.diagrams import line_of

NOT_DRAWN, NOTHING, BROKEN = "W310", "W311", "E312"


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        shown = [*diagram.root.iter("{*}BPMNShape", "{*}BPMNEdge")]
        if not shown:
            sentence = "Expected a drawing, but the file only has the process itself: no page can show it"
            yield diagram.problem(NOTHING, sentence, diagram.process)
            continue
        yield from _places(diagram, shown)
        drawn = {shape.get("bpmnElement") for shape in shown}
        parts: list[Node | Flow] = [*diagram.nodes, *diagram.flows]
        for part in parts:
            if part.id and part.id not in drawn:
                sentence = f"Expected '{part.id}' to be drawn, but the diagram shows no shape for it"
                yield diagram.problem(NOT_DRAWN, sentence, part)


def _places(diagram: Diagram, shown: list[etree._Element]) -> Iterator[Problem]:
    broken = False
    for shape in shown:
        numbers = [
            part.get(name, "") for part in shape.iter("{*}Bounds", "{*}waypoint") for name in ("x", "y")
        ]
        if not numbers or not all(map(_is_number, numbers)):
            broken = True
            name = shape.get("bpmnElement") or ""
            sentence = f"Expected a place in the drawing for '{name}', but it has none"
            yield Problem(diagram.path, line_of(shape) or 1, BROKEN, sentence, name)
    if not broken:
        try:
            drawing.draw(etree.tostring(diagram.root))
        except EngineError as refused:
            yield diagram.problem(BROKEN, refused.sentence, diagram.process)


def _is_number(text: str) -> bool:
    try:
        return abs(float(text)) < float("inf")
    except ValueError:
        return False
