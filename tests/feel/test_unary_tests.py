from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from engine import feel
from tests.feel.texts import matches


@pytest.mark.parametrize(
    ("cell", "tested", "expected"),
    [
        ("-", 5, True),
        ("", None, True),
        ('"baru"', "baru", True),
        ('"baru","hilang"', "hilang", True),
        ('"baru","hilang"', "rusak", False),
        ('not("baru")', "rusak", True),
        ('not("baru","hilang")', "hilang", False),
        ("not(< 5, > 10)", 7, True),
        ("17", 17, True),
        (">= 17", 17, True),
        ("< 5, > 10", 12, True),
        ("< 5, > 10", 7, False),
        ("= 5", 5, True),
        ("!= 5", 5, False),
        ("[17..60]", 60, True),
        ("[17..60)", 60, False),
        ("]17..60]", 17, False),
        ("[1..3], [7..9]", 8, True),
        ("true", True, True),
        ("true", False, False),
        ("false", False, True),
        ("null", None, True),
        ("null", 0, False),
        ("not(null)", None, False),
        ("not(null)", 0, True),
        ('contains(?, "a")', "akta", True),
        ("? > 5 and ? < 10", 7, True),
        ("even(?)", 7, False),
        ("? in [1, 2]", 2, True),
        ("[1, 2, 3]", 2, True),
        ('date("2026-12-01")', date(2026, 12, 1), True),
        ('[@"2026-01-01"..@"2026-12-31"]', date(2026, 12, 1), True),
        ("> 5", None, False),
        ("> 5", "enam", False),
        ("not(> 5)", None, False),
        ("some x in ? satisfies x > 1", [1, 2], True),
    ],
)
def test_tests_a_value_against_a_cell(cell: str, tested: Any, expected: bool) -> None:
    assert matches(cell, tested) is expected


def test_reads_other_names_of_the_scope_in_a_cell() -> None:
    assert matches("batas", 5, batas=5)
    assert matches("> batas.bawah", 5, batas={"bawah": 4})
    assert matches("daftar", 2, daftar=[1, 2])


def test_takes_numbers_of_the_host_as_they_are() -> None:
    assert matches("0.1", 0.1)
    assert matches("1", Decimal("1.00"))


def test_lists_the_paths_that_a_cell_reads() -> None:
    assert feel.compile_unary("> batas.bawah, ? = nilai").names == {"batas.bawah", "nilai"}


@pytest.mark.parametrize("text", ["> 5", "? + 1", "[< 5]", "f(> 5)"])
def test_refuses_tests_outside_a_cell(text: str) -> None:
    with pytest.raises(feel.FeelSyntaxError):
        feel.compile(text)
