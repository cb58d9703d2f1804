from typing import Any

import pytest

from engine.decisions import Row
from engine.errors import DecisionError
from tests.decisions.tables import decide, make_table

OVERLAPPING = [["< 10", "1"], ["< 20", "2"], ["> 15", "2"], [">= 100", "4"]]


@pytest.mark.parametrize(
    ("policy", "tested", "expected"),
    [
        ("UNIQUE", 12, 2),
        ("UNIQUE", None, None),
        ("FIRST", 5, 1),
        ("ANY", 17, 2),
        ("RULE ORDER", 5, [1, 2]),
        ("RULE ORDER", None, []),
        ("COLLECT", 150, [2, 4]),
        ("COLLECT", None, []),
    ],
)
def test_makes_of_the_matching_rows_what_the_policy_says(policy: str, tested: Any, expected: Any) -> None:
    assert decide(make_table(OVERLAPPING, policy), nilai=tested).result == expected


@pytest.mark.parametrize(
    ("aggregation", "tested", "expected"),
    [
        ("SUM", 150, 6),
        ("MIN", 150, 2),
        ("MAX", 150, 4),
        ("COUNT", 150, 2),
        ("SUM", None, None),
        ("COUNT", None, 0),
    ],
)
def test_aggregates_what_it_collects(aggregation: str, tested: Any, expected: Any) -> None:
    table = make_table(OVERLAPPING, "COLLECT", aggregation=aggregation)

    assert decide(table, nilai=tested).result == expected


def test_refuses_two_rows_of_a_unique_table() -> None:
    with pytest.raises(DecisionError) as refusal:
        decide(make_table(OVERLAPPING), nilai=5)

    assert refusal.value.sentence == (
        "Expected at most one row to match, but rows 1 and 2 do (decision 'uji', rule 2)"
    )
    assert (refusal.value.decision, refusal.value.rule) == ("uji", 2)


def test_refuses_rows_that_differ_where_any_of_them_should_do() -> None:
    with pytest.raises(DecisionError) as refusal:
        decide(make_table(OVERLAPPING, "ANY"), nilai=5)

    assert refusal.value.rule == 2


def test_gives_several_outputs_by_their_names() -> None:
    table = make_table([['"a"', '"LU"', "false"], ['"b"', '"LT"', "true"]], outputs=("kode", "terlambat"))

    assert decide(table, nilai="b").result == {"kode": "LT", "terlambat": True}


def test_gives_the_defaults_where_no_row_matches() -> None:
    table = make_table([["1", '"a"', "1"]], outputs=('kode = "lain"', "angka"))

    verdict = decide(table, nilai=2)

    assert verdict.result == {"kode": "lain", "angka": None}
    assert verdict.trace[0].rows == ()


def test_traces_the_rows_that_matched_with_their_annotations() -> None:
    table = make_table([["1", "10", "Pasal 27"], ["< 5", "20", "Pasal 32"]], "COLLECT")

    verdict = decide(table, nilai=1)

    assert verdict.trace[0].rows == (Row(1, "aturan_1", ("Pasal 27",)), Row(2, "aturan_2", ("Pasal 32",)))


def test_stops_at_the_first_row_that_matches() -> None:
    table = make_table([["1", "10"], ["1", "20"]], "FIRST")

    assert [row.index for row in decide(table, nilai=1).trace[0].rows] == [1]


def test_counts_the_rows_of_a_table_with_several_outputs() -> None:
    table = make_table([["-", "1", "2"], ["-", "1", "2"]], "COLLECT", outputs=("a", "b"), aggregation="COUNT")

    assert decide(table, nilai=1).result == 2
