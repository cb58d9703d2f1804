"""What changes an entry of the register later: versions, margin notes, cancellation."""

import pytest
from sqlalchemy import select

from engine import register
from engine.access import SYSTEM
from engine.db.database import Database
from engine.db.documents import MarginNote, RegisterVersion
from engine.errors import EntryNotInForceError, NotFoundError
from engine.ids import new_id
from engine.register import Amendment, Entry, NewEntry
from tests.builders import Bureau, make_bureau

WRONG = {"anak": {"nama": "Yermias Pa"}}
RIGHT = {"anak": {"nama": "Yermias Pah"}}
BASIS = "SPTJM F-2.04B"


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def enter(bureau: Bureau) -> Entry:
    case_id = bureau.walker.open("akta_kelahiran").case_id
    with bureau.engine.work(SYSTEM) as work:
        return register.enter(work, NewEntry(case_id, "LU", WRONG, new_id()))


def amendment(bureau: Bureau, entry: Entry, kind: str = "pembetulan") -> Amendment:
    case_id = bureau.walker.open("akta_kelahiran").case_id
    return Amendment(entry, case_id, kind, "Nama tertulis Yermias Pa", BASIS, new_id())


def correct(bureau: Bureau, entry: Entry) -> int:
    asked = amendment(bureau, entry)
    with bureau.engine.work(SYSTEM) as work:
        return register.correct(work, asked, RIGHT)


def cancel(bureau: Bureau, entry: Entry) -> None:
    asked = amendment(bureau, entry, "pembatalan")
    with bureau.engine.work(SYSTEM) as work:
        register.cancel(work, asked)


def test_says_what_was_last_corrected(bureau: Bureau) -> None:
    entry = enter(bureau)

    numbers = [correct(bureau, entry), correct(bureau, entry)]

    with bureau.engine.reading() as reading:
        assert numbers == [2, 3]
        assert register.content(reading, entry.id) == RIGHT
        assert [(one.number, one.basis) for one in register.versions(reading, entry.id)] == [
            (1, None),
            (2, BASIS),
            (3, BASIS),
        ]


def test_writes_in_the_margin_on_what_basis(bureau: Bureau) -> None:
    """Perpres 96/2018 Pasal 59: a correction is a margin note on the register."""
    entry = enter(bureau)

    correct(bureau, entry)

    with bureau.engine.reading() as reading:
        (note,) = register.notes(reading, entry.id)
    assert (note.kind, note.text, note.basis) == ("pembetulan", "Nama tertulis Yermias Pa", BASIS)


def test_keeps_versions_and_notes_sealed(bureau: Bureau) -> None:
    correct(bureau, enter(bureau))

    with bureau.engine.reading() as reading:
        sealed = reading.execute(select(RegisterVersion.content)).scalar_one()
        noted = reading.execute(select(MarginNote.text)).scalar_one()

    assert b"Yermias" not in sealed + noted


def test_finds_an_entry_by_its_number_until_it_is_cancelled(bureau: Bureau) -> None:
    entry = enter(bureau)
    with bureau.engine.reading() as reading:
        found = register.find(reading, f" {entry.number.lower()} ")

    cancel(bureau, entry)

    with bureau.engine.reading() as reading:
        assert found is not None
        assert (found.entry, found.document_type) == (entry, "akta_kelahiran")
        assert register.find(reading, entry.number) is None
        assert register.gaps(reading) == []


def test_refuses_to_change_what_is_cancelled(bureau: Bureau) -> None:
    entry = enter(bureau)
    cancel(bureau, entry)

    with pytest.raises(EntryNotInForceError):
        correct(bureau, entry)


def test_refuses_what_is_not_in_the_register(bureau: Bureau) -> None:
    with pytest.raises(NotFoundError), bureau.engine.reading() as reading:
        register.versions(reading, new_id())
