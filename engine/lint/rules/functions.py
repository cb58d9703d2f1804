"""A form and a list of papers call functions that there are, with the values that they take; otherwise the answer is
null for ever, and a rule never fires. What the office knows of its residents (`penduduk`, `kartu_keluarga`,
`kelahiran_ibu`, `nik_lain`) is asked in the rules of a form alone: conditions that hide a question, values that it
starts with and conditions of papers are judged without a database, where these functions are always null."""

from collections.abc import Iterator

from engine import feel
from engine.errors import EngineError
from engine.forms import Field, Form
from engine.forms.components import Component
from engine.functions import OF_RESIDENTS, misused
from engine.lint.model import Model
from engine.lint.problem import Problem
from engine.requirements import parse_requirements

MISUSED, BLIND = "W196", "W197"
Found = tuple[str, feel.Reading, bool]
"""The id of what an expression belongs to, the expression, and whether residents may be asked there."""


def check(model: Model) -> Iterator[Problem]:
    for path, form in model.forms.items():
        if isinstance(form, Form):
            yield from _problems(path, model.files[path], _of_form(form))
    path = f"{model.document_type}/requirements.toml"
    yield from _problems(path, model.files.get(path, b""), _of_papers(model.files.get(path, b"")))


def _of_form(form: Form) -> Iterator[Found]:
    for rule in form.rules:
        yield rule.id, rule.when, True
    for part in _parts(form.components):
        if part.look.hide is not None:
            yield part.look.id, part.look.hide, False
        if isinstance(part, Field) and isinstance(part.default, feel.Expression):
            yield part.look.id, part.default, False


def _parts(components: tuple[Component, ...]) -> Iterator[Component]:
    """Those inside rows, too."""
    for part in components:
        yield part
        if not isinstance(part, Field):
            yield from _parts(getattr(part, "components", ()))


def _of_papers(content: bytes) -> Iterator[Found]:
    try:
        papers = parse_requirements(content)
    except (EngineError, ValueError, AttributeError):
        return  # `papers` says why
    for paper in papers:
        if paper.when is not None:
            yield paper.code, paper.when, False


def _problems(path: str, content: bytes, found: Iterator[Found]) -> Iterator[Problem]:
    for name, expression, may_ask in found:
        line = _line(content, name)
        for sentence in misused(expression):
            yield Problem(path, line, MISUSED, f"{sentence} ('{name}')")
        asked = sorted({called for called, _ in expression.calls} & OF_RESIDENTS.keys())
        if asked and not may_ask:
            sentence = (
                f"Expected '{asked[0]}' in a rule of a form, but '{name}' asks it where it is always null"
            )
            yield Problem(path, line, BLIND, sentence)


def _line(content: bytes, name: str) -> int:
    place = content.find(f'"{name}"'.encode())
    return content.count(b"\n", 0, place) + 1 if place >= 0 else 1
