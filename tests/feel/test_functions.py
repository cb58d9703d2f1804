from decimal import Decimal

import pytest

from engine import feel
from tests.feel.texts import notes, shown, with_functions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('substring("Kupang", 3)', '"pang"'),
        ('substring("Kupang", -2)', '"ng"'),
        ('substring("Kupang", 1, 2)', '"Ku"'),
        ('substring("Kupang", 7)', "null"),
        ('string length("😀a")', "2"),
        ('upper case("akta")', '"AKTA"'),
        ('lower case("AKTA")', '"akta"'),
        ('trim("  a b ")', '"a b"'),
        ('substring before("a-b-c", "-")', '"a"'),
        ('substring after("a-b-c", "-")', '"b-c"'),
        ('contains("akta", "kt")', "true"),
        ('starts with("akta", "ak")', "true"),
        ('ends with("akta", "ak")', "false"),
        ('starts with(string: "akta", match: "ak")', "true"),
        ('matches("5371031203919001", "^[0-9]{16}$")', "true"),
        ('matches("AKTA", "akta", "i")', "true"),
        ('matches("a\nb", "a.b")', "false"),
        ('matches("a\nb", "a.b", "s")', "true"),
        ('matches("ab", "a b", "x")', "true"),
        ('matches("a.b", "a.b", "q")', "true"),
        (r'matches("Ébé", "^\p{L}+$")', "true"),
        (r'matches("aa", "(a)\1")', "null"),
        ('matches("a", "(")', "null"),
        ('replace("Ani Budi", "(\\w+) (\\w+)", "$2 $1")', '"Budi Ani"'),
        ('replace("aXbX", "x", "-", "i")', '"a-b-"'),
        ('split("a;b;;c", ";")', '["a", "b", "", "c"]'),
        ('extract("LU-1, LT-22", "[A-Z]+-[0-9]+")', '["LU-1", "LT-22"]'),
        ('string join(["a", null, "b"], ", ")', '"a, b"'),
        ('string join(["a", 1])', "null"),
    ],
)
def test_works_on_strings(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("decimal(2.5, 0)", "2"),
        ("decimal(1/3, 2)", "0.33"),
        ("floor(-1.5)", "-2"),
        ("floor(1.56, 1)", "1.5"),
        ("ceiling(1.2)", "2"),
        ("round half up(2.5, 0)", "3"),
        ("round half down(2.5, 0)", "2"),
        ("round up(1.1, 0)", "2"),
        ("round down(-1.9, 0)", "-1"),
        ("abs(-3)", "3"),
        ('abs(@"-P1D")', '"P1D"'),
        ("modulo(-10, 4)", "2"),
        ("modulo(10, -4)", "-2"),
        ("modulo(1, 0)", "null"),
        ("sqrt(16)", "4"),
        ("sqrt(-1)", "null"),
        ("log(0)", "null"),
        ("exp(0)", "1"),
        ("odd(3)", "true"),
        ("even(3)", "false"),
        ("even(1E40)", "true"),
        ("odd(1.5)", "false"),
    ],
)
def test_works_on_numbers(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("count([1, null])", "2"),
        ("min(3, 1, 2)", "1"),
        ('max(["a", "c", "b"])', '"c"'),
        ('max(1, "a")', "null"),
        ("min([])", "null"),
        ("sum([1, 2.5])", "3.5"),
        ('sum(@"PT1H", @"PT30M")', '"PT1H30M"'),
        ('sum([1, "a"])', "null"),
        ("mean(1, 2)", "1.5"),
        ("median(8, 2, 5, 7)", "6"),
        ("mode([6, 3, 9, 6, 6, 9, 9])", "[6, 9]"),
        ("product(2, 3, 4)", "24"),
        ("stddev(2, 4)", "1.414213562373095048801688724209698"),
        ("list contains([1, null], null)", "true"),
        ("sublist([1, 2, 3], 2)", "[2, 3]"),
        ("sublist([1, 2, 3], -2, 1)", "[2]"),
        ("append([1], 2, 3)", "[1, 2, 3]"),
        ("concatenate([1], [2, 3])", "[1, 2, 3]"),
        ("insert before([1, 3], 2, 2)", "[1, 2, 3]"),
        ("remove([1, 2, 3], -1)", "[1, 2]"),
        ("list replace([1, 2], 1, 9)", "[9, 2]"),
        ("list replace([1, 2, 3], function(item, newItem) item > newItem, 2)", "[1, 2, 2]"),
        ("reverse([1, 2])", "[2, 1]"),
        ("index of([1, 2, 1], 1)", "[1, 3]"),
        ("distinct values([1, 2, 1, null, null])", "[1, 2, null]"),
        ("union([1, 2], [2, 3])", "[1, 2, 3]"),
        ("flatten([1, [2, [3, []]]])", "[1, 2, 3]"),
        ("sort([3, 1, 2])", "[1, 2, 3]"),
        ("sort([3, 1, 2], function(x, y) x > y)", "[3, 2, 1]"),
        ("all([true, null])", "null"),
        ("any([false, true])", "true"),
        ("count(5)", "1"),
    ],
)
def test_works_on_lists(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('number("1.5")', "1.5"),
        ('number("1.234,5", ".", ",")', "1234.5"),
        ('number(from: "1 234", grouping separator: " ")', "1234"),
        ('number("x")', "null"),
        ("string(1.50)", '"1.5"'),
        ("string(true)", '"true"'),
        ('string([1, "a", {b: @"P1D"}, null])', r'"[1, \"a\", {b: P1D}, null]"'),
        ("string([1..3))", '"[1..3)"'),
        ("string(null)", "null"),
        ("is defined(1)", "true"),
        ("is defined(zz)", "false"),
        ("get or else(zz, 5)", "5"),
        ('get value({a: 1}, "a")', "1"),
        ("get entries({a: 1})", '[{"key": "a", "value": 1}]'),
        ('context([{key: "a", value: 1}])', '{"a": 1}'),
        ('context put({a: 1}, "b", 2)', '{"a": 1, "b": 2}'),
        ('context put({a: {b: 1}}, ["a", "c"], 2)', '{"a": {"b": 1, "c": 2}}'),
        ("context merge([{a: 1}, {a: 2, b: 3}])", '{"a": 2, "b": 3}'),
        ('is(@"2026-12-01T08:00:00+08:00", @"2026-12-01T00:00:00Z")', "false"),
        ('range("[1..3]") = [1..3]', "true"),
        ('range("[3..1]")', "null"),
    ],
)
def test_converts_between_kinds(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("before(1, 2)", "true"),
        ("after([5..7], [1..3])", "true"),
        ("before([1..3), [3..5])", "true"),
        ("meets([1..3], [3..5])", "true"),
        ("meets([1..3), [3..5])", "false"),
        ("met by([3..5], [1..3])", "true"),
        ("overlaps([1..3], [3..5])", "true"),
        ("overlaps before([1..3], [2..5])", "true"),
        ("overlaps after([2..5], [1..3])", "true"),
        ("finishes(5, [1..5])", "true"),
        ("finished by([1..5], [3..5])", "true"),
        ("includes([1..5], 3)", "true"),
        ("during([2..3], [1..5])", "true"),
        ("starts([1..2], [1..5])", "true"),
        ("started by([1..5], 1)", "true"),
        ("coincides([1..5], [1..5))", "false"),
        ("includes((>= 5), [6..7])", "true"),
        ('before(1, "a")', "null"),
    ],
)
def test_relates_ranges_and_points(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_takes_one_value_for_a_list_of_it_and_the_reverse() -> None:
    assert shown('[upper case(["a"]), count("a")]') == '["A", 1]'


@pytest.mark.parametrize("text", ['contains("a")', "count()", "count(lists: [1])", 'substring("a", 1, 2, 3)'])
def test_reports_a_call_that_does_not_fit_and_makes_it_null(text: str) -> None:
    assert len(feel.compile(text).problems) == 1
    assert shown(text) == "null"


def test_notes_an_argument_of_the_wrong_kind_without_its_value() -> None:
    assert notes("abs(nama)", nama="Maria") == [
        "Expected a days and time duration or number or years and months duration as 'n' of 'abs', but got a string"
    ]


def test_calls_functions_of_the_host_with_values_of_the_language() -> None:
    found = with_functions("tambah(1, 2) + tambah(a: 3, b: 4)", tambah=lambda a, b: (a + b) * Decimal(10))

    assert found == 100


def test_makes_decimals_of_what_a_function_of_the_host_gives() -> None:
    assert with_functions("umur() / 2", umur=lambda: 5) == Decimal("2.5")


def test_makes_null_of_a_call_that_nobody_answers() -> None:
    assert notes("umur(1)") == [
        "Expected a value for 'umur', but there is none",
        "Expected a function to call, but got a null",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(function(x, y) x - y)(5, 3)", "2"),
        ("{kali: function(x, y) x * y, hasil: kali(y: 2, x: 3)}.hasil", "6"),
        ('(function(x: number) x)("a")', "null"),
        ("(function(x) x)(1, 2)", "null"),
        ("{lagi: function(f, x) f(f(x)), hasil: lagi(function(n) n + 1, 1)}.hasil", "3"),
        ("{f: abs, hasil: f(-1)}.hasil", "1"),
    ],
)
def test_defines_functions_as_values(text: str, expected: str) -> None:
    assert shown(text) == expected
