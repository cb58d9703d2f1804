"""The list of papers of a document type can be read: TOML, each paper once, its condition in FEEL over the record
alone. A list that cannot be read would leave the counter without a checklist on the first application. Conditions must
not read the clock, or a paper that was not needed yesterday would be missing today."""

from collections.abc import Iterator

from engine.errors import EngineError
from engine.lint.model import Model
from engine.lint.problem import Problem, line_told
from engine.requirements import parse_requirements

CODE = "E270"


def check(model: Model) -> Iterator[Problem]:
    path = f"{model.document_type}/requirements.toml"
    content = model.files.get(path)
    if content is None:
        return
    try:
        parse_requirements(content)
    except EngineError as refused:
        yield Problem(path, line_told(content, refused.sentence), CODE, refused.sentence)
    except Exception as error:  # TOML of any shape
        sentence = f"Expected a list of papers, but it has another shape ({type(error).__name__})"
        yield Problem(path, 1, CODE, sentence)
