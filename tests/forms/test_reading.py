"""From what was posted to what was typed, and from a record to what the inputs show."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from engine.forms import Form, options
from tests.forms.building import NOW, choice, date, form, group, question, rows


def everything() -> Form:
    return form(
        group(
            "anak",
            question("nama"),
            date("lahir"),
            question("berat", "number"),
            question("jam", "datetime", subtype="time"),
        ),
        choice("sifat", "a", "b", "c", type_="checklist"),
        question("setuju", "checkbox"),
        rows("saksi", question("nama"), date("lahir")),
    )


def test_reads_answers_exactly_as_typed() -> None:
    asked = form(group("anak", question("nama"), date("lahir")))

    typed = asked.read({"anak.nama": ["  Gabriel  "], "anak.lahir-dd": ["1"], "anak.lahir-yyyy": ["26"]})

    assert typed == {"anak": {"nama": "  Gabriel  ", "lahir": {"dd": "1", "mm": "", "yyyy": "26"}}}


def test_never_reads_a_name_that_the_form_does_not_have() -> None:
    asked = form(question("nama"), question("nomor", readonly=True))

    typed = asked.read({"nama": ["Ester"], "nomor": ["1"], "verifikasi_isi": ["x"], "nama.hasil": ["setuju"]})

    assert typed == {"nama": "Ester"}


def test_takes_the_first_of_several_values_where_one_is_asked() -> None:
    assert form(question("nama")).read({"nama": ["satu", "dua"]}) == {"nama": "satu"}


def test_reads_rows_as_long_as_they_go_on() -> None:
    asked = form(rows("saksi", question("nama")))

    typed = asked.read({"saksi.0.nama": ["Ester"], "saksi.1.nama": [""], "saksi.3.nama": ["Yosef"]})

    assert typed == {"saksi": [{"nama": "Ester"}, {"nama": ""}]}


def test_shows_a_record_as_people_here_write_it() -> None:
    shown = everything().show(
        {
            "anak": {"nama": "Ester", "lahir": "2026-03-04", "berat": 3.2, "jam": "03:25"},
            "setuju": True,
            "sifat": ["a"],
        }
    )

    assert shown["anak"] == {
        "nama": "Ester", "lahir": {"dd": "04", "mm": "03", "yyyy": "2026"}, "berat": "3,2", "jam": "03.25",
    }  # fmt: skip
    assert (shown["setuju"], shown["sifat"], shown["saksi"]) == (True, ["a"], [])


DAYS = st.dates(min_value=dt.date(1900, 1, 1)).map(dt.date.isoformat)
WORDS = st.text("abcdefghij ", min_size=1, max_size=20).map(lambda text: f"x{text}".strip())
RECORDS = st.fixed_dictionaries(
    {
        "anak": st.fixed_dictionaries(
            {
                "nama": WORDS | st.none(),
                "lahir": DAYS | st.none(),
                "berat": st.integers(0, 10**6) | st.decimals(0, 99, places=2).map(float) | st.none(),
                "jam": st.times().map(lambda time: f"{time:%H:%M}") | st.none(),
            }
        ),
        "sifat": st.lists(st.sampled_from("abc"), unique=True).map(lambda chosen: chosen or None),
        "setuju": st.just(True) | st.none(),
        "saksi": st.lists(st.fixed_dictionaries({"nama": WORDS, "lahir": DAYS}), max_size=3),
    }
)


@given(RECORDS)
def test_a_record_that_is_shown_and_posted_again_stays_as_it_is(record: dict[str, object]) -> None:
    asked = everything()

    checked = asked.check(asked.read(asked.post(record)), {}, NOW)

    assert checked.problems == ()
    assert checked.values == record


def test_a_fresh_form_starts_with_its_defaults() -> None:
    asked = form(
        group("lapor", date("tanggal", defaultValue="=today()"), question("kota", defaultValue="Kota Kupang"))
    )

    assert asked.defaults({}, NOW) == {"lapor": {"tanggal": "2026-11-24", "kota": "Kota Kupang"}}


def test_a_step_begins_with_what_the_record_says_and_defaults_for_the_rest() -> None:
    asked = form(
        question("kota", defaultValue="Kota Kupang"),
        question("jalan", defaultValue="=susunan.jalan"),
        rows("saksi", question("nama"), defaultValue="=susunan.saksi"),
    )
    record = {"kota": "Atambua", "susunan": {"jalan": "Jl. El Tari", "saksi": [{"nama": "Petrus"}]}}

    assert asked.begin(record, record, NOW) == {
        "kota": "Atambua", "jalan": "Jl. El Tari", "saksi": [{"nama": "Petrus"}]
    }  # fmt: skip
    assert asked.begin(record | {"saksi": [{"nama": "Ester"}]}, record, NOW)["saksi"] == [{"nama": "Ester"}]


def test_options_come_from_the_form_or_from_the_scope() -> None:
    asked = form(choice("satu", "a"), question("dua", "select", valuesKey="daftar.kelurahan"))
    scope = {"daftar": {"kelurahan": [{"value": "53.71.03.1010", "label": "Oesapa"}]}}

    own, listed = (options(field, scope) for field in asked.fields)

    assert [option.value for option in own] == ["a"]
    assert [(option.value, option.label.id) for option in listed] == [("53.71.03.1010", "Oesapa")]
