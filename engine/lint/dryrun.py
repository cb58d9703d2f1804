"""What only the engine itself can tell: the diagrams are compiled and rehearsed as they would run."""

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import quoteattr

from engine.errors import EngineError, ProcedureError, StepBudgetError, StuckError
from engine.lint.model import Model
from engine.lint.problem import Problem
from engine.process import Flow, Node, Procedure, dry_run

CODE = "E900"
CALLER = "terbit-caller"
"""Of a process that is checked by itself, as if another called it and caught its errors."""
CALL = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:terbit">
  <process id="terbit-caller" isExecutable="true">
    <startEvent id="terbit-start"/>
    <callActivity id="terbit-call" calledElement={process}/>
    <boundaryEvent id="terbit-error" attachedToRef="terbit-call"><errorEventDefinition/></boundaryEvent>
    <endEvent id="terbit-end"/>
    <endEvent id="terbit-caught"/>
    <sequenceFlow id="terbit-1" sourceRef="terbit-start" targetRef="terbit-call"/>
    <sequenceFlow id="terbit-2" sourceRef="terbit-call" targetRef="terbit-end"/>
    <sequenceFlow id="terbit-3" sourceRef="terbit-error" targetRef="terbit-caught"/>
  </process>
</definitions>"""


def run_dry(model: Model, *, effort: float) -> Iterator[Problem]:
    called = {node.called for _, node in model.each_node() if node.kind == "callActivity"}
    if not called <= set(model.by_process):
        return  # a lone diagram without what it calls
    name, files = _files(model)
    try:
        procedure = Procedure.parse(files, name, model.catalog.is_outside)
        problems = dry_run(procedure, effort=effort).problems
    except ProcedureError as refused:
        problems = (refused,)
    except EngineError as refused:
        yield model.main.problem(CODE, refused.sentence)
        return
    for problem in problems:
        yield _placed(model, problem)


def _files(model: Model) -> tuple[str, Mapping[str, bytes]]:
    """The process to start, and the files under the names that the engine looks for."""
    if model.whole and not model.called:
        return model.document_type, model.files
    process = model.main.process
    name = "" if process is None else process.get("id", "")
    caller = CALL.format(process=quoteattr(name)).encode()
    content = model.files[model.main.path]
    return CALLER, {**model.files, f"shared/{name}.bpmn": content, f"{CALLER}.bpmn": caller}


def _sentence(refused: ProcedureError) -> str:
    """In a designer's words where the engine speaks of what it does itself."""
    if isinstance(refused, StuckError):
        return f"Expected the case to go on after '{refused.node}', but it may stand still: a join waits for more"
    if isinstance(refused, StepBudgetError):
        return f"Expected the case to rest at somebody's task, but at '{refused.node}' it may turn for ever"
    return refused.sentence


def _placed(model: Model, refused: ProcedureError) -> Problem:
    """At the node or flow that the engine names."""
    sentence = _sentence(refused)
    for diagram in model.diagrams:
        parts: list[Node | Flow] = [*diagram.nodes, *diagram.flows]
        for part in parts:
            if part.id == refused.node and part.id:
                return diagram.problem(CODE, sentence, part)
    known = {diagram.path for diagram in model.diagrams}
    path = refused.path if refused.path in known else model.main.path
    return Problem(path, refused.line or 1, CODE, sentence, refused.node)
