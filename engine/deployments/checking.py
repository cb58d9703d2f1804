"""What the check says of a version before anybody can propose it."""

from collections.abc import Mapping, Sequence

from engine.lint import Problem

from engine.deployments.errors import UndeployableError
from engine.engine import Engine


def check(engine: Engine, document_type: str, files: Mapping[str, bytes]) -> list[Problem]:
    raise NotImplementedError


def errors_in(problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.level == "error"]


def refuse_errors(engine: Engine, document_type: str, files: Mapping[str, bytes]) -> None:
    problems = check(engine, document_type, files)
    if errors_in(problems):
        raise UndeployableError(document_type, problems)
