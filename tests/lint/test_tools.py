"""Diagrams as other tools write them, each by itself: accepted, or refused for reasons that an author accepts."""

from pathlib import Path

import pytest

from engine.lint import Order, Problem
from engine.lint.finding import find
from tests.lint.office import CATALOG, HERE

TOOLS = sorted((HERE / "tools").glob("*.bpmn"))
ACCEPTED = {"bpmn_js_lanes", "implicit_gateways", "pools_and_messages", "without_layout"}


def found_in(path: Path) -> list[Problem]:
    return sorted(set(find(Order({path.name: path.read_bytes()}, path.stem, CATALOG, whole=False))))


@pytest.mark.parametrize("path", TOOLS, ids=lambda path: str(path.stem))
def test_gives_the_expected_verdict(path: Path) -> None:
    expected = path.with_suffix(".expected").read_text().splitlines()

    assert sorted(f"{problem.line} {problem.code}" for problem in found_in(path)) == sorted(expected)


def test_accepts_what_can_be_run() -> None:
    accepted = {path.stem for path in TOOLS if not any(problem.is_error for problem in found_in(path))}

    assert accepted == ACCEPTED
