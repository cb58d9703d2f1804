from typing import Any

import pytest

from engine.errors import DecisionError
from tests.decisions.tables import decide, make_table


@pytest.mark.parametrize(
    ("cell", "tested", "expected"),
    [
        ('"baru","hilang"', "hilang", True),
        ('not("baru")', "rusak", True),
        ("[17..60]", 17, True),
        ("true", True, True),
        ("null", None, True),
        ('contains(?, "a")', "akta", True),
        (">= 17", 16, False),
        ("-", None, True),
        ("", "apa pun", True),
        ("> batas", 5, True),
    ],
)
def test_reads_cells_as_dmn_js_writes_them(cell: str, tested: Any, expected: bool) -> None:
    table = make_table([[cell, "true"]], outputs=("hasil = false",))

    assert decide(table, nilai=tested, batas=4).result is expected


def test_reads_dates_of_the_record_by_the_type_of_their_column() -> None:
    table = make_table([['>= date("2026-01-01")', '"baru"']], inputs=("anak.tanggal_lahir: date",))

    assert decide(table, anak={"tanggal_lahir": "2026-11-20"}).result == "baru"
    assert decide(table, anak={"tanggal_lahir": "2025-11-20"}).result is None
    assert decide(table, anak={}).result is None
    assert decide(table, anak={"tanggal_lahir": ""}).result is None


def test_refuses_a_text_that_is_no_date_in_a_column_of_dates() -> None:
    table = make_table([["-", "1"]], inputs=("anak.tanggal_lahir: date",))

    with pytest.raises(DecisionError) as refusal:
        decide(table, anak={"tanggal_lahir": "kemarin"})

    assert (
        refusal.value.sentence
        == "Expected a date as 'anak.tanggal_lahir', but the text is none (decision 'uji')"
    )


def test_evaluates_output_cells_in_the_scope() -> None:
    table = make_table([["> 1", "nilai * 2"]])

    assert decide(table, nilai=3).result == 6


def test_takes_an_empty_output_cell_for_null() -> None:
    assert decide(make_table([["1", ""]]), nilai=1).result is None


def test_tests_several_columns_from_left_to_right() -> None:
    table = make_table([["1", "2", '"cocok"']], inputs=("a", "b"))

    assert decide(table, a=1, b=2).result == "cocok"
    assert decide(table, a=1, b=3).result is None


def test_names_the_rule_whose_cell_passed_a_limit() -> None:
    table = make_table([["1", "0"], ["2", "for i in 1..20000 return i"]])

    with pytest.raises(DecisionError) as refusal:
        decide(table, nilai=2)

    assert refusal.value.rule == 2
