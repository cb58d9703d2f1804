"""Every rule over its own fixtures: silent on what is right, exact about what is wrong."""

import importlib
import pkgutil
import re
from pathlib import Path
from types import ModuleType

import pytest

from engine.lint import finding, rules
from engine.lint.finding import every_rule
from tests.lint.office import FIXTURES, model_of, order_of

NAMES = sorted(module.name for module in pkgutil.iter_modules(rules.__path__))
CODE = re.compile(r"[EW]\d{3}")
DIAGRAMS = sorted(FIXTURES.rglob("*valid*.bpmn"))
VALID = [path for path in DIAGRAMS if path.stem.startswith("valid")]
INVALID = [path for path in DIAGRAMS if path.stem.startswith("invalid")]


def rule_of(place: str | Path) -> ModuleType:
    name = place if isinstance(place, str) else place.relative_to(FIXTURES).parts[0]
    return importlib.import_module(f"{rules.__name__}.{name}")


def codes_of(rule: ModuleType) -> set[str]:
    return {value for value in vars(rule).values() if isinstance(value, str) and CODE.fullmatch(value)}


def expected_of(path: Path) -> list[str]:
    """`LINE CODE` a line; with a path before the line where it is not the diagram's own."""
    found = []
    for line in path.with_suffix(".expected").read_text().splitlines():
        place, code = line.split()
        file, _, number = place.rpartition(":")
        found.append(f"{file or path.name}:{number} {code}")
    return sorted(found)


def named(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("name", NAMES)
def test_has_a_valid_and_an_invalid_fixture(name: str) -> None:
    stems = {
        path.stem.split("_")[0].rstrip("0123456789") for path in FIXTURES.joinpath(name).rglob("*valid*.bpmn")
    }

    assert stems == {"valid", "invalid"}


@pytest.mark.parametrize("name", NAMES)
def test_has_a_fixture_for_each_code(name: str) -> None:
    seen = {
        line.split()[1]
        for path in FIXTURES.joinpath(name).rglob("*.expected")
        for line in path.read_text().splitlines()
    }

    assert seen == codes_of(rule_of(name))


def test_has_no_fixtures_without_a_rule() -> None:
    assert sorted(path.name for path in FIXTURES.iterdir()) == NAMES


def test_gives_each_code_to_one_rule() -> None:
    codes = [code for name in NAMES for code in codes_of(rule_of(name))]

    assert sorted(codes) == sorted(set(codes))


@pytest.mark.parametrize("path", VALID, ids=named)
def test_is_silent_on_what_is_right(path: Path) -> None:
    found = list(rule_of(path).check(model_of(path)))

    assert [str(problem) for problem in found] == []


@pytest.mark.parametrize("path", VALID, ids=named)
def test_would_deploy_what_is_right(path: Path) -> None:
    found = [str(problem) for problem in finding.find(order_of(path)) if problem.is_error]

    assert found == []


@pytest.mark.parametrize("path", INVALID, ids=named)
def test_finds_what_is_wrong_at_its_line(path: Path) -> None:
    found = rule_of(path).check(model_of(path))

    assert sorted(f"{problem.file}:{problem.line} {problem.code}" for problem in found) == expected_of(path)


@pytest.mark.parametrize("path", INVALID, ids=named)
def test_says_what_was_expected_and_what_is_there(path: Path) -> None:
    for problem in rule_of(path).check(model_of(path)):
        assert re.fullmatch(r"Expected .+, but .+", problem.sentence), problem


@pytest.mark.parametrize("path", INVALID, ids=named)
def test_tells_all_that_is_wrong_without_failing_itself(path: Path) -> None:
    found = list(finding.find(order_of(path)))

    assert not [problem for problem in found if problem.code == finding.OURS]
    assert {problem.code for problem in rule_of(path).check(model_of(path))} <= {
        problem.code for problem in found
    }


@pytest.mark.parametrize("name", NAMES)
def test_explains_itself_in_a_paragraph(name: str) -> None:
    words = (rule_of(name).__doc__ or "").split()

    assert 40 <= len(words) <= 110
    assert "\n\n" not in (rule_of(name).__doc__ or "")


def test_runs_every_module_of_rules() -> None:
    assert [rule.__module__.rpartition(".")[2] for rule in every_rule()] == NAMES
