"""Expressions of a type beside its diagrams: of forms, papers and decisions, each with what it belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine import feel
from engine.decisions import Decisions
from engine.errors import EngineError
from engine.forms import Field, Form
from engine.forms.components import Component
from engine.lint.model import Model
from engine.requirements import parse_requirements


@dataclass(frozen=True)
class Found:
    """`name`: the id of what the expression belongs to. `ruling`: it is a rule of a form, judged with a database."""

    path: str
    line: int
    name: str
    expression: feel.Reading
    ruling: bool = False


def of_forms_and_papers(model: Model) -> Iterator[Found]:
    """What cannot be read is left out: other rules say why."""
    for path, form in model.forms.items():
        if isinstance(form, Form):
            for name, expression, ruling in _of_form(form):
                yield Found(path, _line(model.files[path], name), name, expression, ruling)
    path = f"{model.document_type}/requirements.toml"
    content = model.files.get(path, b"")
    for name, expression in _of_papers(content):
        yield Found(path, _line(content, name), name, expression)


def names_of_decisions(model: Model) -> Iterator[tuple[str, int, str, str]]:
    """Of the type's own folder: path, line and id of each decision, and a name that it reads from the case."""
    for path, content in sorted(model.files.items()):
        if not path.startswith(f"{model.document_type}/") or not path.endswith(".dmn"):
            continue
        try:
            read = Decisions.read([content])
        except EngineError:
            continue
        for decision in read.by_id.values():
            for name in sorted(decision.names):
                if name.partition(".")[0] not in read.visible[decision.id]:
                    yield path, decision.line, decision.id, name


def _of_form(form: Form) -> Iterator[tuple[str, feel.Reading, bool]]:
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


def _of_papers(content: bytes) -> Iterator[tuple[str, feel.Reading]]:
    try:
        papers = parse_requirements(content)
    except (EngineError, ValueError, AttributeError):
        return
    for paper in papers:
        if paper.when is not None:
            yield paper.code, paper.when


def _line(content: bytes, name: str) -> int:
    place = content.find(f'"{name}"'.encode())
    return content.count(b"\n", 0, place) + 1 if place >= 0 else 1
