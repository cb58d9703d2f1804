"""A worker calls at least once and takes effect exactly once; what can't be done reaches a person."""

import json
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text

from engine.calls import Later
from engine.db.cases import Job
from engine.db.database import Database
from engine.errors import EmbeddedWorkerError, SlotLostError, WorkerRunningError
from engine.jobs import Duties, Outcome, slots
from engine.jobs.attempts import Patience
from engine.jobs.slots import EmbeddedSlot
from tests.jobs.doing import Doing, effects, enqueued, give_up, settle, wait_for, worker

ONE = "0199d0a0-0000-7000-8000-00000000a001"
TWO = "0199d0a0-0000-7000-8000-00000000a002"
SECRET = "5371031203919001"


def later() -> Outcome:
    raise Later("The registry does not answer")


def broken() -> Outcome:
    raise ValueError(f"no such person: {SECRET}")


def test_settles_each_job_once(database: Database, tmp_path: Path) -> None:
    doing = Doing(tmp_path / "calls")
    enqueued(database, ONE, TWO)

    with worker(database, doing.duties()):
        found = wait_for(database, {f"settled:{ONE}": 1, f"settled:{TWO}": 1})

    assert found == {f"settled:{ONE}": 1, f"settled:{TWO}": 1}


def test_asks_again_until_the_outside_system_answers(database: Database, tmp_path: Path) -> None:
    doing = Doing(tmp_path / "calls", moods=(later, broken))
    enqueued(database, ONE)

    with worker(database, doing.duties()):
        found = wait_for(database, {f"settled:{ONE}": 1})

    assert (found, len(doing.called(ONE))) == ({f"settled:{ONE}": 1}, 3)


def test_gives_up_past_the_tries_with_the_sentence_of_the_last(database: Database, tmp_path: Path) -> None:
    doing = Doing(tmp_path / "calls", moods=(later, later, later))
    told: list[str] = []

    def note(connection: Connection, job_id: str, sentence: str) -> None:
        told.append(sentence)
        give_up(connection, job_id, sentence)

    enqueued(database, ONE)
    with worker(database, Duties(doing.perform, settle, note)):
        found = wait_for(database, {f"given up:{ONE}": 1})

    assert found == {f"given up:{ONE}": 1}
    assert told == [
        "Expected an answer within 3 tries, but the last one ended with: The registry does not answer"
    ]


def test_tries_again_as_a_new_attempt(database: Database, tmp_path: Path) -> None:
    doing = Doing(tmp_path / "calls", moods=(later, later, later))
    enqueued(database, ONE)

    with worker(database, doing.duties()):
        wait_for(database, {f"given up:{ONE}": 1})
        enqueued(database, ONE, attempt=2)
        found = wait_for(database, {f"given up:{ONE}": 1, f"settled:{ONE}": 1})

    assert found == {f"given up:{ONE}": 1, f"settled:{ONE}": 1}


def test_gives_up_a_job_whose_answer_can_not_be_settled(database: Database, tmp_path: Path) -> None:
    doing = Doing(tmp_path / "calls")

    def refuse(connection: Connection, job_id: str, outcome: Outcome) -> None:
        settle(connection, job_id, outcome)
        raise KeyError(SECRET)

    enqueued(database, ONE)
    with worker(database, Duties(doing.perform, refuse, give_up)):
        found = wait_for(database, {f"given up:{ONE}": 1})

    assert found == {f"given up:{ONE}": 1}


def test_keeps_personal_data_out_of_the_tables_of_the_queue(database: Database, tmp_path: Path) -> None:
    doing = Doing(tmp_path / "calls", moods=(broken, lambda: {"nik": SECRET}))

    def refuse(connection: Connection, job_id: str, outcome: Outcome) -> None:
        raise KeyError(f"{job_id} {outcome}")

    enqueued(database, ONE)
    with worker(database, Duties(doing.perform, refuse, give_up)):
        wait_for(database, {f"given up:{ONE}": 1})

    assert SECRET not in everything_queued(database)


def test_stores_nothing_that_is_read_back_as_code(database: Database, tmp_path: Path) -> None:
    enqueued(database, ONE)

    with worker(database, Doing(tmp_path / "calls").duties()):
        wait_for(database, {f"settled:{ONE}": 1})

    assert "py_pickle" not in everything_queued(database)


def test_takes_up_what_a_stopped_worker_left_in_a_pause(database: Database, tmp_path: Path) -> None:
    doing = Doing(tmp_path / "calls", moods=(later,))
    enqueued(database, ONE)
    patient = worker(database, doing.duties(), patience=Patience(tries=3, first=60, most=60))
    patient.start()
    while not doing.called(ONE):
        time.sleep(0.01)
    patient.stop()
    assert effects(database) == {}

    with worker(database, doing.duties()):
        found = wait_for(database, {f"settled:{ONE}": 1})

    assert found == {f"settled:{ONE}": 1}


def test_hands_a_job_that_died_to_a_person(database: Database, tmp_path: Path) -> None:
    enqueued(database, ONE)
    with database.writing() as connection:
        table = "workflow_status" if database.dialect == "sqlite" else "dbos.workflow_status"
        connection.execute(text(f"UPDATE {table} SET status = 'MAX_RECOVERY_ATTEMPTS_EXCEEDED'"))

    with worker(database, Doing(tmp_path / "calls").duties()):
        found = wait_for(database, {f"given up:{ONE}": 1})

    assert found == {f"given up:{ONE}": 1}
    with database.reading() as connection:
        assert connection.execute(select(Job.state)).scalar_one() == "failed"


def test_refuses_a_second_worker_in_a_process(database: Database, tmp_path: Path) -> None:
    doing = Doing(tmp_path / "calls")

    with worker(database, doing.duties()), pytest.raises(WorkerRunningError):
        worker(database, doing.duties()).start()


def test_refuses_a_second_server_of_an_embedded_database(sqlite_database: Database, tmp_path: Path) -> None:
    other = EmbeddedSlot(sqlite_database)

    with pytest.raises(EmbeddedWorkerError):
        worker(sqlite_database, Doing(tmp_path / "calls").duties()).start()
    other.release()


def test_ends_when_another_may_have_its_place(postgresql_database: Database, tmp_path: Path) -> None:
    with worker(postgresql_database, Doing(tmp_path / "calls").duties()) as running:
        end_sessions_of_places(postgresql_database)

        with pytest.raises(SlotLostError):
            running.wait(threading.Event())


def test_ends_when_told_to(database: Database, tmp_path: Path) -> None:
    until = threading.Event()
    until.set()

    with worker(database, Doing(tmp_path / "calls").duties()) as running:
        running.wait(until)


def end_sessions_of_places(database: Database) -> None:
    holders = (
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = :space"
    )
    with database.writing() as connection:
        connection.execute(text(holders), {"space": slots.SPACE})


def everything_queued(database: Database) -> str:
    schema = "" if database.dialect == "sqlite" else "dbos."
    tables = (
        "workflow_status",
        "workflow_input",
        "workflow_output",
        "operation_outputs",
        "datasource_outputs",
    )
    rows: Mapping[str, list[list[str]]]
    with database.reading() as connection:
        rows = {
            table: [
                [str(value) for value in row]
                for row in connection.execute(text(f"SELECT * FROM {schema}{table}"))
            ]
            for table in tables
        }
    return json.dumps(rows)
