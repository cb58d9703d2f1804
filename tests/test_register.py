"""Entries of the register: their numbers, their seal, their end."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from engine import history, register
from engine.access import SYSTEM
from engine.db.database import Database
from engine.db.documents import RegisterEntry
from engine.engine import Engine
from engine.errors import (
    AlreadyEnteredError,
    EntryNotInForceError,
    NotFoundError,
    RegisterKindError,
    RegisterNumberError,
    RegisterNumberTakenError,
)
from engine.ids import new_id
from engine.numbers import next_number
from engine.register import Entry, Gap, NewEntry
from tests.builders import Bureau, make_bureau

TODAY = dt.date(2026, 11, 24)


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def open_case(bureau: Bureau) -> str:
    return str(bureau.walker.open("akta_kelahiran").case_id)


def enter(bureau: Bureau, case_id: str | None = None, kind: str = "LU", number: str | None = None) -> Entry:
    new = NewEntry(case_id or open_case(bureau), kind, {"anak": {"nama": "Yermias Pah"}}, new_id(), number)
    with bureau.engine.work(SYSTEM) as work:
        return register.enter(work, new)


def gaps(engine: Engine) -> list[Gap]:
    with engine.reading() as reading:
        return register.gaps(reading)


class ChangedMindError(Exception):
    pass


def enter_and_change_ones_mind(bureau: Bureau) -> None:
    new = NewEntry(open_case(bureau), "LU", {}, new_id())
    with bureau.engine.work(SYSTEM) as work:
        register.enter(work, new)
        raise ChangedMindError


def test_numbers_by_regency_kind_day_and_serial(bureau: Bureau) -> None:
    entries = [enter(bureau), enter(bureau), enter(bureau, kind="LT")]

    assert [entry.number for entry in entries] == [
        "5371-LU-24112026-0001",
        "5371-LU-24112026-0002",
        "5371-LT-24112026-0001",
    ]


def test_begins_anew_each_day_of_the_office(bureau: Bureau) -> None:
    enter(bureau)
    bureau.clock.forward(hours=16)  # 01.00 of the next day in Kupang, still the same day in UTC

    entry = enter(bureau)

    assert entry.number == "5371-LU-25112026-0001"


def test_keeps_what_was_entered_sealed(bureau: Bureau) -> None:
    entry = enter(bureau)

    with bureau.engine.reading() as reading:
        sealed = reading.execute(
            select(RegisterEntry.content).where(RegisterEntry.id == entry.id)
        ).scalar_one()
        assert b"Yermias" not in sealed
        assert register.content(reading, entry.id) == {"anak": {"nama": "Yermias Pah"}}


def test_gives_a_number_back_when_the_entry_does_not_come_about(bureau: Bureau) -> None:
    enter(bureau)
    with pytest.raises(ChangedMindError):
        enter_and_change_ones_mind(bureau)

    entry = enter(bureau)

    assert entry.serial == 2
    assert gaps(bureau.engine) == []


def test_races_for_numbers_leave_none_out(bureau: Bureau) -> None:
    cases = [open_case(bureau) for _ in range(24)]

    with ThreadPoolExecutor(8) as pool:
        entries = list(pool.map(lambda case_id: enter(bureau, case_id), cases))

    assert sorted(entry.serial for entry in entries) == list(range(1, 25))
    assert gaps(bureau.engine) == []


def test_races_for_one_case_enter_it_once(bureau: Bureau) -> None:
    case_id = open_case(bureau)

    def attempt(_: int) -> bool:
        try:
            enter(bureau, case_id)
        except AlreadyEnteredError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(attempt, range(4))) == [False, False, False, True]


def test_takes_the_number_that_the_national_system_gave(bureau: Bureau) -> None:
    entry = enter(bureau, number="5371-LU-20112026-0017")

    assert (entry.entry_date, entry.serial) == (dt.date(2026, 11, 20), 17)
    assert gaps(bureau.engine) == []


def test_leaves_out_of_its_own_series_what_the_national_system_gave(bureau: Bureau) -> None:
    enter(bureau, number="5371-LU-24112026-0001")

    entry = enter(bureau)

    assert entry.number == "5371-LU-24112026-0002"
    assert gaps(bureau.engine) == []


@pytest.mark.parametrize(
    "number",
    [
        "5372-LU-24112026-0001",
        "5371-LT-24112026-0001",
        "5371-LU-31022026-0001",
        "5371-LU-24112026-1",
        "53.71-LU",
    ],
)
def test_refuses_a_given_number_of_another_shape(bureau: Bureau, number: str) -> None:
    with pytest.raises(RegisterNumberError):
        enter(bureau, number=number)


def test_refuses_a_given_number_that_is_taken(bureau: Bureau) -> None:
    enter(bureau, number="5371-LU-20112026-0017")

    with pytest.raises(RegisterNumberTakenError):
        enter(bureau, number="5371-LU-20112026-0017")


def test_refuses_a_kind_that_is_none(bureau: Bureau) -> None:
    with pytest.raises(RegisterKindError):
        enter(bureau, kind="lahir")


def test_refuses_a_second_entry_of_a_case(bureau: Bureau) -> None:
    case_id = open_case(bureau)
    enter(bureau, case_id)

    with pytest.raises(AlreadyEnteredError):
        enter(bureau, case_id)


def test_a_void_entry_keeps_its_number_and_is_no_gap(bureau: Bureau) -> None:
    entry = enter(bureau)
    with bureau.engine.work(SYSTEM) as work:
        register.void(work, entry.id, "Dicatat dua kali")

    with bureau.engine.reading() as reading:
        row = reading.execute(
            select(RegisterEntry.number, RegisterEntry.state, RegisterEntry.void_reason)
        ).one()
        assert register.in_force(reading, entry.case_id) is None
    assert tuple(row) == (entry.number, "void", "Dicatat dua kali")
    assert gaps(bureau.engine) == []
    assert enter(bureau, entry.case_id).serial == 2


def test_voids_an_entry_once(bureau: Bureau) -> None:
    entry = enter(bureau)
    with bureau.engine.work(SYSTEM) as work:
        register.void(work, entry.id, "Dicatat dua kali")

    with pytest.raises(EntryNotInForceError), bureau.engine.work(SYSTEM) as work:
        register.void(work, entry.id, "Sekali lagi")


def test_knows_no_entry_that_is_not_there(bureau: Bureau) -> None:
    with pytest.raises(NotFoundError), bureau.engine.work(SYSTEM) as work:
        register.void(work, new_id(), "Tidak ada")


def test_reports_a_number_without_an_entry(bureau: Bureau) -> None:
    enter(bureau)
    with bureau.engine.work(SYSTEM) as work:
        next_number(work.connection, work.office, f"register:LU:{TODAY}")
    enter(bureau)

    assert gaps(bureau.engine) == [Gap("LU", TODAY, 2)]


def test_tells_the_history_of_entries_and_voids(bureau: Bureau) -> None:
    entry = enter(bureau)
    with bureau.engine.work(SYSTEM) as work:
        register.void(work, entry.id, "Dicatat dua kali")

    with bureau.engine.reading() as reading:
        kinds = [told.kind for told in history.story(reading, entry.case_id)]
        report = history.verify(reading, bureau.engine.vault.public_keys)
        assert reading.execute(select(func.count()).select_from(RegisterEntry)).scalar_one() == 1
    assert kinds[-2:] == ["register.entered", "register.voided"]
    assert not report.problems
