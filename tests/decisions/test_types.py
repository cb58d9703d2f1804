"""Item definitions: what fits a type, and what a type allows."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from engine.decisions import Decisions
from engine.errors import DecisionError
from tests.decisions.tables import NOW, make_decision, make_file, make_literal, make_type

TYPES = (
    make_type("tUmur", "number", allowed="[0..150]"),
    make_type("tDaftar", "number", is_list=True),
    make_type("tOrang", parts=["nama: string", "umur: tUmur"]),
    make_type("tOrang2", "tOrang", is_list=True),
)


def result(text: str, type_name: str, *inputs: str, **scope: Any) -> Any:
    file = make_file(*TYPES, make_decision(make_literal(text), type_name=type_name), inputs=inputs)
    return Decisions.parse([file]).evaluate("uji", scope, now=NOW).result


@pytest.mark.parametrize(
    ("text", "type_name", "expected"),
    [
        ("1", "string", None),
        ("[1]", "number", 1),
        ("[1, 2]", "number", None),
        ("1", "tDaftar", [1]),
        ('[1, "dua"]', "tDaftar", None),
        ('{nama: "Ani", umur: 3, lain: true}', "tOrang", {"nama": "Ani", "umur": 3, "lain": True}),
        ('{nama: "Ani"}', "tOrang", None),
        ('[{nama: "Ani", umur: "tiga"}]', "tOrang2", None),
        ("null", "tDaftar", None),
        ("41", "integer", 41),
        ("41", "feel:number", 41),
        ('date("2026-11-20")', "dateTime", "2026-11-20T00:00:00Z"),
    ],
)
def test_makes_a_result_fit_its_type_or_null(text: str, type_name: str, expected: Any) -> None:
    found = result(text, type_name)

    assert (found.isoformat().replace("+00:00", "Z") if hasattr(found, "isoformat") else found) == expected


def test_knows_the_types_of_the_file_in_its_texts() -> None:
    assert result('{nama: "Ani", umur: 300} instance of tOrang', "boolean") is True
    assert result("[1] instance of tDaftar", "boolean") is True
    assert result("1 instance of tDaftar", "boolean") is False


@pytest.mark.parametrize(
    ("type_name", "given", "expected"),
    [
        ("date", "2026-11-20", date(2026, 11, 20)),
        ("dayTimeDuration", "P2D", timedelta(days=2)),
        ("string", "2026-11-20", "2026-11-20"),
        ("date", "", None),
        ("date", None, None),
        ("number", 3, Decimal(3)),
    ],
)
def test_reads_inputs_as_their_types_have_them(type_name: str, given: Any, expected: Any) -> None:
    assert result("x", "Any", f"x: {type_name}", x=given) == expected


def test_reads_dates_within_structures() -> None:
    lived = make_type("tLahir", parts=["tanggal lahir: date"])
    asking = make_decision(make_literal("anak.tanggal lahir.year"))
    decisions = Decisions.parse([make_file(lived, asking, inputs=["anak: tLahir"])])

    assert decisions.evaluate("uji", {"anak": {"tanggal lahir": "2026-11-20"}}, now=NOW).result == 2026


@pytest.mark.parametrize(
    ("type_name", "given", "sentence"),
    [
        ("tUmur", 151, "Expected a value that 'tUmur' allows ([0..150]), but got another"),
        (
            "tOrang",
            {"nama": "Ani", "umur": -1},
            "Expected a value that 'tUmur' allows ([0..150]), but got another",
        ),
        ("number", "tiga", "Expected a 'number' as 'x', but got a string"),
        ("date", "kemarin", "Expected a 'date' as 'x', but got a string"),
    ],
)
def test_refuses_inputs_that_a_type_does_not_allow(type_name: str, given: Any, sentence: str) -> None:
    with pytest.raises(DecisionError) as refusal:
        result("x", "Any", f"x: {type_name}", x=given)

    assert refusal.value.plain == sentence


@pytest.mark.parametrize(
    ("types", "sentence"),
    [
        (
            (make_type("a", "b"), make_type("b", "a")),
            "Expected types with an end, but they return: a -> b -> a",
        ),
        (
            (make_type("a", "tHilang"),),
            "Expected a type of this file or of the standard, but there is no 'tHilang'",
        ),
        ((make_type("a", "number", allowed="> "),), "Expected FEEL as allowedValues, but at 1:2"),
    ],
)
def test_refuses_types_that_mean_nothing(types: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(DecisionError) as refusal:
        Decisions.parse([make_file(*types)])

    assert refusal.value.plain.startswith(sentence)
    assert refusal.value.line == 1


def test_refuses_a_type_of_a_decision_that_is_none() -> None:
    with pytest.raises(DecisionError) as refusal:
        Decisions.parse([make_file(make_decision(make_literal("1"), type_name="tHilang"))])

    assert refusal.value.decision == "uji"
