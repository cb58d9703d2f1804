import orjson
import pytest
from sqlalchemy import delete

from engine import errors, history
from engine.db.database import Database
from engine.db.history import Stream
from engine.history import Flaw
from engine.vault import Keys
from tests.history.working import Desk, made


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def bundle(desk: Desk, *, in_full: bool = False) -> bytes:
    case_id = desk.case()
    desk.write(made(case_id), made(case_id, secret=None), made(case_id, changes={}, words=None))
    with desk.reading() as reading:
        return history.export(reading, case_id, in_full=in_full)


def spoiled(content: bytes, number: int, **parts: object) -> bytes:
    document = orjson.loads(content)
    document["events"][number - 1] |= parts
    return orjson.dumps(document)


@pytest.mark.parametrize("in_full", [False, True])
def test_a_bundle_holds_under_the_public_keys_alone(desk: Desk, in_full: bool) -> None:
    report = history.check_bundle(bundle(desk, in_full=in_full), desk.vault.public_keys)

    assert (report.ok, report.events) == (True, 3)


def test_values_are_laid_open_only_where_that_is_wanted(desk: Desk) -> None:
    assert b"Yohanes Foeh" not in bundle(desk)
    assert b"Yohanes Foeh" in bundle(desk, in_full=True)


def test_an_exported_case_may_have_been_erased(desk: Desk) -> None:
    case_id = desk.case()
    desk.write(made(case_id))
    with desk.work() as work:
        history.erase(work, case_id, "permintaan_subjek")

    with desk.reading() as reading:
        content = history.export(reading, case_id, in_full=True)

    assert history.check_bundle(content, desk.vault.public_keys).ok


def test_finds_a_changed_value(desk: Desk) -> None:
    content = bundle(desk, in_full=True).replace(b"Yohanes Foeh", b"Yohanes Pah")

    report = history.check_bundle(content, desk.vault.public_keys)

    assert [(problem.seq, problem.kind) for problem in report.problems] == [
        (1, Flaw.VALUES),
        (2, Flaw.VALUES),
    ]


def test_finds_a_changed_body(desk: Desk) -> None:
    content = bundle(desk)
    body = orjson.loads(content)["events"][1]["body"].replace("setuju", "tolak")

    report = history.check_bundle(spoiled(content, 2, body=body), desk.vault.public_keys)

    assert [(problem.seq, problem.kind) for problem in report.problems] == [(2, Flaw.EDITED)]


def test_finds_a_number_that_the_body_does_not_have(desk: Desk) -> None:
    content = spoiled(bundle(desk), 3, seq=4)

    kinds = {problem.kind for problem in history.check_bundle(content, desk.vault.public_keys).problems}

    assert kinds == {Flaw.MISSING, Flaw.COLUMNS, Flaw.HEAD}


def test_finds_a_missing_event(desk: Desk) -> None:
    document = orjson.loads(bundle(desk))
    del document["events"][1]

    report = history.check_bundle(orjson.dumps(document), desk.vault.public_keys)

    assert [(problem.seq, problem.kind) for problem in report.problems] == [(2, Flaw.MISSING)]


def test_finds_events_in_another_order(desk: Desk) -> None:
    document = orjson.loads(bundle(desk))
    document["events"].reverse()

    report = history.check_bundle(orjson.dumps(document), desk.vault.public_keys)

    assert {problem.kind for problem in report.problems} == {Flaw.MISSING, Flaw.ORDER, Flaw.MISSING}


def test_nobody_signs_for_another_office(desk: Desk) -> None:
    report = history.check_bundle(bundle(desk), Keys.new().public_keys)

    assert {problem.kind for problem in report.problems} == {Flaw.UNSIGNED}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"null",
        b'{"format": "other"}',
        b'{"format": "terbit-history-1"}',
        b'{"format": "terbit-history-1", "stream": 1, "head": {"seq": "x", "hash": ""}, "events": []}',
        b'{"format": "terbit-history-1", "stream": "s", "head": {"seq": 0, "hash": ""}, "events": [{}]}',
        b'{"format": "terbit-history-1", "stream": "s", "head": {"seq": 0, "hash": ""}, "events": 3}',
    ],
)
def test_says_that_a_file_is_no_bundle(content: bytes) -> None:
    report = history.check_bundle(content, {})

    assert [problem.kind for problem in report.problems] == [Flaw.UNREADABLE]


@pytest.mark.parametrize(
    "values", [3, {}, {"salt": "zz", "changes": [], "words": None}, {"salt": "00", "changes": 3}]
)
def test_values_of_no_sense_are_no_bundle_either(desk: Desk, values: object) -> None:
    content = spoiled(bundle(desk, in_full=True), 1, values=values)

    report = history.check_bundle(content, desk.vault.public_keys)

    assert [problem.kind for problem in report.problems] == [Flaw.UNREADABLE]


def test_there_is_no_bundle_of_no_case(desk: Desk) -> None:
    with desk.reading() as reading, pytest.raises(errors.NotFoundError):
        history.export(reading, "00000000-0000-7000-8000-000000000000")


def test_a_lost_head_does_not_hinder_the_export(desk: Desk) -> None:
    case_id = desk.case()
    desk.write(made(case_id))
    with desk.database.writing() as connection:
        connection.execute(delete(Stream))

    with desk.reading() as reading:
        content = history.export(reading, case_id)

    report = history.check_bundle(content, desk.vault.public_keys)
    assert [problem.kind for problem in report.problems] == [Flaw.HEAD]
