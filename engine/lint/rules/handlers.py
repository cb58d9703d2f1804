"""A service task names a handler of this release and gives it the parameters that the handler knows. Without one its
token would wait for ever; a misspelt parameter would never reach its handler, and a result without a name is lost.
Choose the handler from the list of the properties panel. Only service tasks call handlers: on any other element the
entry is not read."""

from collections.abc import Iterator
from difflib import get_close_matches

from engine.lint.model import Diagram, Model
from engine.lint.problem import Problem
from engine.process import Node

NONE, UNKNOWN, PARAMETER, RESULT, MISPLACED = "E150", "E151", "E152", "W153", "W154"


def check(model: Model) -> Iterator[Problem]:
    for diagram, node in model.each_node():
        if node.kind != "serviceTask":
            if node.handler:
                sentence = (
                    f"Expected handlers on service tasks only, but {node.kind} '{node.id}' has one, unread"
                )
                yield diagram.problem(MISPLACED, sentence, node)
        elif not node.handler:
            sentence = f"Expected a handler for service task '{node.id}', but it names none"
            yield diagram.problem(NONE, sentence, node)
        else:
            yield from _named(diagram, node, model)


def _named(diagram: Diagram, node: Node, model: Model) -> Iterator[Problem]:
    handlers = model.catalog.handlers
    if not node.result:
        sentence = f"Expected a name for the result of '{node.id}', but it has none: the result is lost"
        yield diagram.problem(RESULT, sentence, node)
    if handlers is None:
        return
    handler = node.handler or ""
    if handler not in handlers:
        sentence = f"Expected a handler of this release, but '{node.id}' names '{handler}': {_known(handler, handlers)}"
        yield diagram.problem(UNKNOWN, sentence, node)
        return
    allowed = handlers[handler].parameters
    for name in node.parameters:
        if name not in allowed:
            sentence = (
                f"Expected a parameter of {handler}, but it does not know '{name}': {_known(name, allowed)}"
            )
            yield diagram.problem(PARAMETER, sentence, node)


def _known(name: str, known: object) -> str:
    names = sorted(known)  # type: ignore[call-overload]
    close = get_close_matches(name[:100], names, n=1)
    if close:
        return f"did you mean '{close[0]}'?"
    return f"known are {', '.join(names)}" if names else "it takes none"
