"""What rules are told of residents: enough to judge by, no number of anybody."""

import datetime as dt
import inspect

import pytest

from engine.db.counting import counted
from engine.db.database import Database
from engine.functions import FUNCTIONS, OF_RESIDENTS
from engine.residents import functions
from engine.residents.entries import DEAD
from engine.residents.loading import Listed
from tests.residents.families import (
    ADDRESS,
    DAUGHTER,
    FATHER,
    KK,
    MOTHER,
    OTHER_KK,
    PEOPLE,
    SON,
    STRANGER,
    Knowing,
    knowing,
    listed,
)


def test_tells_what_is_known_of_somebody(office: Knowing) -> None:
    assert office.asked("penduduk", SON, KK) == {
        "ada": True,
        "keadaan": "hidup",
        "hidup": True,
        "kk": "sama",
        "kepala": False,
        "hubungan": "anak",
        "kelamin": "L",
        "lahir": dt.date(2006, 5, 10),
        "status_perkawinan": "belum_kawin",
        "ktp": dt.date(2023, 6, 1),
        "ganda": False,
        "sumber": "siak",
    }


@pytest.mark.parametrize(("kk", "standing"), [(KK, "sama"), (OTHER_KK, "lain"), (None, "lain")])
def test_tells_on_whose_card_he_stands_without_its_number(
    office: Knowing, kk: str | None, standing: str
) -> None:
    assert office.asked("penduduk", FATHER, kk)["kk"] == standing


def test_tells_of_many_in_one_statement(office: Knowing) -> None:
    with office.engine.reading() as reading:
        ask = functions(reading)["penduduk"]
        with counted(office.engine.database) as statements:
            told = ask([FATHER, STRANGER, None, "tidak tahu"], KK)
            ask(FATHER)

    assert len(statements) == 1
    assert [one and one["ada"] for one in told] == [True, False, None, None]


def test_an_office_without_an_extract_does_not_call_anybody_unknown(database: Database) -> None:
    empty = knowing(database)

    assert empty.asked("penduduk", STRANGER)["ada"] is None
    assert empty.asked("kartu_keluarga", KK)["ada"] is None


def test_the_dead_are_told_as_dead(office: Knowing) -> None:
    office.load([Listed({"nik": FATHER, **PEOPLE[FATHER]}, KK, ADDRESS, DEAD)])

    told = office.asked("penduduk", FATHER, KK)

    assert (told["hidup"], told["keadaan"], told["kk"]) == (False, "meninggal", "tidak_ada")


def test_tells_who_stays_on_a_card_when_some_leave_it(office: Knowing) -> None:
    card = office.asked("kartu_keluarga", KK, [FATHER, MOTHER, None])

    assert (card["ada"], card["berlaku"]) == (True, True)
    assert sorted(member["lahir"].year for member in card["anggota"]) == [2006, 2012]
    assert not any(member["kepala"] for member in card["anggota"])


def test_tells_when_a_mother_s_children_were_born(office: Knowing) -> None:
    assert office.asked("kelahiran_ibu", MOTHER) == [dt.date(2006, 5, 10), dt.date(2012, 2, 11)]
    assert office.asked("kelahiran_ibu", None) is None


def test_finds_one_person_under_two_numbers(office: Knowing) -> None:
    office.load([listed(STRANGER, OTHER_KK, **PEOPLE[DAUGHTER])])

    assert office.asked("penduduk", DAUGHTER)["ganda"] is True
    assert office.asked("penduduk", SON)["ganda"] is False


@pytest.mark.parametrize(
    ("nik", "name", "born", "found"),
    [
        (STRANGER, "GABRIEL  nalle", "2006-05-10", True),
        (None, "Gabriel Nalle", dt.date(2006, 5, 10), True),
        (SON, "Gabriel Nalle", "2006-05-10", False),
        (STRANGER, "Gabriel Nalle", "2006-05-11", False),
        (STRANGER, "", "2006-05-10", None),
    ],
)
def test_says_whether_a_name_and_birth_date_has_another_number(
    office: Knowing, nik: str | None, name: str, born: object, found: bool | None
) -> None:
    assert office.asked("nik_lain", nik, name, born) is found


def test_says_null_where_no_database_is_at_hand() -> None:
    assert [FUNCTIONS[name](*["1"] * (3 if name == "nik_lain" else 1)) for name in OF_RESIDENTS] == [None] * 4


def test_the_functions_take_the_same_values_with_and_without_a_database(office: Knowing) -> None:
    with office.engine.reading() as reading:
        bound = functions(reading)

    assert bound.keys() == FUNCTIONS.keys()
    for name, function in FUNCTIONS.items():
        assert list(inspect.signature(bound[name]).parameters) == list(inspect.signature(function).parameters)
