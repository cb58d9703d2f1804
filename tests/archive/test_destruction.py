"""What is past its time goes by two people, all of it or nothing; register, documents and history stay."""

import pytest
from sqlalchemy import func, select

from engine import archive, casefile, documents, history
from engine.access import SYSTEM
from engine.db.cases import Answer, Case, CaseLink, CaseParty, Task
from engine.db.database import Database
from engine.db.history import EventValues
from engine.errors import NotAllowedError
from engine.errors.archive import (
    DestructionFourEyesError,
    DestructionIncompleteError,
    DestructionOpenError,
    NoOpenDestructionError,
    NotDueError,
)
from tests.archive.archives import LETTER, decided, due, ended, papers, proposed, state_of, told
from tests.builders import KEYS, Bureau, make_bureau


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def sound(bureau: Bureau) -> bool:
    with bureau.engine.reading() as reading:
        return history.verify(reading, KEYS.public_keys).ok


def kinds(bureau: Bureau, case_id: str) -> list[str]:
    with bureau.engine.reading() as reading:
        return [entry.kind for entry in history.story(reading, case_id)]


def test_each_class_has_its_time_from_the_end_of_the_case(bureau: Bureau) -> None:
    ended(bureau)
    ended(bureau, "setuju", papers=1)

    found = [told(bureau)]
    for days in (364, 2, 365, 3 * 365):
        bureau.clock.forward(days=days)
        found.append(sorted(told(bureau)))

    assert found == [
        [],
        [],
        [("berkas_tidak_terbit", 2)],
        [("berkas_tidak_terbit", 2), ("isian_tidak_terbit", 1)],
        [("berkas_terbit", 1), ("berkas_tidak_terbit", 2), ("isian_tidak_terbit", 1)],
    ]


def test_two_people_destroy_papers_and_words_of_what_was_refused(bureau: Bureau) -> None:
    case_id = ended(bureau)
    bureau.clock.forward(days=3 * 365)

    decided(bureau, proposed(bureau), "confirmed")

    with bureau.engine.reading() as reading:
        row = reading.execute(select(Case.__table__).where(Case.id == case_id)).one()
        answers = reading.execute(select(Answer.values).where(Answer.case_id == case_id)).scalars().all()
        names = set(reading.execute(select(Task.subject_name).where(Task.case_id == case_id)).scalars())
        parties = reading.execute(select(CaseParty.field).where(CaseParty.case_id == case_id)).all()
        record = casefile.read_record(reading, row)
    assert (papers(bureau, case_id), record, parties) == (0, {}, [])
    assert ({bytes(one) for one in answers}, names, row.subject_name) == (
        {b""},
        {"(dimusnahkan)"},
        "(dimusnahkan)",
    )
    assert row.secret is None
    assert kinds(bureau, case_id)[-2:] == ["papers.destroyed", "values.erased"]
    assert sound(bureau)
    assert due(bureau) == []


def test_of_what_was_issued_only_the_papers_go(bureau: Bureau) -> None:
    case_id = ended(bureau, "setuju")
    with bureau.engine.reading() as reading:
        before = documents.of_case(reading, case_id)
        values = reading.execute(select(func.count()).select_from(EventValues)).scalar_one()
    bureau.clock.forward(days=5 * 365 + 2)

    decided(bureau, proposed(bureau), "confirmed")

    with bureau.engine.reading() as reading:
        row = reading.execute(select(Case.__table__).where(Case.id == case_id)).one()
        after = documents.of_case(reading, case_id)
        left = reading.execute(select(func.count()).select_from(EventValues)).scalar_one()
        assert casefile.read_record(reading, row)["anak"]["nama"] == row.subject_name
    assert (papers(bureau, case_id), after) == (0, before)
    assert left >= values
    assert sound(bureau)


def test_the_minutes_have_a_number_and_name_nobody(bureau: Bureau) -> None:
    ended(bureau)
    bureau.clock.forward(days=3 * 365)
    destruction_id = proposed(bureau)

    decided(bureau, destruction_id, "confirmed")

    with bureau.engine.reading(bureau.actor("kasi")) as reading:
        found = archive.minutes(reading, destruction_id)
    assert (found.head.number, found.head.state, found.head.items) == ("BAP-2029-0001", "confirmed", 2)
    assert [(one.rule, one.pieces) for one in found.entries] == [
        ("berkas_tidak_terbit", 2),
        ("isian_tidak_terbit", 1),
    ]
    assert found.head.rules["berkas_tidak_terbit"]["months"] == 12


def test_nobody_decides_alone_and_nothing_goes_before(bureau: Bureau) -> None:
    case_id = ended(bureau)
    bureau.clock.forward(days=2 * 365)
    destruction_id = proposed(bureau)

    with pytest.raises(DestructionFourEyesError):
        decided(bureau, destruction_id, "confirmed", "kasi")
    with pytest.raises(DestructionOpenError):
        proposed(bureau, "kabid")
    decided(bureau, destruction_id, "declined")
    with pytest.raises(NoOpenDestructionError):
        decided(bureau, destruction_id, "confirmed", "kadis")

    assert papers(bureau, case_id) == 2


def test_what_is_not_past_its_time_is_refused(bureau: Bureau) -> None:
    case_id = ended(bureau)
    bureau.clock.forward(days=2 * 365)
    destruction_id = proposed(bureau)
    with bureau.engine.work(bureau.actor("kabid")) as work:
        for chosen, letter in (([], LETTER), ([f"{case_id}:berkas_tidak_terbit"], " ")):
            with pytest.raises(DestructionIncompleteError):
                archive.propose(work, chosen, letter)
    bureau.clock.forward(days=-400)

    with pytest.raises(NotDueError):
        decided(bureau, destruction_id, "confirmed")

    decided(bureau, destruction_id, "withdrawn", "kasi")
    with bureau.engine.work(bureau.actor("kabid")) as work, pytest.raises(NotDueError):
        archive.propose(work, [f"{case_id}:register"], LETTER)
    assert papers(bureau, case_id) == 2


def test_papers_stay_while_a_linked_case_is_open(bureau: Bureau) -> None:
    case_id, other = ended(bureau), bureau.walker.open("akta_kelahiran", "loket").case_id
    bureau.clock.forward(days=400)
    assert told(bureau) == [("berkas_tidak_terbit", 2)]

    with bureau.engine.work(SYSTEM) as work:
        row = {
            "started_id": other,
            "sender_id": case_id,
            "message": "uji",
            "key": "1",
            "document_type": "kia",
        }
        work.execute(CaseLink.__table__.insert(), [row | work.office.owner])  # type: ignore[attr-defined]

    assert (state_of(bureau, other), told(bureau)) == ("open", [])


def test_only_heads_destroy(bureau: Bureau) -> None:
    ended(bureau)
    bureau.clock.forward(days=2 * 365)

    with pytest.raises(NotAllowedError):
        proposed(bureau, "verifikator")
