"""What only the engine itself can tell: the diagrams are compiled and rehearsed as they would run."""

from collections.abc import Iterator

from engine.errors import EngineError, ProcedureError
from engine.lint.model import Model
from engine.lint.problem import Problem
from engine.process import Flow, Node, Procedure, dry_run

CODE = "E900"


def run_dry(model: Model) -> Iterator[Problem]:
    process = model.main.process
    called = {node.called for _, node in model.each_node() if node.kind == "callActivity"}
    if process is None or not called <= set(model.by_process):
        return  # a lone diagram without what it calls
    name = process.get("id", "")
    files = {**model.files, f"{name}.bpmn": model.files[model.main.path]}
    try:
        procedure = Procedure.parse(files, name, model.catalog.is_outside)
        problems = dry_run(procedure).problems
    except ProcedureError as refused:
        problems = (refused,)
    except EngineError as refused:
        yield model.main.problem(CODE, refused.sentence)
        return
    for problem in problems:
        yield _placed(model, problem)


def _placed(model: Model, refused: ProcedureError) -> Problem:
    """At the node or flow that the engine names."""
    for diagram in model.diagrams:
        parts: list[Node | Flow] = [*diagram.nodes, *diagram.flows]
        for part in parts:
            if part.id == refused.node and part.id:
                return diagram.problem(CODE, refused.sentence, part)
    known = {diagram.path for diagram in model.diagrams}
    path = refused.path if refused.path in known else model.main.path
    return Problem(path, refused.line or 1, CODE, refused.sentence, refused.node)
