"""Texts that hypothesis makes from the grammar itself: whatever it allows is a value or is refused, and soon."""

import copy
import time
from typing import Any

from hypothesis import given, settings

from engine import feel
from tests.feel.grown import texts
from tests.feel.test_safety import is_brief, is_value
from tests.feel.texts import NOW, examples

EXAMPLES = examples(300, 300_000)
SCOPE: dict[str, Any] = {
    "a": 1,
    "b": [1, 2.5, None, "x", {"c": [3]}],
    "c": {"a": "x", "b": {"c": True}, "d": "2026-12-01"},
    "d": "teks",
}


def seconds(text: str, *, cell: bool) -> float:
    """Of CPU, to compile and to evaluate it."""
    scope = copy.deepcopy(SCOPE)
    started = time.process_time()
    found: Any = None
    try:
        if cell:
            found = feel.Surroundings().tests(text).matches(1, scope, now=NOW)
        else:
            found = feel.Surroundings().expression(text).evaluate(scope, now=NOW)
    except feel.FeelError:
        pass
    taken = time.process_time() - started

    assert is_value(found)
    assert feel.json_text(found)
    assert scope == SCOPE
    return taken


def soon(text: str, *, cell: bool = False) -> bool:
    """The quickest of a few tries, since others use the machine too."""
    return any(is_brief(seconds(text, cell=cell)) for _ in range(5))


@settings(max_examples=EXAMPLES)
@given(texts("expression"))
def test_gives_a_value_or_refuses_what_the_grammar_allows(text: str) -> None:
    assert soon(text)


@settings(max_examples=EXAMPLES // 3)
@given(texts("unary_tests"))
def test_answers_or_refuses_cells_that_the_grammar_allows(text: str) -> None:
    assert soon(text, cell=True)
