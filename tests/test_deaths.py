"""When a death is recorded, the other open cases of that person are held up to whoever works on them."""

import logging

import pytest
from sqlalchemy import func, select

from engine import casefile, cases, caseview, deaths, history, register, taskview
from engine.access import SYSTEM
from engine.calls import Call
from engine.db.cases import Case, CaseFlag, Task
from engine.db.database import Database
from engine.errors import NotAllowedError
from engine.ids import new_id
from engine.register import Amendment, NewEntry
from handlers import parties as handler
from tests.builders import Bureau, make_bureau


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def father_of(bureau: Bureau, birth: cases.Opened) -> str:
    with bureau.engine.reading() as reading:
        row = reading.execute(select(Case.__table__).where(Case.id == birth.case_id)).one()
        return str(casefile.read_record(reading, row)["ayah"]["nik"])


def flags(bureau: Bureau, case: cases.Opened) -> frozenset[str]:
    with bureau.engine.reading() as reading:
        return deaths.flags(reading, case.case_id)


def told(bureau: Bureau, case: cases.Opened) -> list[str]:
    with bureau.engine.reading() as reading:
        story = history.story(reading, case.case_id)
    return [entry.facts["case"] for entry in story if entry.kind == "case.party_died"]


def test_the_open_cases_of_the_dead_are_flagged_and_say_so_in_their_history(bureau: Bureau) -> None:
    birth, other = (bureau.walker.open("akta_kelahiran") for _ in range(2))
    death = bureau.walker.open("akta_kematian")

    marked = deaths.mark_dead(bureau.engine, death.case_id, father_of(bureau, birth))

    assert marked == 1
    assert flags(bureau, birth) == {deaths.DIED}
    assert flags(bureau, other) == frozenset()
    assert told(bureau, birth) == [death.number]


def test_marking_again_tells_nothing_twice(bureau: Bureau) -> None:
    birth, death = bureau.walker.open("akta_kelahiran"), bureau.walker.open("akta_kematian")
    nik = father_of(bureau, birth)
    deaths.mark_dead(bureau.engine, death.case_id, nik)

    assert deaths.mark_dead(bureau.engine, death.case_id, nik) == 0
    assert told(bureau, birth) == [death.number]


def test_a_case_does_not_flag_itself(bureau: Bureau) -> None:
    birth = bureau.walker.open("akta_kelahiran")

    assert deaths.mark_dead(bureau.engine, birth.case_id, father_of(bureau, birth)) == 0


def test_a_case_that_has_ended_is_left_alone(bureau: Bureau) -> None:
    birth, death = bureau.walker.open("akta_kelahiran", by="loket"), bureau.walker.open("akta_kematian")
    nik = father_of(bureau, birth)
    cases.withdraw(
        bureau.engine, bureau.actor("loket"), birth.case_id, "ditarik", "Pelapor menarik permohonan."
    )

    assert deaths.mark_dead(bureau.engine, death.case_id, nik) == 0
    assert flags(bureau, birth) == frozenset()


def test_pages_of_case_and_task_show_it_to_those_who_see_them(bureau: Bureau) -> None:
    birth, death = bureau.walker.open("akta_kelahiran", by="loket"), bureau.walker.open("akta_kematian")
    deaths.mark_dead(bureau.engine, death.case_id, father_of(bureau, birth))

    with bureau.engine.reading(bureau.actor("verifikator")) as reading:
        assert caseview.view(reading, birth.case_id).flags == {deaths.DIED}
        assert caseview.view(reading, death.case_id).flags == frozenset()
    with bureau.engine.reading() as reading:
        waiting = reading.execute(
            select(Task.id, Task.area_code).where(Task.case_id == birth.case_id, Task.state == "open")
        ).one()
    neighbour = next(
        actor for actor in bureau.walker.actors.values() if actor.grant_for("Ketua RT", waiting.area_code)
    )
    with bureau.engine.reading(neighbour) as reading:
        assert taskview.view(reading, waiting.id).flags == {deaths.DIED}


def test_a_death_that_is_cancelled_holds_nothing_up_any_more(bureau: Bureau) -> None:
    birth, death = bureau.walker.open("akta_kelahiran"), bureau.walker.open("akta_kematian")
    with bureau.engine.work(SYSTEM) as work:
        entry = register.enter(work, NewEntry(death.case_id, "KM", {}, new_id()))
    deaths.mark_dead(bureau.engine, death.case_id, father_of(bureau, birth))
    before = flags(bureau, birth)

    with bureau.engine.work(SYSTEM) as work:
        decided = Amendment(entry, birth.case_id, "pembatalan", "Dibatalkan", "Penetapan 12/2026", new_id())
        register.cancel(work, decided)

    assert (before, flags(bureau, birth)) == ({deaths.DIED}, frozenset())


def test_a_stranger_to_the_area_learns_nothing(bureau: Bureau) -> None:
    birth, death = (
        bureau.walker.open("akta_kelahiran", by="kel.oesapa"),
        bureau.walker.open("akta_kematian"),
    )
    deaths.mark_dead(bureau.engine, death.case_id, father_of(bureau, birth))

    with bureau.engine.reading(bureau.actor("kel.liliba")) as reading, pytest.raises(NotAllowedError):
        caseview.view(reading, birth.case_id)


def test_chains_hold_and_neither_logs_nor_rows_name_anybody(
    bureau: Bureau, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    birth, death = bureau.walker.open("akta_kelahiran"), bureau.walker.open("akta_kematian")
    nik = father_of(bureau, birth)

    deaths.mark_dead(bureau.engine, death.case_id, nik)

    with bureau.engine.reading() as reading:
        assert history.verify(reading, bureau.engine.vault.public_keys).problems == []
        rows = reading.execute(select(CaseFlag.__table__)).all()
    assert nik not in caplog.text
    assert nik not in str(rows)


def test_the_handler_marks_nobody_where_no_number_is_known(bureau: Bureau) -> None:
    death = bureau.walker.open("akta_kematian")
    with bureau.engine.reading() as reading:
        file = casefile.read(reading, death.case_id)
        call = Call(
            "parties.mark_dead",
            "tandai_pihak",
            "key",
            file.identity,
            {"nik": None},
            {},
            reading.now,
            bureau.engine,
        )

    assert handler.mark_dead(call) == {"kasus": 0}
    with bureau.engine.reading() as reading:
        assert reading.execute(select(func.count()).select_from(CaseFlag)).scalar_one() == 0


def test_a_recorded_death_runs_through_to_its_end(bureau: Bureau) -> None:
    death = bureau.walker.open("akta_kematian")

    assert bureau.walker.to_end(death.case_id) == "issued"
    with bureau.engine.reading() as reading:
        row = reading.execute(select(Case.__table__).where(Case.id == death.case_id)).one()
        record = casefile.read_record(reading, row)
    assert record["ditandai"] == {"kasus": 0}
    assert record["pendaftaran"] == {"kode": "KM", "terlambat": False}
