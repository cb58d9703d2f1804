"""Papers and documents held against the history, and what an auditor takes along."""

import csv
import hashlib
import io

import pytest
from sqlalchemy import delete, select, update

from engine import audit, documents, history
from engine import papers as desk
from engine.attachments import Upload
from engine.audit import AlteredFileError, Export, Match, looks
from engine.db.cases import Attachment
from engine.db.database import Database
from engine.db.documents import Document
from engine.errors import NotAllowedError
from tests.attachments.files import picture
from tests.audit.walks import TYPE, walked
from tests.builders import Bureau, make_bureau


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def papers(bureau: Bureau) -> tuple[str, str]:
    """A case and a paper that was handed in for it."""
    opened, clerk = bureau.walker.open(TYPE), bureau.actor("loket")
    upload = Upload("kk.jpg", picture())
    handed_in = desk.hand_in(bureau.engine, clerk, opened.case_id, "kartu_keluarga", [upload])
    return opened.case_id, handed_in.kept[0]


def test_a_paper_fits_the_hash_that_the_history_recorded(bureau: Bureau) -> None:
    case_id, first = papers(bureau)
    again = Upload("kk-terang.jpg", picture(size=(90, 60)))
    desk.hand_in(bureau.engine, bureau.actor("loket"), case_id, "kartu_keluarga", [again], first)

    found = audit.trace(bureau.engine, bureau.actor("auditor"), case_id).papers

    assert [(one.file_name, one.replaced, one.match) for one in found] == [
        ("kk.jpg", True, Match.FITS), ("kk-terang.jpg", False, Match.FITS),
    ]  # fmt: skip


def test_a_paper_with_another_hash_differs(bureau: Bureau) -> None:
    case_id, paper_id = papers(bureau)
    with bureau.engine.database.writing() as connection:
        connection.execute(update(Attachment).where(Attachment.id == paper_id).values(sha256="0" * 64))

    [found] = audit.trace(bureau.engine, bureau.actor("auditor"), case_id).papers

    assert found.match is Match.DIFFERS
    with pytest.raises(AlteredFileError):
        audit.paper(bureau.engine, bureau.actor("auditor"), paper_id)


def test_a_paper_whose_content_was_exchanged_is_not_given_out(bureau: Bureau) -> None:
    case_id, paper_id = papers(bureau)
    with bureau.engine.database.writing() as connection:
        sealed = connection.execute(select(Attachment.file_name)).scalar_one()
        connection.execute(update(Attachment).where(Attachment.id == paper_id).values(content=sealed))

    with pytest.raises(AlteredFileError):
        audit.paper(bureau.engine, bureau.actor("auditor"), paper_id)
    with bureau.engine.reading() as reading:
        assert history.looks_at(reading, case_id) == []


def test_a_paper_that_was_taken_away_is_missed(bureau: Bureau) -> None:
    case_id, paper_id = papers(bureau)
    with bureau.engine.database.writing() as connection:
        connection.execute(delete(Attachment).where(Attachment.id == paper_id))

    [found] = audit.trace(bureau.engine, bureau.actor("auditor"), case_id).papers

    assert (found.id, found.requirement, found.match) == (paper_id, "kartu_keluarga", Match.MISSING)


def test_a_download_is_recorded_as_a_look(bureau: Bureau) -> None:
    case_id, paper_id = papers(bureau)

    found = audit.paper(bureau.engine, bureau.actor("auditor"), paper_id)

    with bureau.engine.reading() as reading:
        [look] = history.looks_at(reading, case_id)
    assert found.file_name == "kk.jpg"
    assert look.purpose == "audit_paper"


def test_a_document_is_held_against_its_last_recorded_file(bureau: Bureau) -> None:
    case_id = walked(bureau, 1)
    stored = _document(bureau, case_id)

    [found] = audit.trace(bureau.engine, bureau.actor("auditor"), case_id).documents
    file = audit.document(bureau.engine, bureau.actor("auditor"), stored)

    assert found.match is Match.FITS
    assert hashlib.sha256(file.content).hexdigest() == found.sha256


def test_a_document_that_was_taken_away_is_missed(bureau: Bureau) -> None:
    case_id = walked(bureau, 1)
    stored = _document(bureau, case_id)
    with bureau.engine.database.writing() as connection:
        connection.execute(delete(Document).where(Document.id == stored))

    [found] = audit.trace(bureau.engine, bureau.actor("auditor"), case_id).documents

    assert (found.id, found.number, found.match) == (stored, "TT-1", Match.MISSING)


def _document(bureau: Bureau, case_id: str) -> str:
    clerk = bureau.actor("loket")
    new = documents.NewDocument(case_id, "tanda_terima", "TT-1", clerk.person_id or "", "Petugas Loket 1")
    with bureau.engine.work(clerk) as work:
        document_id = documents.draft(work, new)
        documents.store_file(work, document_id, b"%PDF-1.7 tanda terima")
    return document_id


@pytest.mark.parametrize("cell", ["=1+1", "+62811", "-3", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_a_table_begins_a_formula(cell: str) -> None:
    content = audit.table(["Nama"], [[cell]])

    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows == [["Nama"], [f"'{cell}"]]


def test_a_table_keeps_what_begins_no_formula() -> None:
    content = audit.table(["Isian", "Nilai"], [["Nama, lengkap", 'D"Arc\nJoana'], [None, 3]])

    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows == [["Isian", "Nilai"], ["Nama, lengkap", 'D"Arc\nJoana'], ["", "3"]]


def test_what_leaves_the_office_is_recorded_with_its_hash(bureau: Bureau) -> None:
    case_id, auditor = walked(bureau, 1), bureau.actor("auditor")

    content = audit.bundle(bureau.engine, auditor, case_id)

    [look] = [one for one in looks.page(bureau.engine, auditor, auditor.person_id).looks if one.event.case_id]
    assert look.event.kind == "audit.exported"
    assert look.event.facts["sha256"] == hashlib.sha256(content).hexdigest()
    assert history.check_bundle(content, bureau.engine.vault.public_keys).ok


def test_is_for_auditors_only(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    case_id, paper_id = papers(bureau)
    clerk = bureau.actor("verifikator")

    with pytest.raises(NotAllowedError):
        audit.paper(bureau.engine, clerk, paper_id)
    with pytest.raises(NotAllowedError):
        audit.bundle(bureau.engine, clerk, case_id)
    with pytest.raises(NotAllowedError):
        audit.exported(bureau.engine, clerk, Export("events", b"", 0, case_id))
    with bureau.engine.reading() as reading:
        assert reading.execute(select(Attachment.id)).scalar() == paper_id
