"""Every form can be drawn and checked, and belongs to a task. A form that cannot be read would leave its task without
questions; one whose task was renamed is never shown, and the form of the start asks for nothing where it is missing. A
user task without a form is a plain confirmation, which may be meant, so that is a warning for a lone diagram only. Name
a form like its task, in the folder of its diagram."""

import re
from collections.abc import Iterator

from engine.errors import EngineError
from engine.lint.model import FORM, Model, form_of
from engine.lint.problem import Problem

BROKEN, OWNERLESS, NONE, NO_START = "E140", "W141", "W142", "W143"
INTAKE = "mulai"
QUOTED = re.compile(r"'([^']+)'")
ROW = re.compile(r"line (\d+)")


def check(model: Model) -> Iterator[Problem]:
    wanted = {form_of(node): (diagram, node) for diagram, node in model.each_person()}
    for path, form in model.forms.items():
        if isinstance(form, Exception):
            yield _broken(path, model.files[path], form)
        if path not in wanted and path != _intake(model):
            yield Problem(path, 1, OWNERLESS, "Expected a task of the same name, but no diagram has one")
    if not model.whole:
        for path, (diagram, node) in wanted.items():
            if path not in model.files:
                sentence = f"Expected a form for '{node.id}', but there is none: people only confirm the step"
                yield diagram.problem(NONE, sentence, node)
    elif not model.called and _intake(model) not in model.files:
        sentence = f"Expected {_intake(model)}, but there is none: an application asks for nothing"
        yield model.main.problem(NO_START, sentence, model.main.process)


def _intake(model: Model) -> str:
    return f"{model.document_type}/{INTAKE}{FORM}"


def _broken(path: str, content: bytes, error: Exception) -> Problem:
    sentence = error.sentence if isinstance(error, EngineError) else _shape(error)
    return Problem(path, _line(content, sentence), BROKEN, sentence)


def _shape(error: Exception) -> str:
    return f"Expected a form as form-js writes it, but a part has another shape ({type(error).__name__})"


def _line(content: bytes, sentence: str) -> int:
    """Where the first thing that the sentence quotes stands in the file."""
    told = ROW.search(sentence)
    if told is not None:
        return int(told[1])
    text = content.decode(errors="replace")
    for quoted in QUOTED.findall(sentence):
        place = text.find(f'"{quoted}"')
        if place >= 0:
            return text.count("\n", 0, place) + 1
    return 1
