"""Warnings of forms: accepted with codes and a reason, or refused; what a later form says stands."""

import pytest

from engine import cautions
from engine.cautions import Heeded
from engine.errors import FormError, WarningsError
from engine.forms import Problem
from engine.submission import ACCEPTANCE, ACCEPTED, FORWARD, Submission
from tests.forms.building import form, question, rule

PLAIN = Problem("nama", "aturan")
GRAVE = Problem("umur", "tua", reason=True)


def sent(*accepted: str, why: str = "") -> Submission:
    return Submission({ACCEPTED: accepted, ACCEPTANCE: [why]}, FORWARD)


def test_refuses_a_warning_that_nobody_has_seen() -> None:
    with pytest.raises(WarningsError) as refused:
        cautions.heed(sent("nama:aturan"), [PLAIN, Problem("nama", "lain")], "siti")

    assert not refused.value.lacks_reason
    assert refused.value.warnings == [PLAIN, Problem("nama", "lain")]


def test_accepts_what_was_seen_without_a_reason_where_none_is_asked() -> None:
    heeded = cautions.heed(sent("nama:aturan"), [PLAIN], "siti")

    assert heeded == Heeded([PLAIN], "siti", None)
    assert heeded.facts == {"warnings": ["nama:aturan"]}


def test_asks_for_the_reason_that_the_rule_wants() -> None:
    with pytest.raises(WarningsError) as refused:
        cautions.heed(sent("umur:tua"), [GRAVE], "siti")

    assert refused.value.lacks_reason
    assert cautions.heed(sent("umur:tua", why="Cocok."), [GRAVE], "siti").why == "Cocok."


def test_a_form_without_warnings_needs_nothing_accepted() -> None:
    assert cautions.heed(sent(), [], "siti").facts == {}


def test_what_a_later_form_can_say_itself_it_says_anew() -> None:
    asked = form(question("nama"), rules=[rule("nama", "false", level="warning")])
    record: dict[str, object] = {}
    cautions.note(record, asked, "mulai", Heeded([PLAIN, Problem("kk.nomor", "number_area")], "siti", "Ya."))

    cautions.note(record, asked, "lengkapi", Heeded())

    assert record[cautions.KEPT] == [
        {"langkah": "mulai", "isian": "kk.nomor", "kode": "number_area", "oleh": "siti", "alasan": "Ya."}
    ]


def test_a_record_without_warnings_says_nothing_of_them() -> None:
    record: dict[str, object] = {}

    cautions.note(record, None, "mulai", Heeded())

    assert record == {}


def test_a_case_that_nobody_opens_carries_only_what_is_doubtful_in_its_answers() -> None:
    heeded = cautions.carried([PLAIN, GRAVE], {"nama": "Yosef", "umur": None})

    assert heeded.warnings == (PLAIN,)
    assert heeded.person_id is None


def test_only_a_warning_can_ask_for_a_reason() -> None:
    with pytest.raises(FormError, match="asks for a reason"):
        form(question("nama"), rules=[rule("nama", "true", reason=True)])
