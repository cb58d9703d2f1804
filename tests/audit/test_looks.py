"""Who looked at what; auditors are looked at too."""

import pytest

from engine import audit, history
from engine.audit import PurposeNeededError, Wanted, looks
from engine.db.database import Database
from engine.errors import NotAllowedError
from engine.history.looks import CASE_SEEN, SEARCH_DONE
from tests.audit.walks import walked
from tests.builders import Bureau, make_bureau


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def test_an_auditors_look_at_a_case_is_recorded(bureau: Bureau) -> None:
    case_id, auditor = walked(bureau, 1), bureau.actor("auditor")
    audit.trace(bureau.engine, auditor, case_id)

    with bureau.engine.reading() as reading:
        [look] = history.looks_at(reading, case_id)

    assert (look.person_id, look.role, look.purpose) == (auditor.person_id, "Auditor", "audit")


def test_tells_the_looks_of_a_person_and_those_at_a_case(bureau: Bureau) -> None:
    mine, other = walked(bureau, 1), walked(bureau, 1)
    clerk, auditor = bureau.actor("loket"), bureau.actor("auditor")
    with bureau.engine.work(clerk) as work:
        history.case_seen(work, mine, "case", clerk.grants[0])
        history.searched(work, "Yohanes", 3, "search", clerk.grants[0])
    audit.trace(bureau.engine, auditor, other)

    of_clerk = looks.page(bureau.engine, auditor, clerk.person_id).looks
    at_mine = looks.page(bureau.engine, auditor, None, "al-2026-00001").looks

    assert [(one.event.kind, one.event.words, one.found) for one in of_clerk] == [
        (SEARCH_DONE, "Yohanes", 3), (CASE_SEEN, None, None),
    ]  # fmt: skip
    assert [(one.who.name, one.case_number, one.purpose) for one in at_mine] == [
        (clerk.name, "AL-2026-00001", "case"),
    ]  # fmt: skip
    assert of_clerk[1].subject_name


def test_a_number_that_is_not_there_has_no_looks(bureau: Bureau) -> None:
    auditor = bureau.actor("auditor")
    audit.trace(bureau.engine, auditor, walked(bureau, 1))

    assert list(looks.page(bureau.engine, auditor, None, "AL-2026-99999").looks) == []


def test_looking_at_the_looks_is_a_look(bureau: Bureau) -> None:
    auditor = bureau.actor("auditor")
    looks.page(bureau.engine, auditor, None)

    [look] = looks.page(bureau.engine, auditor, auditor.person_id).looks

    assert look.purpose == "audit_looks"


def test_pages_follow_each_other(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.audit.looks.PAGE", 2)
    clerk, auditor = bureau.actor("loket"), bureau.actor("auditor")
    for number in range(5):
        with bureau.engine.work(clerk) as work:
            history.searched(work, str(number), number, "search")

    pages = [looks.page(bureau.engine, auditor, clerk.person_id)]
    while pages[-1].after:
        pages.append(looks.page(bureau.engine, auditor, clerk.person_id, "", pages[-1].after))

    assert [look.found for page in pages for look in page.looks] == [4, 3, 2, 1, 0]


def test_a_purpose_once_stated_holds_for_thirty_days(bureau: Bureau) -> None:
    auditor = bureau.actor("auditor")
    audit.begin(bureau.engine, auditor, "  Sampel November,  surat tugas 700/118 ")
    audit.find(bureau.engine, auditor, Wanted())

    with bureau.engine.reading(auditor) as reading:
        stated = audit.current(reading)
    bureau.clock.forward(days=31)
    with bureau.engine.reading(auditor) as reading:
        outlived = audit.current(reading)

    assert stated is not None
    assert stated.words == "Sampel November, surat tugas 700/118"
    assert outlived is None


@pytest.mark.parametrize("words", ["", "   ", "x" * 201])
def test_refuses_a_purpose_that_says_nothing_or_too_much(sqlite_database: Database, words: str) -> None:
    bureau = make_bureau(sqlite_database)

    with pytest.raises(PurposeNeededError):
        audit.begin(bureau.engine, bureau.actor("auditor"), words)


def test_is_for_auditors_only(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)
    clerk = bureau.actor("loket")

    with pytest.raises(NotAllowedError):
        looks.page(bureau.engine, clerk, None)
    with pytest.raises(NotAllowedError):
        audit.begin(bureau.engine, clerk, "ingin tahu")
