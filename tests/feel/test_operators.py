import pytest

from tests.feel.texts import notes, shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("0.1 + 0.2", "0.3"),
        ("1 / 3", "0.3333333333333333333333333333333333"),
        ("-5 ** 2", "25"),
        ("2 ** 3 ** 2", "64"),
        ("10 - 4 - 3", "3"),
        ("1.5e3", "1500"),
        (".5 + .5", "1"),
        ('"akta" + " " + "lahir"', '"akta lahir"'),
        ("1 // a comment\n + /* another */ 1", "2"),
    ],
)
def test_calculates_with_the_standards_precedence_and_34_digits(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text", ["1 / 0", '1 + "1"', "null + 1", "true * 2", "-null", '"a" - "b"', "10 ** 99999"]
)
def test_makes_null_of_what_cannot_be_calculated(text: str) -> None:
    assert shown(text) == "null"


TRUTH_TABLE = [
    ("true", "true", "true", "true"),
    ("true", "false", "false", "true"),
    ("true", "null", "null", "true"),
    ("false", "false", "false", "false"),
    ("false", "null", "false", "null"),
    ("null", "null", "null", "null"),
    ("1", "true", "null", "true"),
    ("1", "false", "false", "null"),
]


@pytest.mark.parametrize(("left", "right", "both", "either"), TRUTH_TABLE)
def test_decides_with_three_values(left: str, right: str, both: str, either: str) -> None:
    assert shown(f"[{left} and {right}, {right} and {left}]") == f"[{both}, {both}]"
    assert shown(f"[{left} or {right}, {right} or {left}]") == f"[{either}, {either}]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("not(true)", "false"), ("not(false)", "true"), ("not(null)", "null"), ("not(1)", "null")],
)
def test_negates_booleans_only(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("null = null", "true"),
        ("null = 1", "false"),
        ("1 != null", "true"),
        ("null < 1", "null"),
        ('1 = "1"', "null"),
        ('1 < "2"', "null"),
        ("true < false", "null"),
        ("1 = 1.0", "true"),
        ('"a" < "b"', "true"),
        ("[1, 2] = [1, 2]", "true"),
        ("[1, 2] = [2, 1]", "false"),
        ("{a: 1, b: 2} = {b: 2, a: 1}", "true"),
        ('@"2026-01-01" < @"2026-01-02"', "true"),
        ('@"2026-01-01" = @"2026-01-01T00:00:00"', "null"),
        ('@"2026-12-01T08:00:00+08:00" = @"2026-12-01T00:00:00Z"', "true"),
        ('@"2026-12-01T08:00:00" < @"2026-12-01T00:00:00Z"', "null"),
        ('@"P1D" > @"PT23H"', "true"),
        ('@"P1Y" = @"P12M"', "true"),
        ('@"P1Y" > @"P1D"', "null"),
    ],
)
def test_compares_values_of_one_kind_only(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 between 1 and 5", "true"),
        ("0 between 1 and 5 and true", "false"),
        ("null between 1 and 5", "null"),
        ('@"2026-06-01" between @"2026-01-01" and @"2026-12-31"', "true"),
    ],
)
def test_knows_what_lies_between(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("if 1 < 2 then 1 else 2", "1"),
        ("if null then 1 else 2", "2"),
        ('if "x" then 1 else 2', "2"),
        ("if true then 1 else 2 + 10", "1"),
        ("if false then 1 else if true then 2 else 3", "2"),
    ],
)
def test_chooses_by_true_alone(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_tells_the_host_why_a_value_became_null() -> None:
    said = notes("nama + 1", nama="Maria")

    assert said == ["Expected values that fit '+', but got a string and a number"]


def test_reads_escapes_in_strings() -> None:
    assert shown(r'"a\"b\nc\u0041\ud83d\ude00\d"') == r'"a\"b\ncA😀\\d"'


def test_accepts_the_equals_sign_of_bpmn_js_before_a_text() -> None:
    assert shown("= 1 + 1") == "2"
