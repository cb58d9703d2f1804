from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import feel
from engine.decisions import Decisions
from engine.functions import FUNCTIONS
from engine.requirements import parse_requirements

NOW = datetime(2026, 11, 24, tzinfo=UTC)
WOMAN = "5371047101909001"


def value(text: str, **scope: object) -> object:
    return feel.compile(text).evaluate(scope, now=NOW, functions=FUNCTIONS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nik(ibu.nik).sah", True),
        ("nik(ibu.nik).lahir", date(1990, 1, 31)),
        ("nik(ibu.nik).kelamin", "P"),
        ("nik(ibu.nik).wilayah", "53.71.04"),
        ("nik(ibu.nik).urut", "9001"),
        ("nik(ibu.nik).masalah", []),
        ("tanggal_lahir_nik(ibu.nik) = nik(ibu.nik).lahir", True),
        ('nik("5371 0471 0190 9001").nomor', WOMAN),
        ('nik("5371044001909001").sah', False),
        ('nik("5371044001909001").lahir', None),
        ('nik("5371044001909001").masalah', ["day"]),
        ("nik(null)", None),
        ("nik(5)", None),
        ("nik(tidak.ada).sah", None),
        ('nomor_kk("5371032411269001").direkam', date(2026, 11, 24)),
        ('nomor_kk("5371036411269001").masalah', ["record_day"]),
        ("nomor_kk(null)", None),
    ],
)
def test_tells_what_a_number_tells(text: str, expected: object) -> None:
    assert value(text, ibu={"nik": WOMAN}) == expected


@given(st.one_of(st.none(), st.text(max_size=30), st.integers(), st.booleans()))
def test_takes_whatever_was_typed(typed: object) -> None:
    found = value("nik(typed).sah", typed=typed)

    assert found is None if not isinstance(typed, str) else found in (True, False)


def test_a_requirement_may_ask_a_number() -> None:
    (paper,) = parse_requirements(
        b'[[requirement]]\ncode = "x"\nlabel = "X"\nlabel_en = "X"\nlegal_basis = "-"\nsince = 2020-01-01\n'
        b"confirmed = true\nwhen = 'nik(ibu.nik).kelamin = \"P\"'\n"
    )

    assert paper.is_needed({"ibu": {"nik": WOMAN}})
    assert not paper.is_needed({"ibu": {"nik": None}})


DECISION = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">
<decision id="luar" name="luar"><variable name="luar"/>
<literalExpression><text>nik(ibu.nik).wilayah != "53.71.04"</text></literalExpression></decision></definitions>"""


def test_a_decision_may_ask_a_number() -> None:
    decisions = Decisions.parse([DECISION.encode()])

    assert decisions.evaluate("luar", {"ibu": {"nik": WOMAN}}, now=NOW, functions=FUNCTIONS).result is False
