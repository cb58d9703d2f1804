"""Whatever is in a file: the check tells it as problems, in bounded time, and never fails itself."""

import re
from pathlib import Path
from random import Random

import pytest

from engine import definitions
from engine.calls import Handlers
from engine.lint import Catalog, Inspector, Order, Problem
from engine.lint.finding import OURS, find
from handlers import notices, register, rendering
from tests.lint.mutations import damaged

SHIPPED = Path(__file__).parents[2] / "processes"
FILES = definitions.read_folder(SHIPPED, "akta_kelahiran")
CATALOG = Catalog(handlers=Handlers.of(notices, register, rendering))
DIAGRAMS = [path for path in FILES if path.endswith(".bpmn")]
BRIEF = 400
"""Of a rehearsal: a walk or two."""
OTHERS = [path for path in FILES if path.endswith((".dmn", ".json", ".toml"))]


def order(random: Random, paths: list[str], *, whole: bool = True) -> Order:
    path = random.choice(paths)
    changed = {**FILES, path: damaged(FILES[path], random)}
    if whole:
        return Order(changed, "akta_kelahiran", CATALOG, effort=BRIEF)
    return Order({"a.bpmn": changed[path]}, "a", CATALOG, whole=False, effort=BRIEF)


def judge(found: list[Problem]) -> None:
    for problem in found:
        assert problem.code != OURS, problem
        assert problem.line >= 1, problem
        assert re.match("Expected .*, but", problem.sentence), problem
        assert "\n" not in str(problem)


@pytest.mark.parametrize("seed", range(10))
def test_tells_what_is_wrong_with_damaged_diagrams(seed: int, effort: int) -> None:
    random = Random(seed)

    for _ in range(30 * effort):
        judge(list(find(order(random, DIAGRAMS))))


@pytest.mark.parametrize("seed", range(2))
def test_tells_what_is_wrong_with_damaged_diagrams_alone(seed: int, effort: int) -> None:
    random = Random(seed)

    for _ in range(20 * effort):
        judge(list(find(order(random, DIAGRAMS, whole=False))))


@pytest.mark.parametrize("seed", range(2))
def test_tells_what_is_wrong_with_damaged_forms_decisions_and_lists(seed: int, effort: int) -> None:
    random = Random(seed)

    for _ in range(20 * effort):
        judge(list(find(order(random, OTHERS))))


def test_keeps_within_its_limits_on_damaged_files(effort: int) -> None:
    inspector = Inspector()
    random = Random(0)

    for _ in range(30 * effort):
        found = inspector.inspect(order(random, DIAGRAMS))
        assert not {"E901", OURS} & {problem.code for problem in found}
    inspector.close()
