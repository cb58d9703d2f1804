"""Entries of old register books: taken over with their number, beside the office's own series."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from engine import history, register
from engine.access import SYSTEM
from engine.db.database import Database
from engine.errors import RegisterKindError, RegisterNumberTakenError
from engine.ids import new_id
from engine.register import Amendment, Entry, NewEntry, OldEntry
from tests.builders import Bureau, make_bureau

SAID = {"anak": {"nama": "Yermias Pah"}, "letak": {"buku": "1996", "halaman": "117"}}
NUMBER = "1234/DISP/1996"


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def open_case(bureau: Bureau) -> str:
    return str(bureau.walker.open("akta_kelahiran").case_id)


def take_over(bureau: Bureau, number: str = NUMBER, case_id: str | None = None) -> Entry:
    case_id = case_id or open_case(bureau)
    old = OldEntry(case_id, "akta_kematian", number, dt.date(1996, 3, 5), SAID, new_id())
    with bureau.engine.work(SYSTEM) as work:
        return register.take_over(work, old)


def enter(bureau: Bureau, kind: str = "LU") -> Entry:
    new = NewEntry(open_case(bureau), kind, {}, new_id())
    with bureau.engine.work(SYSTEM) as work:
        return register.enter(work, new)


def test_keeps_the_number_and_the_day_of_the_book(bureau: Bureau) -> None:
    entry = take_over(bureau, "  1234/disp/1996 ")

    assert (entry.number, entry.entry_date, entry.from_old_book) == (NUMBER, dt.date(1996, 3, 5), True)


def test_is_found_and_says_what_the_book_says(bureau: Bureau) -> None:
    """Of the type that the book is about, not of the case that needed it."""
    entry = take_over(bureau)

    with bureau.engine.reading() as reading:
        found = register.find(reading, "1234/disp/1996")
        assert found is not None
        assert (found.entry, found.document_type) == (entry, "akta_kematian")
        assert register.content(reading, entry.id) == SAID


def test_leaves_no_gap_in_the_numbers_of_the_office(bureau: Bureau) -> None:
    take_over(bureau)
    take_over(bureau, "5371-LU-02032015-0044")
    own = enter(bureau)

    with bureau.engine.reading() as reading:
        assert (own.number, register.gaps(reading)) == ("5371-LU-24112026-0001", [])


def test_takes_an_entry_over_once_for_whichever_case_comes_first(bureau: Bureau) -> None:
    first = take_over(bureau)

    assert take_over(bureau) == first


def test_two_cases_at_the_same_moment_take_over_one_entry(postgresql_database: Database) -> None:
    bureau = make_bureau(postgresql_database)
    cases = [open_case(bureau) for _ in range(2)]

    with ThreadPoolExecutor(2) as pool:
        entries = list(pool.map(lambda case_id: take_over(bureau, NUMBER, case_id), cases))

    assert len({entry.id for entry in entries}) == 1


def test_refuses_a_number_of_the_office_itself(bureau: Bureau) -> None:
    own = enter(bureau)

    with pytest.raises(RegisterNumberTakenError):
        take_over(bureau, own.number)


def test_does_not_bring_a_cancelled_entry_back(bureau: Bureau) -> None:
    entry = take_over(bureau)
    ended = Amendment(entry, open_case(bureau), "pembatalan", "Dibatalkan", "Putusan 12/2026", new_id())
    with bureau.engine.work(SYSTEM) as work:
        register.cancel(work, ended)

    with pytest.raises(RegisterNumberTakenError):
        take_over(bureau)


def test_nobody_enters_an_event_of_today_as_if_a_book_had_it(bureau: Bureau) -> None:
    with pytest.raises(RegisterKindError):
        enter(bureau, "BL")


def test_the_history_of_the_case_tells_it(bureau: Bureau) -> None:
    case_id = open_case(bureau)

    entry = take_over(bureau, NUMBER, case_id)

    with bureau.engine.reading() as reading:
        told = history.story(reading, case_id)[-1]
    assert (told.kind, told.facts["number"]) == ("register.taken_over", entry.number)
