"""Whatever is written: a value of the language or a FeelError, and the scope untouched."""

import copy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engine import feel
from engine.feel.functions import BUILTINS
from tests.feel.test_safety import is_value
from tests.feel.texts import NOW, examples

SCOPE: dict[str, Any] = {
    "a": 1,
    "b": [1, 2.5, None, "x", {"c": [3]}],
    "c": {"a": "x", "b": {"c": True}, "d": "2026-12-01"},
    "d": "teks",
    "e": None,
}
LEAVES = st.sampled_from(
    [
        *(
            "1",
            "0",
            "-1",
            "2.5",
            "1E30",
            "1E-30",
            '"a"',
            '""',
            '"2026-12-01"',
            '"P1D"',
            "true",
            "false",
            "null",
        ),
        *(
            '@"2026-12-01"',
            '@"08:00:00Z"',
            '@"2026-12-01T08:00:00+08:00"',
            '@"P1DT1H"',
            '@"-P1Y2M"',
            "[]",
            "{}",
        ),
        *("a", "b", "c", "d", "e", "f", "item", "partial", "c.b.c", "b.c", "[1..3]", '("a".."c")', "(> 1)"),
        *("abs", "function(x) x", "function(x, y) x < y", "now()", "today()"),
    ]
)
OPERATORS = st.sampled_from(
    ["+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or", "in", "instance of list or"]
)
NAMES = st.sampled_from(["a", "b", "c", "item", "x", "time offset", "year", "days", "start", "__class__"])


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    calls = st.tuples(st.sampled_from(sorted(BUILTINS)), st.lists(inner, max_size=4))
    return st.one_of(
        st.tuples(inner, OPERATORS, inner).map(" ".join),
        inner.map("({})".format),
        inner.map("-{}".format),
        calls.map(lambda call: f"{call[0]}({', '.join(call[1])})"),
        st.tuples(inner, NAMES).map(lambda pair: f"({pair[0]}).{pair[1]}"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]})[{pair[1]}]"),
        st.tuples(inner, inner).map(lambda pair: f"[{pair[0]}, {pair[1]}]"),
        st.tuples(inner, inner).map(lambda pair: f"{{x: {pair[0]}, y: {pair[1]}}}"),
        st.tuples(inner, inner).map(lambda pair: f"[{pair[0]}..{pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]})({pair[1]})"),
        st.tuples(inner, inner, inner).map(lambda three: "if {} then {} else {}".format(*three)),
        st.tuples(inner, inner, inner).map(lambda three: "{} between {} and {}".format(*three)),
        st.tuples(inner, inner).map(lambda pair: f"for x in {pair[0]} return {pair[1]}"),
        st.tuples(inner, inner).map(lambda pair: f"some x in {pair[0]} satisfies {pair[1]}"),
        st.tuples(inner, inner).map(lambda pair: f"every x in {pair[0]} satisfies {pair[1]}"),
    )


TEXTS = st.recursive(LEAVES, larger, max_leaves=12)
ALPHABET = st.sampled_from(
    [*list('abin 01.,:+-*/<>=!()[]{}"@?_\\\n'), "and ", "not(", "for ", " in ", "return ", ".."]
)


def check(text: str) -> None:
    scope = copy.deepcopy(SCOPE)

    try:
        found = feel.compile(text).evaluate(scope, now=NOW)
    except feel.FeelError:
        found = None

    assert is_value(found)
    assert feel.json_text(found)
    assert scope == SCOPE


@settings(max_examples=examples(500, 10_000), deadline=None)
@given(TEXTS)
def test_gives_a_value_or_refuses_every_well_formed_text(text: str) -> None:
    check(text)


@settings(max_examples=examples(300, 10_000), deadline=None)
@given(st.lists(ALPHABET, max_size=40).map("".join) | st.text(max_size=40))
def test_gives_a_value_or_refuses_every_other_text(text: str) -> None:
    check(text)


@settings(max_examples=examples(200, 10_000), deadline=None)
@given(TEXTS, LEAVES)
def test_answers_or_refuses_every_cell(text: str, tested: str) -> None:
    try:
        given_value = feel.compile(tested).evaluate(SCOPE, now=NOW)
        answer = feel.compile_unary(text).matches(given_value, SCOPE, now=NOW)
    except feel.FeelError:
        answer = False

    assert isinstance(answer, bool)
