"""An error that an end event throws is caught by an error boundary event on a sub-process or call around it, and both
name a declared error with a code. Without a catcher the case stops at the throw: the step that led there fails again
and again, and only an administrator can move the case. Draw an error boundary event on what surrounds the end event, or
use a plain end event with the property `status`."""

from collections.abc import Iterator

from lxml import etree

from engine.lint.model import Diagram, Model, owner
from engine.lint.problem import Problem
from engine.process import Node

UNCAUGHT, UNDECLARED = "E250", "E251"


def check(model: Model) -> Iterator[Problem]:
    catchers = _catchers(model)
    for diagram in model.diagrams:
        errors = diagram.declared("error")
        for definition in diagram.inside("errorEventDefinition"):
            at = owner(definition)
            reference = definition.get("errorRef")
            if reference is not None and not _code(errors.get(reference)):
                sentence = f"Expected a declared error with a code, but '{at.get('id')}' names '{reference}'"
                yield diagram.problem(UNDECLARED, sentence, at)
                continue
            node = diagram.by_id.get(at.get("id", ""))
            if node is not None and node.kind == "endEvent" and model.whole and not model.called:
                code = _code(errors.get(reference or ""))
                if not all(_caught(catchers, way, code) for way in _ways_out(model, node)):
                    sentence = (
                        f"Expected an error boundary event around '{node.id}', but nothing catches its error"
                    )
                    yield diagram.problem(UNCAUGHT, sentence, node)


def _code(error: etree._Element | None) -> str | None:
    return None if error is None else error.get("errorCode") or None


def _catchers(model: Model) -> dict[str, set[str | None]]:
    """Activity -> the codes that are caught on it; None for any."""
    found: dict[str, set[str | None]] = {}
    for diagram in model.diagrams:
        errors = diagram.declared("error")
        for definition in diagram.inside("errorEventDefinition"):
            node = diagram.by_id.get(owner(definition).get("id", ""))
            if node is not None and node.attached_to:
                reference = definition.get("errorRef")
                code = None if reference is None else _code(errors.get(reference))
                found.setdefault(node.attached_to, set()).add(code)
    return found


def _ways_out(model: Model, node: Node) -> Iterator[list[str]]:
    """The activities around a node, innermost first: one list for each chain of calls that leads to it."""
    calls: dict[str, list[tuple[Diagram, Node]]] = {}
    for diagram, other in model.each_node():
        if other.kind == "callActivity" and other.called:
            calls.setdefault(other.called, []).append((diagram, other))
    waiting: list[tuple[Node, list[str], frozenset[str]]] = [(node, [], frozenset())]
    for _ in range(1000):
        if not waiting:
            return
        inner, around, seen = waiting.pop()
        diagram = model.by_process[inner.process]
        while inner.parent is not None:
            inner = diagram.by_id[inner.parent]
            around = [*around, inner.id]
        callers = calls.get(inner.process, []) if inner.process not in seen else []
        if not callers:
            yield around
        waiting += [(call, [*around, call.id], seen | {inner.process}) for _, call in callers]


def _caught(catchers: dict[str, set[str | None]], way: list[str], code: str | None) -> bool:
    return any(catchers.get(activity, set()) & {None, code} for activity in way)
