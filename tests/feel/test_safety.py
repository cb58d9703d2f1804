"""Nothing of Python can be reached, and nothing can be made too large."""

import time
from decimal import Decimal
from typing import Any

import pytest

from engine import feel
from tests.feel.texts import NOW, shown

SCOPE: dict[str, Any] = {
    "anak": {"nama": "Yosefina", "tanggal": "2026-12-01"},
    "daftar": [1, 2, 3],
    "teks": "akta",
    "angka": 5,
}

PROBES = [
    '__import__("os")',
    '__import__("os").system("true")',
    'import("os")',
    'eval("1")',
    'exec("1")',
    'compile("1", "", "eval")',
    'open("/etc/passwd")',
    'getattr(teks, "__class__")',
    "globals()",
    "locals()",
    "vars()",
    "__builtins__",
    "__name__",
    "teks.__class__",
    "teks.__class__.__mro__",
    "teks.__class__.__base__.__subclasses__()",
    "teks.upper",
    "teks.upper()",
    'teks.format("x")',
    'teks.join(["a"])',
    "daftar.__class__",
    "daftar.append",
    "daftar.append(9)",
    "daftar.clear()",
    "daftar.__len__",
    "anak.keys",
    "anak.keys()",
    "anak.items()",
    'anak.pop("nama")',
    'anak.update({nama: "x"})',
    'anak.__getitem__("nama")',
    "angka.real",
    "angka.as_tuple()",
    "(1).__class__",
    '@"2026-12-01".__class__',
    '@"2026-12-01".replace(year: 1)',
    '@"2026-12-01".strftime("%Y")',
    '@"P1D".total_seconds()',
    '@"P1Y".months.__class__',
    "(function(x) x).__globals__",
    "(function(x) x).call",
    "abs.__globals__",
    "abs.call",
    "[1..3].low",
    "now().tzinfo",
    "now.__self__",
    '"{0.__class__}".format(1)',
    '"%s" % teks',
    "run",
    "frame",
    "run.scope",
    "self",
    'replace("a", "a", "\\g<0>")',
    'matches("a", "(?P<__class__>a)").re',
    'get value(anak, "__class__")',
    "get entries(anak).__class__",
    "item",
    "partial",
    "{__class__: 1}.__class__.__class__",
    "lambda: 1",
    "[x for x in daftar]",
    "x := 1",
    "anak['nama']",
    "`ls`",
    "$(ls)",
    "\\",
    "\x00",
    "1; 2",
    'function(x) external {java: {class: "java.lang.Runtime"}}',
]


BRIEF, FLOOR = 0.005, 0.0013
"""Seconds on a machine that does the floor in `FLOOR` seconds; where the floor takes longer an expression may, too. The
quickest of a few tries counts, since others use the machine as well."""


def floor() -> float:
    """Seconds of CPU for a piece of work that never changes."""
    started, kept = time.process_time(), {}
    for number in range(20_000):
        kept[number % 64] = (number, kept.get(number % 32))[:1]
    return time.process_time() - started


def is_brief(seconds: float) -> bool:
    return seconds < BRIEF or seconds < BRIEF * min(floor() for _ in range(5)) / FLOOR


@pytest.mark.parametrize("text", PROBES)
def test_reaches_nothing_of_python(text: str) -> None:
    before = repr(SCOPE)

    try:
        found = feel.compile(text).evaluate(SCOPE, now=NOW)
    except feel.FeelError:
        found = None

    assert is_value(found)
    assert not any(mark in feel.json_text(found) for mark in ("<class", "<function", " at 0x", "root:"))
    assert repr(SCOPE) == before


def is_value(found: Any) -> bool:
    """Is it, with all that it holds, a value of the language?"""
    if isinstance(found, dict):
        return all(isinstance(key, str) and is_value(item) for key, item in found.items())
    if isinstance(found, list):
        return all(map(is_value, found))
    return feel.kind(feel.native(found)) != "unknown"


LONG = '{a: "xxxxxxxxxxxxxxxxxxxxxxxxx", b: a+a+a+a+a+a+a+a+a+a, c: b+b+b+b+b+b+b+b+b+b, '
MANY = "{a: for i in 1..999 return i, b: "
NESTED = "{a: [1], b: [a,a,a,a,a,a,a,a,a,a], c: [b,b,b,b,b,b,b,b,b,b], d: [c,c,c,c,c,c,c,c,c,c], e: [d,d,d,d,d,d], "

BOMBS = [
    "9 ** 9 ** 9 ** 9 ** 9 ** 9",
    "1E6144 * 10",
    "1.0000001 ** 1E30",
    "exp(1E6000)",
    "even(1E6000)",
    "string(10 ** 6000) + string(10 ** 6000)",
    "decimal(1E-6000, 5999)",
    'number("1E999999999")',
    LONG + "d: c+c+c+c+c}",
    LONG + "d: for i in 1..9999 return c + string(i)}",
    LONG + 'd: replace(c, "x", c)}',
    LONG + 'd: replace(c, "", "xxxxxxxxxxxxxxxxxxxx")}',
    LONG + 'd: split(c, "x")}',
    LONG + 'd: for i in 1..9999 return matches(c, "(x|y)*z")}',
    LONG + "d: string join(for i in 1..9999 return c)}",
    "for i in 1..100000000 return i",
    "for i in 1..9999, j in 1..9999 return 1",
    "some i in 1..999999999 satisfies false",
    "some i in 1E34..1E35 satisfies false",
    "some i in [1E30..1E30) satisfies false",
    "every i in (1E40..1E40) satisfies true",
    "for i in -1E34..-1E35 return i",
    "for i in 9E33..1E6000 return i",
    "every i in 1..9999, j in 1..9999 satisfies true",
    'for d in @"0001-01-01"..@"9999-12-31" return d',
    MANY + "for i in 1..9999 return partial}",
    MANY + "for i in 1..9999 return a}",
    MANY + "for i in 1..9999 return a = a}",
    MANY + "for i in 1..9999 return i in a}",
    MANY + "for i in 1..9999 return sum(a)}",
    MANY + "for i in 1..9999 return a[item = 0]}",
    MANY + "concatenate(a, a)}",
    MANY + "distinct values(a)}",
    MANY + "sort(a, function(x, y) x > y)}",
    NESTED + "f: e}",
    NESTED + "f: e = e}",
    NESTED + "f: string(e)}",
    NESTED + "f: flatten(e)}",
    NESTED + "f: e.x}",
    NESTED + "f: e instance of list<list<list<list<list<number>>>>>}",
    "{f: function(n) f(n) + f(n)}.f(1)",
    "{f: function(n) if n = 0 then 1 else f(n - 1) + f(n - 1)}.f(20)",
    "(function(g) g(g))(function(g) g(g))",
    "every a in 0..1E30 satisfies " + "+".join("a" * 50) + " >= 0",
    "every a in 0..1E30 satisfies " + " and ".join(["a >= 0"] * 40),
    "every a in 0..1E30, b in 1..2 satisfies "
    + " or ".join(['null(1).x[false][true].exp(x: "") * false'] * 10),
    "count(for i in 1..1000 return " + " ** ".join(["1.1"] * 20) + ")",
    " + ".join(["1.7 ** -1.7"] * 80),
    "every a in 0..1E30 satisfies 1.7 ** 1000 > 0",
    "every a in 0..1E30 satisfies log(1.7) > 0",
    "every a in 0..1E30 satisfies stddev([3,1,2]) > 0",
    'every a in 0..1E30 satisfies split("12.5", "12.5") != a',
    'every a in 0..1E30 satisfies date and time("2026-12-01T08:00:00+08:00") != a',
    "{f: function(x) " + "+".join(["x"] * 90) + ", g: for i in 1..9999 return f(i)}",
    'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$")',
    'matches("a", "(((((a{900}){9}){9}){9}){9})")',
    'duration("PT99999999999999999S") * 1E30',
    '@"9999-12-31T23:59:59@Asia/Makassar" - @"0001-01-01T00:00:00+14:00"',
    '@"2026-12-01T00:00:00@../../etc/passwd"',
    "(" * 400,
    "[" * 400 + "]" * 400,
    "-" * 900 + "1",
    "1" + " + 1" * 240,
    "1" + "=1" * 400,
    "not(" * 150 + "true" + ")" * 150,
    "a" + ".a" * 400,
    "a" + "[1]" * 300,
    "if true then " * 60 + "1",
    "x" * 1001,
]


def attempt(text: str) -> tuple[int, float]:
    """How much came of it, and the seconds of CPU that parsing, evaluating and writing it took."""
    feel.compile.cache_clear()
    started = time.process_time()
    try:
        found = feel.json_text(feel.compile(text).evaluate(SCOPE, now=NOW))
    except feel.FeelError:
        found = ""
    return len(found), time.process_time() - started


@pytest.mark.parametrize("text", BOMBS)
def test_stops_what_grows_without_measure(text: str) -> None:
    outcomes = [attempt(text) for _ in range(5)]

    assert max(size for size, _ in outcomes) < 200_000
    assert is_brief(min(seconds for _, seconds in outcomes))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x" * 1001, "Expected at most 1000 characters, but there are 1001"),
        ("(" * 26, "Expected at most 25 open brackets, but there are more"),
        ("1" + "+1" * 150, "Expected at most 300 words and signs, but there are more"),
        ("-" * 26 + "1", "Expected at most 25 levels of nesting, but there are more"),
        ("for i in 1..1001 return i", "Expected at most 1000 items, but a list has more"),
        ("some i in 1..99999 satisfies false", "Expected at most 2500 steps, but the evaluation needs more"),
        (LONG + "d: c+c+c+c+c}", "Expected at most 10000 characters, but a string has more"),
        ("{f: function(n) f(n)}.f(1)", "Expected at most 25 calls inside each other, but there are more"),
        (MANY + "[a,a,a,a,a,a]}.b", "Expected at most 5000 items in 25 levels, but a value has more"),
    ],
)
def test_names_the_limit_that_was_passed(text: str, sentence: str) -> None:
    with pytest.raises(feel.FeelLimitError) as refusal:
        feel.compile(text).evaluate({}, now=NOW)

    assert refusal.value.sentence == sentence


def test_allows_what_lies_within_the_limits() -> None:
    assert shown("(" * 24 + "1" + ")" * 24) == "1"
    assert shown("1" + " + 1" * 149) == "150"
    assert shown("count(for i in 1..1000 return i)") == "1000"


def test_gives_functions_of_the_host_bounded_values_only() -> None:
    asked: list[Any] = []

    with pytest.raises(feel.FeelLimitError):
        feel.compile(MANY + "f([a, a, a, a, a, a])}").evaluate({}, now=NOW, functions={"f": asked.append})

    assert asked == []


def test_hands_a_number_of_the_host_on_with_all_its_digits() -> None:
    assert feel.compile("angka").evaluate({"angka": 2**200}, now=NOW) == Decimal(2**200)
