"""What a diagram keeps apart is there. A task may say `bukanOrangYangSama`: the ids of tasks, with commas between, that
somebody else has to do. One that names no task of the procedure keeps nobody away, though whoever reads the diagram
would trust it. A task that names itself could be done once and never again after a return."""

from collections.abc import Iterator

from engine.lint.model import Diagram, Model
from engine.lint.problem import Problem
from engine.process import Node
from engine.process.nodes import APART

UNKNOWN, ITSELF = "E241", "E242"


def check(model: Model) -> Iterator[Problem]:
    tasks = {node.id for _, node in model.each_person()} if _is_whole(model) else None
    for diagram, node in model.each_person():
        yield from _task(diagram, node, tasks)


def _is_whole(model: Model) -> bool:
    """Whether every task that may be named is before us."""
    calls = any(node.kind == "callActivity" for _, node in model.each_node())
    return model.whole or not (calls or model.called)


def _task(diagram: Diagram, node: Node, tasks: set[str] | None) -> Iterator[Problem]:
    for other in node.apart:
        if other == node.id:
            sentence = f"Expected other tasks as {APART} of '{node.id}', but it names itself"
            yield diagram.problem(ITSELF, sentence, node)
        elif tasks is not None and other not in tasks:
            sentence = f"Expected tasks of people as {APART} of '{node.id}', but '{other}' is none"
            yield diagram.problem(UNKNOWN, sentence, node)
