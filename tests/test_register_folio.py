"""An entry as pages show it: which case wrote what, and which one took a paper back."""

from dataclasses import replace

import pytest

from engine import caseview, documents, register
from engine.access import SYSTEM
from engine.db.database import Database
from engine.documents import NewDocument
from engine.register import Amendment, Entry, Folio, NewEntry
from tests.builders import Bureau, make_bureau

NAMES = {"anak": {"nama": "Yermias Pah"}}


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def enter(bureau: Bureau) -> Entry:
    case_id = bureau.walker.open("akta_kelahiran", "kel.oesapa").case_id
    with bureau.engine.work(SYSTEM) as work:
        entry = register.enter(work, NewEntry(case_id, "LU", NAMES, _registrar(bureau)))
    issue(bureau, entry, case_id)
    return entry


def _registrar(bureau: Bureau) -> str:
    return str(bureau.actor("kadis").person_id)


def issue(bureau: Bureau, entry: Entry, case_id: str) -> str:
    new = NewDocument(case_id, "akta_kelahiran", entry.number, _registrar(bureau), "Kepala Dinas", entry.id)
    with bureau.engine.work(SYSTEM) as work:
        document_id = documents.draft(work, new)
        documents.store_file(work, document_id, document_id.encode())
        documents.issue(work, document_id)
    return document_id


def amend(bureau: Bureau, entry: Entry, by: str = "kel.liliba") -> Amendment:
    case_id = bureau.walker.open("akta_kelahiran", by).case_id
    return Amendment(entry, case_id, "pembetulan", "Nama tertulis Yermias Pa", "F-2.04B", _registrar(bureau))


def corrected(bureau: Bureau, entry: Entry) -> Amendment:
    """By a case of another kelurahan, which issues the excerpt anew."""
    amendment = amend(bureau, entry)
    with bureau.engine.work(SYSTEM) as work:
        register.correct(work, amendment, NAMES)
        documents.retire(work, entry.id, "Catatan pinggir")
    issue(bureau, entry, amendment.case_id)
    return amendment


def folio(bureau: Bureau, case_id: str, username: str = "kadis") -> Folio:
    with bureau.engine.reading(bureau.actor(username)) as reading:
        [found] = register.of_case(reading, case_id)
    return found


def test_a_case_shows_the_entry_that_it_made_with_what_came_later(bureau: Bureau) -> None:
    entry = enter(bureau)
    amendment = corrected(bureau, entry)

    found = folio(bureau, entry.case_id)

    assert [(one.number, one.case_id) for one in found.versions] == [
        (1, entry.case_id),
        (2, amendment.case_id),
    ]
    assert [(one.kind, one.case_id) for one in found.notes] == [("pembetulan", amendment.case_id)]
    assert [paper.state for paper in found.papers] == ["superseded", "in_force"]
    assert found.names == {_registrar(bureau): bureau.actor("kadis").name}


def test_the_case_that_changed_an_entry_shows_the_same(bureau: Bureau) -> None:
    entry = enter(bureau)
    amendment = corrected(bureau, entry)

    assert folio(bureau, amendment.case_id) == folio(bureau, entry.case_id)


def test_says_by_which_case_an_excerpt_was_superseded(bureau: Bureau) -> None:
    entry = enter(bureau)
    amendment = corrected(bureau, entry)

    found = folio(bureau, entry.case_id)

    old, new = (found.ended_by(paper) for paper in found.papers)
    assert old is not None
    assert (old.id, new) == (amendment.case_id, None)


def test_says_by_which_case_an_entry_and_its_excerpt_were_cancelled(bureau: Bureau) -> None:
    entry = enter(bureau)
    amendment = replace(amend(bureau, entry), kind="pembatalan")
    with bureau.engine.work(SYSTEM) as work:
        register.cancel(work, amendment)
        documents.retire(work, entry.id, "Akta dibatalkan", cancelled=True)

    found = folio(bureau, entry.case_id)

    ended = found.ended_by(found.papers[0])
    assert found.entry.state == "cancelled"
    assert ended is not None
    assert ended.id == amendment.case_id


def test_a_case_of_another_territory_is_named_but_not_opened(bureau: Bureau) -> None:
    entry = enter(bureau)
    amendment = corrected(bureau, entry)

    cases = folio(bureau, entry.case_id, "kel.oesapa").cases

    assert {case_id: case.visible for case_id, case in cases.items()} == {
        entry.case_id: True,
        amendment.case_id: False,
    }


def test_who_sees_the_reduced_record_reads_nothing_of_the_register(bureau: Bureau) -> None:
    entry = enter(bureau)

    with bureau.engine.reading(bureau.actor("rt.oesapa")) as reading:
        assert caseview.view(reading, entry.case_id).register == ()


def test_a_case_that_has_no_entry_has_no_leaf(bureau: Bureau) -> None:
    opened = bureau.walker.open("akta_kelahiran")

    with bureau.engine.reading() as reading:
        assert register.of_case(reading, opened.case_id) == []
