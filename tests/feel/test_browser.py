"""Conditions in the browser: `web/frontend/test/feel.test.js` evaluates the trees of the same table."""

import json
from pathlib import Path
from typing import Any

import pytest

from engine import feel
from engine.feel.browser import browser_tree
from tests.feel.texts import NOW

TABLE = json.loads(Path(__file__).with_name("browser_cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", TABLE["cases"], ids=[case["text"] for case in TABLE["cases"]])
def test_evaluates_the_table_as_the_browser_does(case: dict[str, Any]) -> None:
    value = feel.compile(case["text"]).evaluate(TABLE["scope"], now=NOW)

    assert feel.to_json(value) == case["result"]
    assert browser_tree(case["text"]) == case["tree"]


@pytest.mark.parametrize(
    "text",
    [
        "a + 1 = 2",
        "0.1 + 0.2 = 0.3",
        "a = 12345678901234567890",
        "a > 0.12345678901234567890",
        "some x in a satisfies x",
        "a[1] = 1",
        "today() > a",
        "nik(a) = null",
        'matches(a, "x")',
        "a in b",
        "a in > 5",
        "contains(a)",
        "contains(string: a, match: a)",
        'date(a) + duration("P1D") > date(b)',
        "date(a) + duration(b) > date(b)",
        'a + duration("P1Y") > date(b)',
        'date(a) + duration("P1Y") + duration("P1Y") > date(b)',
        "function(x) x",
        '@"2026-12-01"',
        "{a: 1}.a",
        "[1..2]",
    ],
)
def test_leaves_to_the_server_what_the_browser_does_otherwise(text: str) -> None:
    assert browser_tree(text) is None
