"""At the counter: known data go into empty fields, for the desk of the area, and every look is recorded."""

from typing import Any

import pytest

from engine import history
from engine.access import Actor
from engine.db.database import Database
from engine.forms import Form
from engine.residents.counter import Taken, take
from engine.residents.entries import DEAD
from engine.residents.loading import Listed
from tests.builders import PROCESSES, Bureau, make_bureau
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
    listed,
)

ELSEWHERE = "5371045203809007"
"""Lives in another kelurahan."""


@pytest.fixture
def bureau(database: Database) -> Bureau:
    made = make_bureau(database)
    away = {**ADDRESS, "kelurahan": "53.71.04.1010"}
    Knowing(made.engine).load(
        [
            *family(),
            listed(ELSEWHERE, OTHER_KK, away, nama="Rosa Klau", shdk="kepala_keluarga", jenis_kelamin="P"),
        ]
    )
    return made


def taken(bureau: Bureau, who: str, document_type: str, **typed: str) -> Taken:
    form = Form.parse((PROCESSES / document_type / "mulai.form.json").read_bytes())
    posted = {name.replace("__", "."): [value] for name, value in typed.items()}
    return take(bureau.engine, bureau.actor(who), document_type, form, posted)


def said(done: Taken, *names: str) -> list[str]:
    return [done.posted[name][0] for name in names if name in done.posted]


def looks(bureau: Bureau, who: str) -> list[history.Search]:
    actor: Actor = bureau.actor(who)
    with bureau.engine.reading(actor) as reading:
        return history.searches_of(reading, str(actor.person_id))


def test_fills_what_is_known_of_a_mother_and_where_the_family_lives(bureau: Bureau) -> None:
    done = taken(bureau, "loket", "akta_kelahiran", kk__nomor=KK, ibu__nik=MOTHER)

    assert said(done, "ibu.nama", "ibu.tanggal_lahir-dd", "ibu.tanggal_lahir-mm", "ibu.tanggal_lahir-yyyy") == [
        "Maria Goreti Bere", "05", "07", "1984",
    ]  # fmt: skip
    assert said(done, "alamat.kelurahan", "alamat.rw", "alamat.rt") == ["53.71.03.1010", "008", "021"]


def test_leaves_what_was_typed(bureau: Bureau) -> None:
    done = taken(bureau, "loket", "akta_kelahiran", ibu__nik=MOTHER, ibu__nama="Maria G. Bere")

    assert said(done, "ibu.nama") == ["Maria G. Bere"]


def test_a_date_that_was_begun_stays_as_it_is(bureau: Bureau) -> None:
    typed = {"ibu__nik": MOTHER, "ibu__tanggal_lahir-yyyy": "1985"}

    done = taken(bureau, "loket", "akta_kelahiran", **typed)

    assert said(done, "ibu.tanggal_lahir-yyyy", "ibu.tanggal_lahir-dd") == ["1985"]


def test_lists_the_members_of_a_card_where_none_was_listed(bureau: Bureau) -> None:
    done = taken(
        bureau, "loket", "kartu_keluarga", kk__nomor=KK, anggota__0__nik="", anggota__0__kewarganegaraan="WNI"
    )

    rows = {tuple(said(done, f"anggota.{index}.nik", f"anggota.{index}.shdk")) for index in range(4)}
    assert rows == {(nik, str(PEOPLE[nik]["shdk"])) for nik in (FATHER, MOTHER, SON, DAUGHTER)}
    assert said(done, "anggota.0.nik") == [FATHER]


def test_does_not_list_members_over_those_who_were_typed(bureau: Bureau) -> None:
    done = taken(bureau, "loket", "kartu_keluarga", kk__nomor=KK, anggota__0__nik=MOTHER)

    assert said(done, "anggota.0.nama", "anggota.1.nik") == ["Maria Goreti Bere"]


@pytest.mark.parametrize(
    ("who", "nik", "counts"),
    [
        ("loket", MOTHER, (1, 0, 0)),
        ("loket", STRANGER, (0, 1, 0)),
        ("rt.oesapa", MOTHER, (1, 0, 0)),
        ("kel.oesapa", ELSEWHERE, (0, 0, 1)),
        ("rt.oesapa", ELSEWHERE, (0, 0, 1)),
        ("mitra", MOTHER, (0, 0, 0)),
        ("verifikator", MOTHER, (0, 0, 1)),
    ],
)
def test_tells_the_desk_of_the_area_alone(
    bureau: Bureau, who: str, nik: str, counts: tuple[int, int, int]
) -> None:
    done = taken(bureau, who, "akta_kelahiran", ibu__nik=nik)

    assert (done.known, done.unknown, done.withheld) == counts
    assert ("ibu.nama" in done.posted) == (counts[0] == 1)


def test_an_rt_gets_names_and_no_numbers_or_birth_dates_of_others(bureau: Bureau) -> None:
    of_mother = taken(bureau, "rt.oesapa", "akta_kelahiran", ibu__nik=MOTHER)
    of_card = taken(bureau, "rt.oesapa", "kartu_keluarga", kk__nomor=KK)

    assert {name for name in of_mother.posted if name.startswith("ibu.")} == {"ibu.nik", "ibu.nama"}
    assert not any(name.startswith("anggota.") for name in of_card.posted)
    assert said(of_card, "alamat.jalan") == [ADDRESS["jalan"]]


def test_the_dead_are_not_taken(bureau: Bureau) -> None:
    Knowing(bureau.engine).load([Listed({"nik": MOTHER, **PEOPLE[MOTHER]}, KK, ADDRESS, DEAD)])

    done = taken(bureau, "loket", "akta_kelahiran", ibu__nik=MOTHER)

    assert (done.known, done.withheld) == (0, 1)


def test_nobody_takes_his_own_family_s_data(bureau: Bureau) -> None:
    mark = bureau.engine.vault.fingerprint("kk", KK)
    loket = bureau.actor("loket")
    bureau.walker.actors = {**bureau.walker.actors, "loket": _of_family(loket, mark)}

    done = taken(bureau, "loket", "akta_kelahiran", ibu__nik=MOTHER)

    assert (done.known, done.withheld) == (0, 1)


def _of_family(actor: Actor, mark: bytes) -> Actor:
    return Actor(actor.person_id, actor.name, actor.grants, actor.nik_index, mark)


def test_every_look_is_recorded_with_its_purpose_and_the_numbers_sealed(bureau: Bureau) -> None:
    taken(bureau, "loket", "akta_kelahiran", ibu__nik=MOTHER)
    taken(bureau, "loket", "akta_kelahiran", ibu__nik=STRANGER)
    taken(bureau, "loket", "akta_kelahiran", ibu__nik="12")

    told: list[Any] = [(look.purpose, look.found, look.terms) for look in looks(bureau, "loket")]
    assert told == [("residents", 0, STRANGER), ("residents", 1, MOTHER)]
    with bureau.engine.reading() as reading:
        assert history.verify(reading, bureau.engine.vault.public_keys).problems == []
