"""Each type and kind of answer: what is taken, how it is kept, what is refused."""

import re
from pathlib import Path

import pytest

from engine import forms
from engine.forms import MESSAGES, Problem
from tests.forms.building import NOW, check, choice, codes, date, form, group, question, rows, time


def test_an_answer_that_is_asked_for_has_to_be_given() -> None:
    asked = form(group("anak", question("nama", validate={"required": True})), question("jalan"))

    checked = check(asked, anak__nama="   ")

    assert codes(checked) == [("anak.nama", "required")]
    assert checked.values == {"anak": {"nama": None}, "jalan": None}


def test_a_box_that_must_be_ticked_says_so() -> None:
    asked = form(question("setuju", "checkbox", validate={"required": True}))

    assert codes(check(asked)) == [("setuju", "must_be_ticked")]
    assert check(asked, setuju="true").values == {"setuju": True}


@pytest.mark.parametrize(
    ("typed", "number"), [("3,2", 3.2), ("3.2", 3.2), (" 3 ", 3), ("+2", 2), ("-1,50", -1.5), ("007", 7)]
)
def test_a_number_may_have_a_comma_or_a_point(typed: str, number: float) -> None:
    checked = check(form(question("berat", "number")), berat=typed)

    assert checked.values == {"berat": number}
    assert type(checked.values["berat"]) is type(number)


@pytest.mark.parametrize("typed", ["tiga", "1.000,5", "1e9", "NaN", "inf", "٣", "3,", ",5", "0x1F", "1" * 40])
def test_what_is_no_number_is_refused(typed: str) -> None:
    checked = check(form(question("berat", "number")), berat=typed)

    assert codes(checked) == [("berat", "number")]
    assert checked.values == {"berat": None}


@pytest.mark.parametrize(
    ("typed", "code", "parameters"),
    [
        ("0,2", "too_small", {"minimum": "0,3"}),
        ("8,01", "too_large", {"maximum": "8"}),
        ("3,123", "too_precise", {"digits": 2}),
    ],
)
def test_a_number_keeps_to_its_limits(typed: str, code: str, parameters: dict[str, object]) -> None:
    asked = form(question("berat", "number", decimalDigits=2, validate={"min": 0.3, "max": 8}))

    checked = check(asked, berat=typed)

    assert checked.problems == (Problem("berat", code, parameters),)
    assert checked.problems[0].sentence() == MESSAGES[code] % parameters


def test_a_count_is_whole() -> None:
    asked = form(question("ke", "number", decimalDigits=0))

    assert codes(check(asked, ke="1,5")) == [("ke", "whole_number")]
    assert check(asked, ke="2,0").values == {"ke": 2}


@pytest.mark.parametrize(
    ("boxes", "code"),
    [
        (("1", "2", ""), "date_incomplete"),
        (("", "", "2026"), "date_incomplete"),
        (("1", "2", "26"), "date_incomplete"),
        (("satu", "2", "2026"), "date_incomplete"),
        (("30", "2", "2026"), "date_impossible"),
        (("29", "2", "2026"), "date_impossible"),
        (("0", "1", "2026"), "date_impossible"),
        (("1", "1", "0000"), "date_impossible"),
    ],
)
def test_a_date_is_whole_and_in_the_calendar(boxes: tuple[str, str, str], code: str) -> None:
    checked = check(form(date()), tanggal_dd=boxes[0], tanggal_mm=boxes[1], tanggal_yyyy=boxes[2])

    assert codes(checked) == [("tanggal", code)]


def test_a_date_is_kept_as_iso_text() -> None:
    checked = check(form(date()), tanggal_dd=" 29", tanggal_mm="2", tanggal_yyyy="2024")

    assert checked.values == {"tanggal": "2024-02-29"}


@pytest.mark.parametrize(("typed", "kept"), [("03.25", "03:25"), ("3:25", "03:25"), ("00.00", "00:00")])
def test_a_time_may_have_a_point_or_a_colon(typed: str, kept: str) -> None:
    assert check(form(time()), pukul=typed).values == {"pukul": kept}


@pytest.mark.parametrize("typed", ["24.00", "3.60", "3", "0325", "pagi", "-1.10"])
def test_what_is_no_time_of_day_is_refused(typed: str) -> None:
    assert codes(check(form(time()), pukul=typed)) == [("pukul", "time")]


@pytest.mark.parametrize("type_", ["radio", "select"])
def test_only_what_is_offered_can_be_chosen(type_: str) -> None:
    asked = form(choice("jenis", "a", "b", type_=type_))

    assert check(asked, jenis="b").values == {"jenis": "b"}
    assert codes(check(asked, jenis="c")) == [("jenis", "choice")]


def test_a_checklist_takes_several_and_only_offered_ones() -> None:
    asked = form(choice("jenis", "a", "b", type_="checklist"))

    assert check(asked, jenis=["a", "b"]).values == {"jenis": ["a", "b"]}
    assert codes(check(asked, jenis=["a", "c"])) == [("jenis", "choice")]


def test_a_list_of_the_scope_decides_what_can_be_chosen() -> None:
    asked = form(question("kelurahan", "select", valuesKey="daftar.kelurahan"))
    scope = {"daftar": {"kelurahan": [{"value": "53.71.03.1010", "label": "Oesapa"}]}}

    assert codes(check(asked, scope, kelurahan="53.71.03.1010")) == []
    assert codes(check(asked, scope, kelurahan="53.71.03.1011")) == [("kelurahan", "choice")]


def test_a_list_of_the_scope_holds_inside_rows_too() -> None:
    asked = form(rows("pindah", question("ke", "select", valuesKey="daftar.ke")))
    scope = {"daftar": {"ke": [{"value": "a", "label": "A"}]}}

    checked = asked.check({"pindah": [{"ke": "a"}, {"ke": "b"}]}, scope, NOW)

    assert codes(checked) == [("pindah.1.ke", "choice")]


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("nik", "5371 0312 0391 9001", "5371031203919001"),
        ("nik", "5371.0312-0391.9001", "5371031203919001"),
        ("kk", "537103 020819 9001", "5371030208199001"),
        ("phone", "0812-3456 7890", "+6281234567890"),
        ("phone", "62 812 3456 7890", "+6281234567890"),
        ("person_name", "  Maria   Goreti ", "Maria Goreti"),
        ("person_name", "Umbu D'Ornay-Pah", "Umbu D'Ornay-Pah"),
        ("rt", "21", "021"),
    ],
)
def test_each_kind_is_tidied(kind: str, typed: str, kept: str) -> None:
    asked = form(question("isi", properties={"kind": kind}))

    checked = check(asked, isi=typed)

    assert (codes(checked), checked.values) == ([], {"isi": kept})


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        ("nik", "537103120391900", "number_digits"),
        ("nik", "5371033202919001", "number_day"),
        ("nik", "5371031203910000", "number_serial"),
        ("nik", "53710312O3919001", "number_digits"),
        ("kk", "5371034108199001", "number_record_day"),
        ("phone", "12345", "phone"),
        ("person_name", "Yos3f", "name_letters"),
        ("person_name", "Иван", "name_letters"),
        ("person_name", "<b>", "name_letters"),
        ("kelurahan", "Oesapa", "area_code"),
        ("rt", "RT 21", "neighbourhood"),
    ],
)
def test_each_kind_is_checked(kind: str, typed: str, code: str) -> None:
    assert codes(check(form(question("isi", properties={"kind": kind})), isi=typed)) == [("isi", code)]


def test_a_nik_that_tells_another_birthday_or_sex_is_warned_of_and_taken() -> None:
    """A corrected birth date leaves the NIK as it was given."""
    about = {"kind": "nik", "born": "ibu.lahir", "sex": "P"}
    asked = form(group("ibu", question("nik", properties=about), date("lahir")))

    checked = check(
        asked, ibu__nik="5371031203919001", ibu__lahir_dd="13", ibu__lahir_mm="3", ibu__lahir_yyyy="1991"
    )

    assert codes(checked) == []
    assert [(warning.field, warning.code) for warning in checked.warnings] == [
        ("ibu.nik", "number_sex"), ("ibu.nik", "number_born"),
    ]  # fmt: skip
    assert checked.values["ibu"]["nik"] == "5371031203919001"


@pytest.mark.parametrize("typed", ["a\x00b", "a\u202eb", "a\x1bb", "\ud800"])
def test_signs_that_nobody_can_see_are_refused(typed: str) -> None:
    assert codes(check(form(question("nama")), nama=typed)) == [("nama", "characters")]


def test_a_text_is_no_longer_than_its_field() -> None:
    assert codes(check(form(question("nama", validate={"maxLength": 3})), nama="abcd")) == [
        ("nama", "too_long")
    ]
    assert codes(check(form(question("nama")), nama="a" * 201)) == [("nama", "too_long")]
    assert codes(check(form(question("nama", validate={"minLength": 3})), nama="ab")) == [
        ("nama", "too_short")
    ]


def test_a_pattern_shows_its_example() -> None:
    asked = form(question("nomor", validate={"pattern": "^[A-Z]{2}-[0-9]+$"}, properties={"example": "LU-1"}))

    (problem,) = check(asked, nomor="1").problems

    assert (problem.code, problem.sentence()) == (
        "pattern_example", "Tulisannya belum sesuai bentuk yang diminta. Contoh: LU-1.",
    )  # fmt: skip
    assert codes(check(asked, nomor="LU-7")) == []


def test_a_hostile_pattern_costs_no_time() -> None:
    asked = form(question("nomor", "textarea", validate={"pattern": "^(a+)+$"}))

    assert codes(check(asked, nomor="a" * 3000 + "b")) == [("nomor", "pattern")]


def test_every_code_that_a_check_can_give_has_a_sentence() -> None:
    sources = "".join(path.read_text() for path in Path(forms.__path__[0]).glob("*.py"))
    given = re.findall(r'(?:wrong\(|yield |_PHONE, |_AREA, |_NEIGHBOURHOOD, )"([a-z_]+)"', sources)

    assert {"required", "must_be_ticked", *given} <= set(MESSAGES)
    assert len(given) > 15
