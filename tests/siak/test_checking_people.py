"""What a case learns of the centre: an answer, or that an officer has to look himself; never a wrong one."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from engine import casefile, history
from engine.breaker import Breaker
from engine.calls import Call, Refused
from engine.db.database import Database
from engine.db.history import Event
from engine.siak import asking
from engine.siak.client import Client
from engine.siak.http import Access, HttpCentre
from handlers import siak
from tests.builders import make_bureau
from tests.standin import siak as population
from tests.standin.serving import World

ACCESS = Access(population.USER, population.PASSWORD, population.ADDRESS)
FATHER = {"sebutan": "Ayah", "nik": "5371031203800001", "nama": "Yohanes Bani", "kk": "5371030101100007"}
MOTHER = {"sebutan": "Ibu", "nik": "5371035507850002", "nama": "Marta Tefa", "tanggal_lahir": "1985-07-15"}


@pytest.fixture
def call(database: Database, world: World) -> Call:
    bureau = make_bureau(database)
    client = Client(world.siak_url, Breaker(), patience=0.4, sleep=lambda _seconds: None)
    bureau.engine.centre = HttpCentre(client, ACCESS)
    with bureau.engine.reading() as reading:
        file = casefile.read(reading, bureau.walker.open("akta_kelahiran").case_id)
    return Call(
        handler="siak.check", node="cocokkan_siak", key="01a2-job", case=file.identity,
        parameters={"orang": [FATHER, MOTHER]}, record=file.record, now=bureau.clock(), engine=bureau.engine,
    )  # fmt: skip


def check(call: Call, **changed: Any) -> dict[str, Any]:
    result = siak.check(replace(call, **changed))
    assert result is not None
    return dict(result)


def spent(call: Call) -> int:
    with call.engine.reading() as reading:
        return asking.spent(reading)


def test_tells_of_each_person_what_fits_and_repeats_no_value(call: Call) -> None:
    result = check(call)

    assert [(one["sebutan"], one["hasil"], one["isian"]) for one in result["orang"]] == [
        ("Ayah", "sesuai", {"nama": "sesuai", "kk": "sesuai"}),
        ("Ibu", "tidak_sesuai", {"nama": "tidak_sesuai", "tanggal_lahir": "sesuai"}),
    ]
    said = str(result).upper()
    assert not [
        value
        for one in (FATHER, MOTHER)
        for name, value in one.items()
        if name != "sebutan" and value.upper() in said
    ]


def test_the_question_stands_in_the_log_of_looks_and_counts(call: Call) -> None:
    check(call)

    with call.engine.reading() as reading:
        looks = [look.purpose for look in history.looks_at(reading, call.case.id)]
        asked = reading.execute(select(Event.kind).where(Event.kind == "siak.asked")).all()
    assert (looks, len(asked), spent(call)) == (["siak"], 1, 2)


def test_asks_nobody_again_within_hours_unless_the_data_changed(call: Call, world: World) -> None:
    before = check(call)

    assert check(call, before=before) == before
    assert world.faults.calls == 2
    changed = check(call, before=before, parameters={"orang": [FATHER, MOTHER | {"nama": "Maria Taek"}]})
    assert [one["hasil"] for one in changed["orang"]] == ["sesuai", "sesuai"]
    call.engine.clock.forward(hours=5)  # type: ignore[attr-defined]
    check(call, before=before, now=call.engine.clock())
    assert world.faults.calls == 6


@pytest.mark.parametrize(
    ("faults", "reason"),
    [
        (["delay"] * 3, "jaringan"),
        (["drop"] * 3, "jaringan"),
        (["slow_body"] * 3, "jaringan"),
        (["error_500"], "galat_pusat"),
        (["nonsense"], "jawaban_rusak"),
        (["wrong_json"], "jawaban_rusak"),
        (["refuse"], "ditolak"),
        (["wrong_ip"], "alamat_ip"),
        (["login_failed"], "login"),
    ],
)
def test_an_officer_looks_himself_where_the_centre_gives_no_answer(
    call: Call, world: World, faults: list[str], reason: str
) -> None:
    world.faults.next = list(faults)

    assert check(call) == {"cara": "manual", "alasan": reason}


def test_an_officer_looks_himself_where_nobody_is_asked(call: Call) -> None:
    call.engine.centre = None

    assert check(call) == {"cara": "manual", "alasan": "manual"}


def test_an_answer_that_was_not_given_is_asked_for_again(call: Call, world: World) -> None:
    world.faults.next = ["error_500"]

    assert check(call, before=check(call))["cara"] == "siak"


def test_the_quota_of_a_day_is_kept(call: Call, world: World) -> None:
    call.engine.centre_quota = 3
    check(call)

    assert check(call) == {"cara": "manual", "alasan": "kuota"}
    assert (world.faults.calls, spent(call)) == (2, 2)


def test_asks_of_nobody_without_a_nik(call: Call, world: World) -> None:
    people = [
        {"sebutan": "Ayah", "nik": None, "nama": "Yohanes Bani"},
        {"sebutan": "Ibu", "nik": "123"},
        "bukan orang",
    ]

    assert check(call, parameters={"orang": people}) == {"cara": "manual", "alasan": "tanpa_nik"}
    assert world.faults.calls == 0


ENTRY = {"nomor": "5371-LU-24112026-0001", "isi": {"nik": FATHER["nik"]}}


def test_an_entry_is_one_there_however_often_and_by_which_job_it_is_sent(call: Call, world: World) -> None:
    world.faults.next = ["drop"]

    results = [siak.push(replace(call, key=key, parameters=ENTRY)) for key in ("job-1", "job-2")]

    assert results[0] == results[1]
    assert results[0] is not None
    assert (results[0]["cara"], results[0]["nomor"], len(world.siak.entries)) == ("siak", "SIAK-1", 1)


@pytest.mark.parametrize(
    ("faults", "code"),
    [
        (["drop"] * 3, "jaringan"),
        (["slow_body"] * 3, "jaringan"),
        (["error_500"], "galat_pusat"),
        (["nonsense"], "jawaban_rusak"),
        (["refuse"], "ditolak"),
        (["login_failed"], "login"),
    ],
)
def test_an_entry_that_was_not_taken_goes_to_a_person(
    call: Call, world: World, faults: list[str], code: str
) -> None:
    world.faults.next = list(faults)

    with pytest.raises(Refused) as refused:
        siak.push(replace(call, parameters=ENTRY))

    assert (refused.value.code, world.siak.entries) == (code, {})
