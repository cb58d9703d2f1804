import pytest
from sqlalchemy import select, update

from engine import attachments, errors, history
from engine.access import SYSTEM
from engine.attachments import Paper
from engine.db.cases import Attachment as AttachmentRow
from engine.db.database import Database
from tests.history.working import Desk


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def paper(content: bytes = b"\x89PNG isi", file_name: str = "KTP Maria.png") -> Paper:
    return Paper(file_name, "image/png", content, 1)


def test_gives_back_what_was_stored(desk: Desk) -> None:
    case_id, officer = desk.case(), desk.officer()

    with desk.work(officer) as work:
        stored = attachments.store(work, case_id, "ktp_ayah", paper())

    with desk.reading() as reading:
        assert attachments.fetch(reading, stored) == paper()


def test_lists_the_papers_of_a_case_in_the_order_in_which_they_came(desk: Desk) -> None:
    case_id, other, officer = desk.case(), desk.case(), desk.officer()

    with desk.work(officer) as work:
        ids = [attachments.store(work, case_id, code, paper()) for code in ("ktp_ayah", "ktp_ibu")]
        attachments.store(work, other, "ktp_ayah", paper())

    with desk.reading() as reading:
        listed = attachments.of_case(reading, case_id)
    assert [file.id for file in listed] == ids
    assert [file.requirement for file in listed] == ["ktp_ayah", "ktp_ibu"]
    assert {file.file_name for file in listed} == {"KTP Maria.png"}
    assert {file.uploaded_by for file in listed} == {officer.person_id}


def test_neither_content_nor_name_can_be_read_without_the_keys(desk: Desk) -> None:
    case_id, officer = desk.case(), desk.officer()

    with desk.work(officer) as work:
        attachments.store(work, case_id, "ktp_ayah", paper())

    with desk.reading() as reading:
        row = reading.execute(select(AttachmentRow.content, AttachmentRow.file_name)).one()
    assert b"isi" not in row.content
    assert b"Maria" not in row.file_name


def test_the_history_tells_who_handed_in_which_paper_by_hash(desk: Desk) -> None:
    case_id, officer = desk.case(), desk.officer()

    with desk.work(officer) as work:
        stored = attachments.store(work, case_id, "ktp_ayah", paper(), grant=officer.grants[0])

    with desk.reading() as reading:
        [entry] = history.story(reading, case_id)
    assert (entry.kind, entry.person_id, entry.role) == ("paper.received", officer.person_id, "Verifikator")
    assert entry.facts["attachment"] == stored
    assert entry.facts["sha256"] == paper().sha256
    assert desk.verify().ok


def test_a_paper_takes_the_place_of_another(desk: Desk) -> None:
    case_id, officer = desk.case(), desk.officer()

    with desk.work(officer) as work:
        old = attachments.store(work, case_id, "ktp_ayah", paper(b"lama"))
        new = attachments.store(work, case_id, "ktp_ayah", paper(b"baru"), replaces=old)

    with desk.reading() as reading:
        assert [file.id for file in attachments.of_case(reading, case_id)] == [new]
        assert [file.replaced_by for file in attachments.of_case(reading, case_id, replaced=True)] == [
            new,
            None,
        ]
        assert attachments.fetch(reading, old).content == b"lama"


def test_refuses_to_take_the_place_of_another_cases_paper(desk: Desk) -> None:
    case_id, other, officer = desk.case(), desk.case(), desk.officer()
    with desk.work(officer) as work:
        old = attachments.store(work, other, "ktp_ayah", paper())

    with desk.work(officer) as work, pytest.raises(errors.NotFoundError):
        attachments.store(work, case_id, "ktp_ayah", paper(), replaces=old)


def test_a_content_moved_to_another_paper_does_not_open(desk: Desk) -> None:
    case_id, officer = desk.case(), desk.officer()
    with desk.work(officer) as work:
        first = attachments.store(work, case_id, "ktp_ayah", paper(b"satu"))
        second = attachments.store(work, case_id, "ktp_ibu", paper(b"dua"))
        content = select(AttachmentRow.content).where(AttachmentRow.id == first).scalar_subquery()
        work.execute(update(AttachmentRow).where(AttachmentRow.id == second).values(content=content))

    with desk.reading() as reading, pytest.raises(errors.SealBrokenError):
        attachments.fetch(reading, second)


def test_says_that_there_is_no_such_paper(desk: Desk) -> None:
    with desk.reading() as reading, pytest.raises(errors.NotFoundError):
        attachments.fetch(reading, "00000000-0000-7000-8000-000000000000")


def test_the_system_hands_in_nothing(desk: Desk) -> None:
    case_id = desk.case()

    with desk.work(SYSTEM) as work, pytest.raises(errors.NotAllowedError):
        attachments.store(work, case_id, "ktp_ayah", paper())
