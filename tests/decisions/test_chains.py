from decimal import Decimal
from pathlib import Path

import pytest

from engine.decisions import Decisions
from engine.errors import DecisionError
from tests.decisions.tables import NOW, make_decision, make_file, make_literal, make_table

LATENESS = make_decision(make_literal("hari > 60"), "terlambat")
CODE = make_decision(
    make_table([["true", '"LT"'], ["false", '"LU"']], inputs=("terlambat",)), "kode", ["terlambat"]
)


def test_decides_what_a_decision_requires() -> None:
    verdict = Decisions.parse([make_file(LATENESS, CODE)]).evaluate("kode", {"hari": 61}, now=NOW)

    assert verdict.result == "LT"
    assert [(ruling.decision, ruling.result) for ruling in verdict.trace] == [
        ("terlambat", True),
        ("kode", "LT"),
    ]


def test_finds_a_required_decision_in_another_file() -> None:
    decisions = Decisions.parse([make_file(CODE), make_file(LATENESS)])

    assert decisions.evaluate("kode", {"hari": 1}, now=NOW).result == "LU"


def test_lets_each_file_of_a_bundle_declare_the_same_input() -> None:
    files = [make_file(LATENESS, inputs=["hari"]), make_file(CODE, inputs=["hari"])]

    assert Decisions.parse(files).evaluate("kode", {"hari": 61}, now=NOW).result == "LT"


def test_decides_only_what_is_read_and_that_once() -> None:
    asking = make_decision(make_literal("if pintas then 0 else lama + lama"), "uji", ["lama"])
    lasting = make_decision(make_literal("hitung()"), "lama")
    decisions = Decisions.parse([make_file(asking, lasting)])
    calls: list[int] = []

    def count() -> int:
        calls.append(1)
        return 21

    assert decisions.evaluate("uji", {"pintas": True}, now=NOW, functions={"hitung": count}).result == 0
    assert calls == []
    assert decisions.evaluate(
        "uji", {"pintas": False}, now=NOW, functions={"hitung": count}
    ).result == Decimal(42)
    assert calls == [1]


def test_reads_results_and_inputs_under_names_with_spaces() -> None:
    first = make_decision(make_literal("Hari lewat - 60"), "selisih", title="Selisih hari")
    second = make_decision(make_literal("Selisih hari * 2"), "ganda", ["selisih"])
    decisions = Decisions.parse([make_file(first, second, inputs=["Hari lewat"])])

    assert decisions.evaluate("ganda", {"Hari lewat": 70}, now=NOW).result == 20


def test_reads_the_scope_where_a_decision_is_not_required() -> None:
    decisions = Decisions.parse([make_file(LATENESS, make_decision(make_literal("terlambat"), "uji"))])

    assert decisions.evaluate("uji", {"terlambat": "dari luar", "hari": 1}, now=NOW).result == "dari luar"


def test_refuses_a_chain_without_an_end() -> None:
    first = make_decision(make_literal("b"), "a", ["b"])
    second = make_decision(make_literal("a"), "b", ["a"])

    with pytest.raises(DecisionError, match="Expected a chain with an end, but it returns: a -> b -> a"):
        Decisions.parse([make_file(first, second)])


def test_refuses_a_required_decision_that_is_missing() -> None:
    with pytest.raises(DecisionError, match="Expected the required decision 'terlambat', but there is none"):
        Decisions.parse([make_file(CODE)])


def test_refuses_two_decisions_with_one_id() -> None:
    with pytest.raises(DecisionError, match="Expected an id of its own"):
        Decisions.parse([make_file(LATENESS), make_file(LATENESS)])


def test_refuses_a_decision_that_nobody_knows() -> None:
    with pytest.raises(DecisionError) as refusal:
        Decisions.parse([]).evaluate("uji", {}, now=NOW)

    assert refusal.value.decision == "uji"


def test_lists_what_a_decision_reads_and_calls() -> None:
    decision = Decisions.parse([make_file(make_decision(make_table([["> batas", "f(hasil.kode)"]])))]).by_id[
        "uji"
    ]

    assert decision.names == {"nilai", "batas", "hasil.kode"}
    assert decision.calls == {"f"}


@pytest.mark.parametrize("path", sorted(Path("processes").rglob("*.dmn")), ids=lambda path: path.stem)
def test_compiles_every_decision_that_is_shipped(path: Path) -> None:
    assert Decisions.parse([path.read_bytes()]).by_id
