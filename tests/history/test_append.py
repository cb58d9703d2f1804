import hashlib
import threading
import time
from contextlib import suppress
from datetime import timedelta

import orjson
import pytest
from sqlalchemy import select

from engine import errors, history
from engine.db.counting import counted
from engine.db.database import Database
from engine.db.history import Event, EventValues, Stream
from tests.history.working import Desk, made


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)


def bodies(desk: Desk, stream: str) -> list[dict[str, object]]:
    with desk.reading() as reading:
        found = reading.execute(select(Event.body).where(Event.stream == stream).order_by(Event.seq))
        return [orjson.loads(row.body) for row in found]


def test_says_who_did_what_in_which_post_and_when(desk: Desk) -> None:
    case_id, officer = desk.case(), desk.officer()
    grant = officer.grants[0]

    with desk.work(officer, request_id="r-1") as work:
        work.record(made(case_id, version="v" * 64, reason=None, facts={"steps": ["periksa"]}, grant=grant))

    [body] = bodies(desk, f"case:{case_id}")
    assert body["person"] == officer.person_id
    assert (body["post"], body["role"], body["territory"]) == (grant.post_id, "Verifikator", "53.71")
    assert (body["node"], body["outcome"], body["version"]) == ("periksa", "setuju", "v" * 64)
    assert (body["at"], body["request"], body["seq"]) == ("2026-11-24T01:00:01.000000Z", "r-1", 1)
    assert body["facts"] == {"steps": ["periksa"]}


def test_the_body_holds_neither_values_nor_words(desk: Desk) -> None:
    case_id = desk.case()
    desk.write(made(case_id))

    with desk.reading() as reading:
        row = reading.execute(
            select(Event.body, EventValues.content).join(EventValues, EventValues.event_id == Event.id)
        ).one()

    for secret in (b"Yohanes", b"bidan", b"3.1"):
        assert secret not in row.body
        assert secret not in row.content
    assert b"anak.nama" in row.body


def test_the_body_is_canonical(desk: Desk) -> None:
    case_id = desk.case()
    desk.write(made(case_id, facts={"z": 1, "a": {"y": 1, "b": 2}}))

    with desk.reading() as reading:
        body = reading.execute(select(Event.body)).scalar_one()

    assert body == orjson.dumps(orjson.loads(body), option=orjson.OPT_SORT_KEYS)


def test_each_event_follows_the_one_before(desk: Desk) -> None:
    case_id = desk.case()
    desk.write(made(case_id), made(case_id), made(case_id))

    with desk.reading() as reading:
        rows = reading.execute(select(Event.seq, Event.previous, Event.hash).order_by(Event.seq)).all()
        head = reading.execute(select(Stream.seq, Stream.hash)).one()

    assert [row.seq for row in rows] == [1, 2, 3]
    assert [row.previous for row in rows] == [bytes(32), rows[0].hash, rows[1].hash]
    assert tuple(head) == (3, rows[2].hash)


def test_streams_are_chains_of_their_own(desk: Desk) -> None:
    first, second = desk.case(), desk.case()

    with desk.work() as work:
        for case_id in (first, second, first):
            work.record(made(case_id))
        work.record(history.Event("office.changed", "office", facts={"setting": "hours"}))

    assert [body["seq"] for body in bodies(desk, f"case:{first}")] == [1, 2]
    assert [body["seq"] for body in bodies(desk, f"case:{second}")] == [1]
    assert [body["seq"] for body in bodies(desk, "office")] == [1]
    assert desk.verify().ok


def test_equal_values_do_not_look_equal(desk: Desk) -> None:
    case_id = desk.case()
    desk.write(made(case_id), made(case_id))

    first, second = (body["fields"] for body in bodies(desk, f"case:{case_id}"))

    assert first != second


def test_that_a_field_was_empty_stands_in_the_body(desk: Desk) -> None:
    case_id = desk.case()
    desk.write(made(case_id, changes={"anak.nama": (None, "Maria")}))

    [body] = bodies(desk, f"case:{case_id}")

    assert body["fields"][0]["before"] is None  # type: ignore[index]
    assert len(body["fields"][0]["after"]) == 44  # type: ignore[index]


def test_keeps_no_values_where_there_are_none(desk: Desk) -> None:
    case_id = desk.case()
    desk.write(made(case_id, changes={}, words=None))

    with desk.reading() as reading:
        assert reading.execute(select(EventValues)).all() == []


@pytest.mark.parametrize("number", ["5371031203919001", "5371035203919001", "5371032411269001"])
def test_refuses_an_identity_number_among_the_facts(desk: Desk, number: str) -> None:
    case_id = desk.case()

    with pytest.raises(errors.PersonalDataInHistoryError) as refused, desk.work() as work:
        work.record(made(case_id, facts={"nik": number}))

    assert number not in refused.value.sentence
    assert bodies(desk, f"case:{case_id}") == []


def test_hashes_and_ids_among_the_facts_are_no_identity_numbers(desk: Desk) -> None:
    case_id = desk.case()
    hashes = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(500)]

    desk.write(made(case_id, facts={"hashes": hashes, "number": "5371-LU-24112026-0001"}))

    assert len(bodies(desk, f"case:{case_id}")) == 1


def test_three_statements_where_the_heads_are_known(desk: Desk) -> None:
    case_id = desk.case()

    with counted(desk.database) as statements, desk.work() as work:
        work.heads[f"case:{case_id}"] = (0, history.GENESIS)
        for _ in range(5):
            work.record(made(case_id))

    assert len(statements) == 3
    assert desk.verify().ok


def test_two_statements_for_an_event_without_values(desk: Desk) -> None:
    case_id = desk.case()
    desk.write(made(case_id))

    with counted(desk.database) as statements, desk.work() as work:
        work.record(made(case_id, changes={}, words=None))

    assert [text.split()[0] for text in statements.texts] == ["SELECT", "INSERT", "INSERT"]


def test_a_second_append_in_one_transaction_goes_on_where_the_first_stopped(desk: Desk) -> None:
    case_id = desk.case()

    with desk.work() as work:
        work.record(made(case_id))
        work.close()
        work.record(made(case_id))

    assert [body["seq"] for body in bodies(desk, f"case:{case_id}")] == [1, 2]
    assert desk.verify().ok


def test_writers_of_the_same_new_stream_wait_for_each_other(desk: Desk) -> None:
    threads = [
        threading.Thread(target=lambda: desk.write(history.Event("login.opened", "person:p")))
        for _ in range(8)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [body["seq"] for body in bodies(desk, "person:p")] == list(range(1, 9))
    assert desk.verify().ok


def test_nothing_is_left_of_a_transaction_that_failed(desk: Desk) -> None:
    case_id = desk.case()

    with suppress(ZeroDivisionError), desk.work() as work:
        work.record(made(case_id))
        work.close()
        raise ZeroDivisionError

    assert bodies(desk, f"case:{case_id}") == []


def test_an_event_costs_well_under_a_millisecond_of_cpu(sqlite_database: Database) -> None:
    desk = Desk(sqlite_database)
    case_id = desk.case()
    desk.write(made(case_id))

    began = time.process_time()
    with desk.work() as work:
        for _ in range(200):
            work.record(made(case_id))
    spent = timedelta(seconds=time.process_time() - began)

    assert spent < timedelta(milliseconds=200)
