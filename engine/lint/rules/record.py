"""Everything that a case knows stands in one record, each thing under a name of its own: answers under the keys of the
forms' fields, what a task decided under the task's id, results under the name that a service or rule task gives. Where
two of these share a name, the later writes over the earlier: a task `anak` would wipe out the child's name and date of
birth. Names that the system keeps for itself (`berkas`, `kebijakan`, `daftar`, `paket`, `peringatan`) can be neither. A
name with `-` or `.` in it cannot be read by any condition."""

import re
from collections.abc import Iterator

from engine.forms import Field, Form, Rows
from engine.forms.components import walk
from engine.lint.model import Diagram, Model
from engine.lint.problem import Problem
from engine.process import Node

TAKEN, KEPT, UNREADABLE, WORD = "E126", "E127", "W128", "E129"
OWN = ("berkas", "kebijakan", "daftar", "paket", "peringatan")
NAME = re.compile(r"[A-Za-z_]\w*")


def check(model: Model) -> Iterator[Problem]:
    asked = _asked(model)
    tasks = {node.id for _, node in model.each_person()}
    for diagram, node in model.each_person():
        yield from _task(diagram, node, asked)
    for diagram, node in model.each_node():
        if node.result is not None:
            yield from _result(diagram, node, node.result, asked, tasks)
    for path, form in model.forms.items():
        if isinstance(form, Form):
            for name in sorted({key.partition(".")[0] for key in _keys(form)} & set(OWN)):
                sentence = f"Expected a field's key of its own, but '{name}' is one that the system keeps"
                yield Problem(path, 1, KEPT, sentence)


def _task(diagram: Diagram, node: Node, asked: set[str]) -> Iterator[Problem]:
    if node.id in asked:
        sentence = f"Expected a task's id of its own, but '{node.id}' also begins the key of a form's field"
        yield diagram.problem(TAKEN, sentence, node)
    if node.id in OWN:
        sentence = f"Expected a task's id of its own, but '{node.id}' is a name that the system keeps"
        yield diagram.problem(KEPT, sentence, node)
    if node.id and not NAME.fullmatch(node.id):
        sentence = f"Expected an id of letters, digits and _, but no condition can read '{node.id}'"
        yield diagram.problem(UNREADABLE, sentence, node)


def _result(diagram: Diagram, node: Node, result: str, asked: set[str], tasks: set[str]) -> Iterator[Problem]:
    if not NAME.fullmatch(result):
        sentence = f"Expected a result's name of letters, digits and _, but '{node.id}' gives '{result}'"
        yield diagram.problem(WORD, sentence, node)
    if result in OWN:
        sentence = f"Expected a result's name of its own, but '{result}' is one that the system keeps"
        yield diagram.problem(KEPT, sentence, node)
    if result in asked or result in tasks:
        other = "the key of a form's field" if result in asked else "a task's id"
        sentence = f"Expected a result's name of its own, but '{result}' is also {other}"
        yield diagram.problem(TAKEN, sentence, node)


def _asked(model: Model) -> set[str]:
    """The first names of all keys."""
    forms = [form for form in model.forms.values() if isinstance(form, Form)]
    return {key.partition(".")[0] for form in forms for key in _keys(form)}


def _keys(form: Form) -> Iterator[str]:
    return (part.path for part in walk(form.components) if isinstance(part, Field | Rows))
