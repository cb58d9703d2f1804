"""A service task names a handler of this release, and gives it the parameters that it knows.

Without one the token would wait for ever; a misspelt parameter would never reach its handler."""

from collections.abc import Iterator

from engine.lint.model import Model
from engine.lint.problem import Problem

NONE, UNKNOWN, PARAMETER, RESULT = "E150", "E151", "E152", "W153"


def check(model: Model) -> Iterator[Problem]:
    for diagram, node in model.each_node():
        if node.kind != "serviceTask":
            continue
        if not node.handler:
            yield diagram.problem(
                NONE, f"Expected a handler for service task '{node.id}', but it names none", node
            )
            continue
        if model.catalog.handlers is None:
            continue
        if node.handler not in model.catalog.handlers:
            known = ", ".join(sorted(model.catalog.handlers))
            yield diagram.problem(
                UNKNOWN, f"Expected one of {known}, but '{node.id}' names '{node.handler}'", node
            )
            continue
        allowed = model.catalog.handlers[node.handler].parameters
        for name in node.parameters:
            if name not in allowed:
                known = ", ".join(allowed) or "none"
                yield diagram.problem(
                    PARAMETER, f"Expected parameters of {node.handler} ({known}), but got '{name}'", node
                )
        if not node.result:
            yield diagram.problem(
                RESULT, f"Expected a name for the result of '{node.id}', else it is lost", node
            )
