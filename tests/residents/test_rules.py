"""Rules of the shipped forms that ask the office what it knows of residents."""

from collections.abc import Mapping
from typing import Any

import pytest

from engine.access import SYSTEM
from engine.casefile import Scope
from engine.db.counting import counted
from engine.db.database import Database
from engine.forms import Form
from engine.residents import died, functions
from engine.residents.entries import DEAD
from engine.residents.loading import Listed
from tests.builders import PROCESSES, make_bureau
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
    family,
    knowing,
    listed,
)

AUNT = "5371044101829006"


@pytest.fixture
def office(database: Database) -> Knowing:
    """The family, and on another card an aunt."""
    made = knowing(database)
    aunt = {
        "nama": "Rosa Nalle",
        "jenis_kelamin": "P",
        "tanggal_lahir": "1982-01-01",
        "status_perkawinan": "cerai_mati",
    }
    made.load([*family(), listed(AUNT, OTHER_KK, shdk="kepala_keluarga", **aunt)])
    return made


def found(office: Knowing, document_type: str, values: Mapping[str, Any]) -> tuple[set[str], set[str]]:
    """Codes of problems and of warnings that need the office's knowledge."""
    form = Form.parse((PROCESSES / document_type / "mulai.form.json").read_bytes())
    with office.engine.reading() as reading:
        scope = Scope({}, reading.office)
        typed = form.read(form.post(values))
        known = form.check(typed, scope, reading.local, functions(reading))
        blind = form.check(typed, scope, reading.local)
    return (
        {one.code for one in known.problems} - {one.code for one in blind.problems},
        {one.code for one in known.warnings} - {one.code for one in blind.warnings},
    )


def member(nik: str, shdk: str | None = None) -> dict[str, Any]:
    known = {
        "jenis_kelamin": "P",
        "tanggal_lahir": "1982-01-01",
        "shdk": "famili",
        "status_perkawinan": "cerai_mati",
    }
    return {"nik": nik, **known, **PEOPLE.get(nik, {}), **({"shdk": shdk} if shdk else {})}


def new_card(
    reason: str, *members: dict[str, Any], leaving: tuple[str, ...] = (), kk: str | None = KK
) -> dict[str, Any]:
    return {
        "permohonan": {"jenis": "baru", "alasan": reason},
        "kk": {"nomor": kk},
        "anggota": list(members),
        "anggota_keluar": [{"nik": nik, "sebab": "pindah"} for nik in leaving],
    }


def change(
    event: str, *joining: dict[str, Any], leaving: tuple[str, ...] = (), kk: str = KK
) -> dict[str, Any]:
    return {
        "permohonan": {"jenis": "perubahan", "peristiwa": event},
        "kk": {"nomor": kk},
        "anggota_masuk": list(joining),
        "anggota_keluar": [{"nik": nik, "sebab": "pindah"} for nik in leaving],
    }


CARDS = {
    "a new head from among the members": (
        new_card("ganti_kepala", member(MOTHER, "kepala_keluarga"), member(SON), leaving=(FATHER,)), set(), set(),
    ),
    "a new head who stands on another card": (
        new_card("ganti_kepala", member(AUNT, "kepala_keluarga"), member(SON)), {"anggota_bukan_dari_kk"}, set(),
    ),
    "a new family out of two": (
        new_card("membentuk_keluarga", member(SON, "kepala_keluarga"), kk=None), set(), {"anggota_di_kk_lain"},
    ),
    "who moves in but lives here": (
        new_card("pindah_datang", member(AUNT, "kepala_keluarga"), kk=None), set(), {"pendatang_sudah_terdata"},
    ),
    "a split that leaves the rest without a head": (
        new_card("pisah", member(FATHER, "kepala_keluarga"), member(MOTHER), leaving=(FATHER, MOTHER)),
        {"asal_tanpa_dewasa"}, set(),
    ),
    "a split of a grown child": (new_card("pisah", member(SON, "kepala_keluarga"), leaving=(SON,)), set(), set()),
    "a member with another birth date": (
        new_card("ganti_kepala", member(MOTHER, "kepala_keluarga") | {"tanggal_lahir": "1984-07-06"}),
        set(), {"anggota_beda_data"},
    ),
    "an aunt who joins": (change("menumpang", member(AUNT)), set(), {"masuk_di_kk_lain"}),
    "a child who stands there already": (change("menumpang", member(DAUGHTER)), set(), {"sudah_anggota"}),
    "a baby who stands on another card": (change("kelahiran", member(AUNT, "anak")), {"bayi_di_kk_lain"}, set()),
    "a husband of a man": (
        change("perkawinan", member(AUNT, "suami") | {"jenis_kelamin": "L"}),
        set(), {"masuk_di_kk_lain", "masuk_pasangan"},
    ),
    "the head leaves": (change("pindah", leaving=(FATHER,)), {"kepala_keluar"}, set()),
    "only children stay": (
        change("pindah", leaving=(FATHER, MOTHER, SON)), {"kepala_keluar", "sisa_di_bawah_umur"}, set(),
    ),
    "a card that nobody knows": (change("elemen_data", kk="5371030208199099"), set(), {"kk_tidak_dikenal"}),
}  # fmt: skip


@pytest.mark.parametrize(("values", "problems", "warnings"), CARDS.values(), ids=CARDS)
def test_each_resident_stands_on_one_card_and_each_card_has_a_grown_head(
    office: Knowing, values: dict[str, Any], problems: set[str], warnings: set[str]
) -> None:
    """UU 23/2006 Pasal 62; Perpres 96/2018 Pasal 11 and 12."""
    assert found(office, "kartu_keluarga", values) == (problems, warnings)


def test_the_dead_stand_on_no_card(office: Knowing) -> None:
    office.load([Listed({"nik": FATHER, **PEOPLE[FATHER]}, KK, ADDRESS, DEAD)])

    problems, _ = found(
        office, "kartu_keluarga", new_card("pindah_datang", member(FATHER), member(MOTHER), kk=None)
    )
    headless, _ = found(office, "kartu_keluarga", change("pindah", leaving=(SON,)))

    assert problems == {"anggota_meninggal"}
    assert headless == {"sisa_tanpa_kepala"}


def test_a_person_with_two_numbers_is_pointed_out(office: Knowing) -> None:
    """Domain: the same person under two NIKs is a case of "data ganda"."""
    office.load([listed(STRANGER, OTHER_KK, **PEOPLE[SON])])

    _, warnings = found(office, "kartu_keluarga", new_card("pisah", member(SON, "kepala_keluarga")))
    _, of_card = found(office, "ktp_el", {"subjek": {"nik": SON, "kk": KK, **PEOPLE[SON]}})

    assert "anggota_nik_ganda" in warnings
    assert "subjek_nik_ganda" in of_card


DEATHS = {
    "somebody who is known": ({"nik": FATHER, "terdata": "ya"}, KK, set(), set()),
    "somebody of another card": ({"nik": FATHER, "terdata": "ya"}, OTHER_KK, set(), {"almarhum_kk_lain"}),
    "somebody who is not known": ({"nik": STRANGER, "terdata": "ya"}, KK, set(), {"almarhum_tidak_ditemukan"}),
    "somebody who is known after all": (
        {"terdata": "tidak", "nama": "Yohanes Nalle", "tanggal_lahir": "1980-03-12"},
        KK, set(), {"almarhum_ternyata_terdata"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("deceased", "kk", "problems", "warnings"), DEATHS.values(), ids=DEATHS)
def test_a_death_is_held_against_the_residents(
    office: Knowing, deceased: dict[str, Any], kk: str, problems: set[str], warnings: set[str]
) -> None:
    """Perpres 96/2018 Pasal 45: who is not in the database needs another proof."""
    citizen = {"kewarganegaraan": "WNI", **deceased}
    assert found(office, "akta_kematian", {"almarhum": citizen, "kk": {"nomor": kk}}) == (problems, warnings)


def test_nobody_dies_twice(database: Database) -> None:
    bureau = make_bureau(database)
    office = Knowing(bureau.engine)
    office.load(family())
    death = bureau.walker.open("akta_kematian")
    with bureau.engine.work(SYSTEM) as work:
        died(work, death.case_id, FATHER, {})

    problems, _ = found(
        office, "akta_kematian", {"almarhum": {"nik": FATHER, "terdata": "ya", "kewarganegaraan": "WNI"}}
    )

    assert problems == {"almarhum_sudah_dicatat"}


BIRTHS = {
    "ten years after the last child": ("2022-01-01", MOTHER, set()),
    "a twin": ("2012-02-12", MOTHER, set()),
    "half a year after the last child": ("2012-08-01", MOTHER, {"jarak_kelahiran"}),
    "of a mother whom nobody knows": ("2022-01-01", STRANGER, {"ibu_tidak_dikenal"}),
    "of a mother who is a man": ("2022-01-01", SON, {"ibu_beda_data"}),
}


@pytest.mark.parametrize(("born", "mother", "warnings"), BIRTHS.values(), ids=BIRTHS)
def test_a_birth_is_held_against_the_mother_s_other_children(
    office: Knowing, born: str, mother: str, warnings: set[str]
) -> None:
    child = {"nama": "Imanuel Nalle", "tanggal_lahir": born}
    parent = {"nik": mother, "kewarganegaraan": "WNI", "tanggal_lahir": "1984-07-05"}
    assert found(office, "akta_kelahiran", {"anak": child, "ibu": parent}) == (set(), warnings)


def test_a_child_who_has_a_number_gets_no_second_one(office: Knowing) -> None:
    child = {"nama": "ester nalle", "tanggal_lahir": "2012-02-11"}

    _, warnings = found(office, "akta_kelahiran", {"anak": child})

    assert warnings == {"anak_sudah_terdata"}


def test_an_identity_card_is_not_made_new_twice(office: Knowing) -> None:
    values = {"permohonan": {"jenis": "baru"}, "subjek": {"nik": SON, "kk": OTHER_KK, **PEOPLE[SON]}}

    assert found(office, "ktp_el", values) == (set(), {"sudah_punya_ktp", "subjek_kk_lain"})


def test_a_form_that_does_not_ask_costs_nothing(office: Knowing) -> None:
    form = Form.parse((PROCESSES / "akta_perkawinan" / "mulai.form.json").read_bytes())
    with office.engine.reading() as reading, counted(office.engine.database) as statements:
        form.check(form.read({}), Scope({}, reading.office), reading.local, functions(reading))

    assert len(statements) == 0


def test_a_form_that_asks_of_many_costs_a_statement_for_each_question(office: Knowing) -> None:
    form = Form.parse((PROCESSES / "kartu_keluarga" / "mulai.form.json").read_bytes())
    values = new_card(
        "ganti_kepala", member(MOTHER, "kepala_keluarga"), member(SON), member(DAUGHTER), leaving=(FATHER,)
    )
    with office.engine.reading() as reading:
        scope = Scope({}, reading.office)
        with counted(office.engine.database) as statements:
            form.check(form.read(form.post(values)), scope, reading.local, functions(reading))

    assert len(statements) <= 3
