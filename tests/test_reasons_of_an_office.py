"""An office adds reasons of its own and stops offering others; what was said stays readable."""

import pytest

from engine import history, tasks
from engine.audit import office
from engine.db.database import Database
from engine.demo.answers import Wish
from engine.errors import InvalidAnswersError, NotAllowedError
from engine.reasons import OUTCOMES, fitting, setting
from engine.reasons.setting import (
    LastReasonError,
    NewReason,
    ReasonIncompleteError,
    ReasonKnownError,
    ReasonUnknownError,
)
from engine.submission import Submission
from tests.builders import Bureau, make_bureau

DEED = NewReason("Akta pembanding belum dilampirkan.", "The other deed is missing.", frozenset({"tolak"}))


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def offered(bureau: Bureau, outcome: str) -> set[str]:
    with bureau.engine.reading() as reading:
        return {reason.code for reason in fitting(setting.known(reading).values(), outcome)}


def waiting_for(bureau: Bureau, node: str) -> str:
    opened = bureau.walker.open("akta_kelahiran")
    while (task := bureau.walker.prepare(opened.case_id)) is not None and task.node != node:
        bureau.walker.step(opened.case_id)
    return opened.case_id


def refuse(bureau: Bureau, case_id: str, reason: str) -> None:
    task = bureau.walker.prepare(case_id, Wish("tolak", reason))
    assert task is not None
    sent = Submission.of(task.posted, "tolak")
    tasks.complete(bureau.engine, bureau.actor(task.username), task.task_id, sent)


def test_a_reason_of_the_office_can_be_given_at_once(bureau: Bureau) -> None:
    case_id = waiting_for(bureau, "verifikasi_isi")

    code = setting.add(bureau.engine, bureau.actor("admin"), DEED)

    assert code in offered(bureau, "tolak")
    assert code not in offered(bureau, "kembalikan")
    refuse(bureau, case_id, code)
    with bureau.engine.reading() as reading:
        said = [entry.reason for entry in history.story(reading, case_id) if entry.outcome == "tolak"]
        told = reading.engine.definitions.reason(code)
    assert said == [code]
    assert told is not None
    assert told.text == DEED.text


def test_what_is_not_offered_any_more_cannot_be_given_and_still_explains(bureau: Bureau) -> None:
    case_id = waiting_for(bureau, "verifikasi_isi")
    admin = bureau.actor("admin")

    first, *_others = sorted(offered(bureau, "tolak"))

    setting.offer(bureau.engine, admin, first, offered=False)

    assert first not in offered(bureau, "tolak")
    with pytest.raises(InvalidAnswersError):
        refuse(bureau, case_id, first)
    with bureau.engine.reading() as reading:
        assert setting.known(reading)[first].text
    setting.offer(bureau.engine, admin, first, offered=True)
    refuse(bureau, case_id, first)


def test_each_change_is_told_once(bureau: Bureau) -> None:
    admin = bureau.actor("admin")
    code = setting.add(bureau.engine, admin, DEED)
    for _ in range(2):
        setting.offer(bureau.engine, admin, code, offered=False)

    found = office.page(bureau.engine, bureau.actor("auditor"), "settings")
    assert [one.facts["reason"] for one in found.events if one.kind == "office.reason"] == [code, code]


@pytest.mark.parametrize("outcome", sorted(OUTCOMES))
def test_the_last_reason_for_an_outcome_stays(bureau: Bureau, outcome: str) -> None:
    admin = bureau.actor("admin")
    *others, last = sorted(offered(bureau, outcome))
    with pytest.raises(LastReasonError):  # noqa: PT012 - whichever of them is the last of another outcome too
        for code in (*others, last):
            setting.offer(bureau.engine, admin, code, offered=False)

    assert offered(bureau, outcome)


@pytest.mark.parametrize(
    ("text", "english", "outcomes"),
    [
        ("", "x", {"tolak"}),
        ("x", " ", {"tolak"}),
        ("x" * 201, "x", {"tolak"}),
        ("x", "x", ()),
        ("x", "x", {"setuju"}),
    ],
)
def test_a_reason_says_something_in_both_languages_for_an_outcome(
    bureau: Bureau, text: str, english: str, outcomes: set[str]
) -> None:
    with pytest.raises(ReasonIncompleteError):
        setting.add(bureau.engine, bureau.actor("admin"), NewReason(text, english, frozenset(outcomes)))


def test_the_same_sentence_is_one_reason(bureau: Bureau) -> None:
    setting.add(bureau.engine, bureau.actor("admin"), DEED)
    with pytest.raises(ReasonKnownError):
        setting.add(bureau.engine, bureau.actor("admin"), DEED)
    with pytest.raises(ReasonUnknownError):
        setting.offer(bureau.engine, bureau.actor("admin"), "karangan", offered=False)


def test_only_administrators_set_reasons(bureau: Bureau) -> None:
    with pytest.raises(NotAllowedError):
        setting.add(bureau.engine, bureau.actor("kadis"), DEED)
