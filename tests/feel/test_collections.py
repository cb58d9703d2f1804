import pytest

from engine import feel
from tests.feel.texts import shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[1, 2, 3][item > 1]", "[2, 3]"),
        ("[1, 2, 3][-3]", "1"),
        ("[1, 2, 3][0]", "null"),
        ("[][1]", "null"),
        ("[][item > 1]", "[]"),
        ("5[1]", "5"),
        ("5[item > 9]", "[]"),
        ("null[1]", "null"),
        ("[{x: 1, y: 2}, {x: 2, y: 3}][x = 2].y", "[3]"),
        ("[{item: 1}, {item: 2}][item >= 2]", '[{"item": 2}]'),
        ("[[1, 2], [3]][1][2]", "2"),
    ],
)
def test_filters_lists_by_number_and_by_condition(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for i in 1..3 return i * i", "[1, 4, 9]"),
        ("for i in 3..1 return i", "[3, 2, 1]"),
        ("for i in [1..3) return i", "[1, 2]"),
        ("for i in 1..2, j in [10, 20] return i + j", "[11, 21, 12, 22]"),
        ("for i in 1..3, j in 1..i return j", "[1, 1, 2, 1, 2, 3]"),
        ("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]"),
        ('for d in @"2026-12-30"..@"2027-01-01" return d.day', "[30, 31, 1]"),
        ("for i in 7 return i", "[7]"),
        ("for i in null return i", "null"),
        ('for i in 1.."x" return i', "null"),
        ("for i in [] return i", "[]"),
    ],
)
def test_loops_over_lists_and_ranges(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("some x in [1, 2] satisfies x > 1", "true"),
        ("every x in [1, 2] satisfies x > 1", "false"),
        ("every x in [] satisfies false", "true"),
        ("some x in [] satisfies true", "false"),
        ("some x in [1, null] satisfies x > 5", "null"),
        ("some x in [null, 9] satisfies x > 5", "true"),
        ("every x in [null, 1] satisfies x > 5", "false"),
        ("some x in [1, 2], y in [2, 3] satisfies x = y", "true"),
        ("some x in null satisfies true", "null"),
    ],
)
def test_quantifies_with_three_values(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{a: 1, b: a + 1}", '{"a": 1, "b": 2}'),
        ('{"nama lengkap": "Ani"}', '{"nama lengkap": "Ani"}'),
        ("{a: {b: [1, {c: 2}]}}.a.b[2].c", "2"),
        ("{fakultas: function(n) if n < 2 then 1 else n * fakultas(n - 1), f: fakultas(5)}.f", "120"),
    ],
)
def test_builds_contexts_whose_entries_see_the_earlier_ones(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_makes_null_of_a_context_with_a_name_twice_and_reports_it() -> None:
    expression = feel.compile("{a: 1, a: 2}")

    assert [problem.sentence for problem in expression.problems] == [
        "Expected each name once in a context, but 'a' is there twice"
    ]
    assert shown("{a: 1, a: 2}") == "null"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 in [1..3]", "true"),
        ("3 in [1..3)", "false"),
        ("3 in [1..3[", "false"),
        ("1 in ]1..3]", "false"),
        ("2 in (1..3)", "true"),
        ("2 in [1, 2]", "true"),
        ("2 in [[1..3], 9]", "true"),
        ("2 in (5, > 1)", "true"),
        ("2 in < 3", "true"),
        ("2 in (1, 3)", "false"),
        ("null in [1..3]", "null"),
        ('"b" in ["a".."c"]', "true"),
        ("[1..2] in [1..3]", "true"),
        ('@"2026-12-01" in [@"2026-01-01"..@"2026-12-31"]', "true"),
        ('1 in ["a".."c"]', "null"),
        ("5 in (>= 5)", "true"),
    ],
)
def test_finds_values_in_ranges_lists_and_tests(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 instance of number", "true"),
        ('"a" instance of number', "false"),
        ("[1, 2] instance of list<number>", "true"),
        ('[1, "a"] instance of list<number>', "false"),
        ("{a: 1} instance of context<a: number>", "true"),
        ('@"P1Y" instance of years and months duration', "true"),
        ('@"2026-12-01T00:00:00" instance of date and time', "true"),
        ("null instance of Any", "false"),
        ("[1..3] instance of range<number>", "true"),
        ("(function(x) x) instance of function", "true"),
    ],
)
def test_knows_the_kind_of_a_value(text: str, expected: str) -> None:
    assert shown(text) == expected
