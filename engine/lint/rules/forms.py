"""Every form can be drawn and checked, and belongs to a task.

A form that does not parse would leave its task without questions; a form whose task was renamed is never shown. A
user task without a form is a plain confirmation, which may be meant, so that is a warning for a lone diagram only."""

from collections.abc import Iterator

from engine.errors import EngineError
from engine.forms import Form
from engine.lint.model import Model
from engine.lint.problem import Problem

BROKEN, OWNERLESS, NONE = "E140", "W141", "W142"
SUFFIX = ".form.json"
INTAKE = "mulai"


def check(model: Model) -> Iterator[Problem]:
    if not model.whole:
        for diagram, node in model.each_node():
            if node.kind == "userTask":
                yield diagram.problem(
                    NONE, f"Expected a form for '{node.id}', else it is a plain confirmation", node
                )
        return
    wanted = {f"{node.path.removesuffix('.bpmn')}/{node.id}{SUFFIX}" for _, node in model.each_node()}
    for path, content in model.files.items():
        if not path.endswith(SUFFIX):
            continue
        try:
            Form.parse(content)
        except EngineError as refused:
            yield Problem(path, 1, BROKEN, refused.sentence)
        if path not in wanted and path != f"{model.document_type}/{INTAKE}{SUFFIX}":
            yield Problem(path, 1, OWNERLESS, "Expected a task of the same name, but no diagram has one")
