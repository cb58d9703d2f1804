"""What the check says of a version before anybody can propose it."""

from collections.abc import Mapping, Sequence

from engine import lint
from engine.deployments.errors import UndeployableError
from engine.engine import Engine
from engine.lint import Catalog, Problem


def check(engine: Engine, document_type: str, files: Mapping[str, bytes]) -> list[Problem]:
    """Against the functions that this release has."""
    return lint.check(files, document_type, Catalog(handlers=engine.handlers))


def errors_in(problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.level == "error"]


def refuse_errors(engine: Engine, document_type: str, files: Mapping[str, bytes]) -> None:
    problems = check(engine, document_type, files)
    if errors_in(problems):
        raise UndeployableError(document_type, problems)
