"""The retention schedule of a document type can be used: TOML, each class once, register, documents and history kept
for good, and what issued cases say too, since the register rests on it. A class for papers that the type's list does
not know reaches nothing: they would be kept by the next class that fits, for longer, or for less long, than was meant.
"""

from collections.abc import Iterator

from engine.errors import EngineError
from engine.lint.model import Model
from engine.lint.problem import Problem, line_told
from engine.requirements import parse_requirements
from engine.retention import OWN, SHARED, Rule, parse_schedule

BROKEN, UNKNOWN = "E273", "W274"


def check(model: Model) -> Iterator[Problem]:
    for path in (f"{model.document_type}/{OWN}", SHARED):
        content = model.files.get(path)
        if content is None:
            continue
        try:
            rules = parse_schedule(content)
        except EngineError as refused:
            yield Problem(path, line_told(content, refused.sentence), BROKEN, refused.sentence)
        except Exception as error:  # TOML of any shape
            sentence = f"Expected a retention schedule, but it has another shape ({type(error).__name__})"
            yield Problem(path, 1, BROKEN, sentence)
        else:
            if path != SHARED:
                yield from _unknown(model, path, rules)


def _unknown(model: Model, path: str, rules: tuple[Rule, ...]) -> Iterator[Problem]:
    """The list itself is another rule's."""
    try:
        listed = parse_requirements(model.files.get(f"{model.document_type}/requirements.toml", b""))
    except Exception:
        return
    known = {requirement.code for requirement in listed}
    for rule in rules:
        for code in sorted(rule.papers - known):
            sentence = f"Expected class '{rule.code}' to name papers of the list, but it knows no '{code}'"
            yield Problem(path, line_told(model.files[path], sentence), UNKNOWN, sentence)
