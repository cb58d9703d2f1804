"""What is printed of documents: once, again for a reason, spoiled; who may, and what is kept of it."""

from io import BytesIO

import pikepdf
import pytest
from sqlalchemy import delete, select

from engine import documents, history, printing
from engine.access import SYSTEM, Actor
from engine.db.database import Database
from engine.db.history import Event
from engine.db.printing import Printing
from engine.errors import NotAllowedError
from engine.errors.printing import (
    NotPrintableError,
    NotPrintedYetError,
    PrintingError,
    PrintingIncompleteError,
)
from engine.people import actor_of
from tests.builders import Bureau, make_bureau
from tests.staffing import give_another_post
from web.wiring import HANDLERS


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database, HANDLERS)


def waits(bureau: Bureau) -> str:
    """A document in force whose case waits for its hand-over."""
    walker = bureau.walker
    case_id = walker.open("akta_kelahiran", "loket").case_id
    while walker.prepare(case_id).node != "serahkan_dokumen":  # type: ignore[union-attr]
        walker.step(case_id)
        walker.drain()
    with bureau.engine.reading() as reading:
        [document] = documents.of_case(reading, case_id)
    return document.id


def listed(bureau: Bureau, actor: Actor) -> list[str | None]:
    with bureau.engine.reading(actor) as reading:
        return [one.document_id for one in printing.papers(reading)]


def printed(bureau: Bureau) -> tuple[Actor, str]:
    printer, document_id = bureau.actor("cetak"), waits(bureau)
    printing.first(bureau.engine, printer, [document_id])
    return printer, document_id


def count(bureau: Bureau, document_id: str) -> printing.Count:
    with bureau.engine.reading() as reading:
        return printing.counts(reading, [document_id])[document_id]


def test_prints_what_waits_in_one_file_and_once(bureau: Bureau) -> None:
    chosen, printer = [waits(bureau) for _ in range(2)], bureau.actor("cetak")
    before = listed(bureau, printer)

    made = printing.first(bureau.engine, printer, chosen)

    assert (before, listed(bureau, printer)) == (chosen, [])
    with pikepdf.open(BytesIO(made)) as file:
        assert len(file.pages) == 2
    with bureau.engine.reading(printer) as reading:
        assert sorted(str(one.document_id) for one in printing.lately(reading)) == sorted(chosen)
    with pytest.raises(NotPrintableError):
        printing.first(bureau.engine, printer, chosen)


def test_counts_prints_and_spoiled_sheets_by_reason_and_tells_the_history(bureau: Bureau) -> None:
    printer, document_id = printed(bureau)

    with bureau.engine.work(printer) as work:
        printing.again(work, document_id, "cetakan_rusak", "Terlipat waktu distempel")
        printing.spoil(work, document_id, "kertas_macet", 3)

    assert count(bureau, document_id) == printing.Count(first=1, again=1, spoiled=3, times=1)
    with bureau.engine.reading() as reading:
        month = reading.local.replace(day=1)
        totals = dict(printing.tally(reading, month))
        events = reading.execute(select(Event.kind, Event.body).where(Event.kind.like("printing.%"))).all()
        assert history.verify(reading, bureau.engine.vault.public_keys).problems == []
    assert totals == {"first": 1, "again": 1, "spoiled": 3, "spoiled:kertas_macet": 3}
    assert {event.kind for event in events} == {"printing.first", "printing.again", "printing.spoiled"}
    assert not [event for event in events if b"Terlipat" in bytes(event.body)]


@pytest.mark.parametrize(
    ("reason", "words"),
    [("", "Terlipat"), ("kertas_macet", "Terlipat"), ("cetakan_rusak", "  "), ("cetakan_rusak", "x" * 301)],
    ids=["none", "of another act", "no words", "too long"],
)
def test_prints_again_only_for_a_reason_in_words(bureau: Bureau, reason: str, words: str) -> None:
    printer, document_id = printed(bureau)

    with pytest.raises(PrintingIncompleteError), bureau.engine.work(printer) as work:
        printing.again(work, document_id, reason, words)
    assert count(bureau, document_id).times == 0


@pytest.mark.parametrize("sheets", [None, 0, 100])
def test_counts_no_impossible_number_of_spoiled_sheets(bureau: Bureau, sheets: int | None) -> None:
    printer, document_id = printed(bureau)

    with pytest.raises(PrintingIncompleteError), bureau.engine.work(printer) as work:
        printing.spoil(work, document_id, "kertas_macet", sheets)


def test_prints_nothing_again_that_was_never_printed_or_is_not_in_force(bureau: Bureau) -> None:
    document_id, printer = waits(bureau), bureau.actor("cetak")

    with pytest.raises(NotPrintedYetError), bureau.engine.work(printer) as work:
        printing.again(work, document_id, "cetakan_rusak", "Terlipat")
    with bureau.engine.work(SYSTEM) as work:
        documents.revoke(work, document_id, "Salah terbit")
    with pytest.raises(NotPrintableError):
        printing.first(bureau.engine, printer, [document_id])
    assert listed(bureau, printer) == []


@pytest.mark.parametrize(("username", "why"), [("kasi", "role"), ("loket", "role"), ("auditor", "role")])
def test_only_printers_and_hand_over_officers_print(bureau: Bureau, username: str, why: str) -> None:
    document_id = waits(bureau)

    with pytest.raises(NotAllowedError, match=why):
        printing.first(bureau.engine, bureau.actor(username), [document_id])


def test_whoever_signed_does_not_print(bureau: Bureau) -> None:
    document_id = waits(bureau)
    with bureau.engine.work(SYSTEM) as work:
        give_another_post(work, "kadis", "Petugas cetak")
    with bureau.engine.reading() as reading:
        both = actor_of(reading, "kadis")

    with pytest.raises(NotAllowedError, match="duty"):
        printing.first(bureau.engine, both, [document_id])


def test_what_was_printed_stays_as_it_was_written(bureau: Bureau) -> None:
    printed(bureau)

    with pytest.raises(Exception, match="terbit_printing"), bureau.engine.work(SYSTEM) as work:
        work.execute(delete(Printing))


def test_every_refusal_has_its_own_words() -> None:
    from web.pages.printing import WRONG

    assert {error.code for error in PrintingError.__subclasses__()} == set(WRONG)
