"""Hidden answers are dropped, rules are kept, and each problem stands at its own field."""

import pytest

from tests.forms.building import (
    LATE_IN_UTC,
    NOW,
    check,
    choice,
    codes,
    date,
    form,
    group,
    question,
    rows,
    rule,
)


def test_an_answer_to_a_hidden_question_is_dropped_and_not_asked_for() -> None:
    asked = form(
        choice("warga", "WNI", "WNA"),
        question("nik", validate={"required": True}, conditional={"hide": '=warga = "WNA"'}),
    )

    smuggled = check(asked, warga="WNA", nik="5371031203919001")
    left_out = check(asked, warga="WNA")
    asked_for = check(asked, warga="WNI")

    assert (codes(smuggled), smuggled.values["nik"]) == ([], None)
    assert codes(left_out) == []
    assert codes(asked_for) == [("nik", "required")]


def test_what_is_wrong_in_a_hidden_answer_is_no_problem() -> None:
    asked = form(question("berat", "number", conditional={"hide": "true"}))

    assert codes(check(asked, berat="tiga")) == []


def test_a_hidden_group_hides_all_that_is_in_it() -> None:
    asked = form(
        group("ayah", question("nama"), group("lahir", date()), conditional={"hide": "tanpa_ayah = true"})
    )

    checked = check(asked, {"tanpa_ayah": True}, ayah__nama="Yosef")

    assert checked.values == {"ayah": {"nama": None, "lahir": {"tanggal": None}}}


def test_a_condition_sees_that_an_answer_above_it_was_dropped() -> None:
    asked = form(
        question("a"),
        question("b", conditional={"hide": 'a = "x"'}),
        question("c", conditional={"hide": "b = null"}),
    )

    assert check(asked, a="x", b="1", c="2").values == {"a": "x", "b": None, "c": None}
    assert check(asked, a="y", b="1", c="2").values == {"a": "y", "b": "1", "c": "2"}


@pytest.mark.parametrize("condition", ['"ya"', "1", "null", "tiada.ada", "warga"])
def test_a_condition_hides_only_when_it_is_exactly_true(condition: str) -> None:
    asked = form(question("nama", conditional={"hide": condition}))

    assert check(asked, {"warga": "true"}, nama="Ester").values == {"nama": "Ester"}


def test_conditions_read_the_record_and_what_was_typed_lies_over_it() -> None:
    asked = form(
        group("anak", question("nama"), question("gelar", conditional={"hide": 'anak.sifat = "bayi"'}))
    )

    checked = check(asked, {"anak": {"sifat": "bayi", "nama": "lama"}}, anak__nama="baru", anak__gelar="Dr")

    assert checked.values == {"anak": {"nama": "baru", "gelar": None}}


def test_tells_a_page_what_does_not_show() -> None:
    asked = form(
        choice("warga", "WNI", "WNA"),
        group("paspor", question("nomor"), conditional={"hide": 'warga != "WNA"'}),
    )

    assert asked.hidden({"warga": "WNI"}, {}, NOW) == {"group_paspor"}
    assert asked.hidden({"warga": "WNA"}, {}, NOW) == frozenset()


def test_a_rule_that_is_broken_stands_at_its_field_with_its_own_sentence() -> None:
    broken = rule("saksi", "saksi = pelapor", message="Saksi bukan pelapor.", message_en="Not the informant.")
    asked = form(question("pelapor"), question("saksi"), rules=[broken])

    (problem,) = check(asked, pelapor="Ester", saksi="Ester").problems

    assert (problem.field, problem.code) == ("saksi", "aturan")
    assert (problem.sentence(), problem.sentence("en")) == ("Saksi bukan pelapor.", "Not the informant.")


def test_a_warning_stops_nobody() -> None:
    asked = form(question("nama"), rules=[rule("nama", "true", level="warning")])

    checked = check(asked, nama="Ester")

    assert checked.problems == ()
    assert [warning.code for warning in checked.warnings] == ["aturan"]


def test_a_rule_at_a_hidden_field_is_not_asked() -> None:
    asked = form(question("nama", conditional={"hide": "true"}), rules=[rule("nama", "true")])

    assert check(asked).problems == ()


def test_today_is_the_day_where_the_office_is() -> None:
    asked = form(date(), rules=[rule("tanggal", "date(tanggal) > today()")])
    born = {"tanggal_dd": "24", "tanggal_mm": "11", "tanggal_yyyy": "2026"}

    assert check(asked, now=LATE_IN_UTC.astimezone(NOW.tzinfo), **born).problems == ()
    assert codes(check(asked, now=LATE_IN_UTC, **born)) == [("tanggal", "aturan")]


def test_problems_come_in_the_order_of_the_page() -> None:
    asked = form(question("a"), question("b", validate={"required": True}), rules=[rule("a", "true")])

    assert codes(check(asked)) == [("a", "aturan"), ("b", "required")]


def test_a_row_is_checked_like_a_form_and_named_by_its_place() -> None:
    asked = form(rows("saksi", question("nama", validate={"required": True}), question("umur", "number")))
    typed = {"saksi": [{"nama": "Ester", "umur": "40"}, {"nama": "", "umur": "x"}]}

    checked = asked.check(typed, {}, NOW)

    assert codes(checked) == [("saksi.1.nama", "required"), ("saksi.1.umur", "number")]


def test_rows_are_as_many_as_asked_for() -> None:
    asked = form(rows("saksi", question("nama"), validate={"min": 1, "max": 2}))

    def posted(count: int) -> dict[str, list[str]]:
        return {f"saksi.{index}.nama": ["Ester"] for index in range(count)}

    assert codes(asked.check(asked.read(posted(2)), {}, NOW)) == []
    assert codes(asked.check(asked.read(posted(0)), {}, NOW)) == [("saksi", "too_few_rows")]
    assert codes(asked.check(asked.read(posted(9)), {}, NOW)) == [("saksi", "too_many_rows")]
