"""Business knowledge models and decision services."""

from typing import Any

import pytest

from engine.decisions import Decisions
from engine.errors import DecisionError
from tests.decisions.tables import (
    NOW,
    make_decision,
    make_file,
    make_knowledge,
    make_literal,
    make_service,
    make_table,
)

FEE = make_knowledge(
    "biaya", ["terlambat: boolean", "denda: number"], make_literal("if terlambat then denda else 0")
)
AGE = make_knowledge("golongan", ["nilai"], make_table([["< 17", '"anak"'], [">= 17", '"dewasa"']]))


def test_calls_knowledge_with_values_by_place_and_by_name() -> None:
    decisions = Decisions.parse(
        [
            make_file(
                FEE,
                make_decision(make_literal("biaya(true, 5)"), "tempat", knows=["biaya"]),
                make_decision(make_literal("biaya(denda: 5, terlambat: true)"), "nama", knows=["biaya"]),
            )
        ]
    )

    assert decisions.evaluate("tempat", {}, now=NOW).result == 5
    assert decisions.evaluate("nama", {}, now=NOW).result == 5


def test_makes_a_call_null_where_a_value_is_of_another_type() -> None:
    asking = make_decision(make_literal('biaya("ya", 5)'), knows=["biaya"])

    assert Decisions.parse([make_file(FEE, asking)]).evaluate("uji", {}, now=NOW).result is None


def test_tells_the_rows_of_tables_that_knowledge_holds() -> None:
    asking = make_decision(make_literal("for umur in [3, 40] return golongan(umur)"), knows=["golongan"])

    verdict = Decisions.parse([make_file(AGE, asking)]).evaluate("uji", {}, now=NOW)

    assert verdict.result == ["anak", "dewasa"]
    assert [(one.decision, [row.index for row in one.rows]) for one in verdict.trace] == [
        ("golongan", [1, 2]),
        ("uji", []),
    ]


def test_hides_the_caller_s_names_from_knowledge() -> None:
    curious = make_knowledge("intip", [], make_literal("rahasia"))
    asking = make_decision(make_literal("intip()"), knows=["intip"])

    assert (
        Decisions.parse([make_file(curious, asking)]).evaluate("uji", {"rahasia": 1}, now=NOW).result is None
    )


def test_lets_a_function_see_the_names_where_it_was_made() -> None:
    """A body that reads a name means that of its own place, not that of whoever calls it."""
    maker = make_knowledge("penambah", ["n"], make_literal("function(x) x + n"))
    asking = make_decision(make_literal("(for n in [100] return penambah(1)(10))[1]"), knows=["penambah"])

    assert Decisions.parse([make_file(maker, asking)]).evaluate("uji", {"n": 5}, now=NOW).result == 11


DOUBLED = make_decision(make_literal("dasar * 2"), "ganda", ["dasar"])
BASE = make_decision(make_literal("hitung()"), "dasar", type_name="number")
SERVICE = make_service("layanan", ["ganda"], inputs=["dasar"])


@pytest.mark.parametrize(
    ("call", "expected"), [("layanan(21)", 42), ("layanan(dasar: 4)", 8), ('layanan("x")', None)]
)
def test_decides_a_service_from_what_it_is_given(call: str, expected: Any) -> None:
    asking = make_decision(make_literal(call), knows=["layanan"])

    assert (
        Decisions.parse([make_file(BASE, DOUBLED, SERVICE, asking)]).evaluate("uji", {}, now=NOW).result
        == expected
    )


def test_asks_a_service_by_its_name_with_values_of_the_scope() -> None:
    decisions = Decisions.parse([make_file(BASE, DOUBLED, SERVICE)])

    assert decisions.evaluate("layanan", {"dasar": 3}, now=NOW).result == 6
    with pytest.raises(DecisionError, match="Expected a value for 'dasar', but there is none"):
        decisions.evaluate("layanan", {}, now=NOW)


def test_gives_all_outputs_of_a_service_by_their_names() -> None:
    service = make_service("layanan", ["dasar", "ganda"])
    base = make_decision(make_literal("7"), "dasar")

    verdict = Decisions.parse([make_file(base, DOUBLED, service)]).evaluate("layanan", {}, now=NOW)

    assert verdict.result == {"dasar": 7, "ganda": 14}


def test_stops_knowledge_that_calls_without_an_end() -> None:
    pair = [
        make_knowledge("satu", ["x"], make_literal("layanan(x)"), ["layanan"]),
        make_decision(make_literal("satu(x)"), "dua", knows=["satu"]),
        make_service("layanan", ["dua"], data=["masukan_0"]),
    ]
    decisions = Decisions.parse([make_file(*pair, inputs=["x"])])

    with pytest.raises(DecisionError, match="Expected at most 25 calls inside each other"):
        decisions.evaluate("layanan", {"x": 1}, now=NOW)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (
            make_file(make_decision(make_literal("1"), knows=["hilang"])),
            "Expected the required knowledge 'hilang'",
        ),
        (
            make_file(make_service("layanan", ["hilang"])),
            "Expected the decision or input 'hilang' of the service",
        ),
        (make_file(make_service("layanan", [])), "Expected an output decision of each service"),
        (make_file(make_knowledge("b", [], make_literal("1"), kind="Java")), "Expected a function in FEEL"),
        (
            make_file(make_knowledge("b", [], make_literal("1"), ["b"])),
            "Expected a chain with an end, but it returns: b -> b",
        ),
        (
            make_file('<businessKnowledgeModel id="b" name="b"/>'),
            "Expected logic in each business knowledge model",
        ),
        (make_file('<import namespace="urn:lain" name="lain"/>'), "Expected a file that imports no other"),
    ],
)
def test_refuses_what_cannot_be_called(file: bytes, sentence: str) -> None:
    with pytest.raises(DecisionError) as refusal:
        Decisions.parse([file])

    assert refusal.value.sentence.startswith(sentence)
    assert refusal.value.line == 1


def test_evaluates_what_is_whole_in_a_file_with_a_broken_decision() -> None:
    decisions = Decisions.read(
        [make_file(make_decision(make_literal("1 +"), "rusak"), make_decision(make_literal("2")))]
    )

    assert decisions.evaluate("uji", {}, now=NOW).result == 2
    with pytest.raises(DecisionError, match="Expected a value, but found the end"):
        decisions.evaluate("rusak", {}, now=NOW)
