"""A job is queued by the transaction that needs it, or not at all."""

import datetime as dt
from collections.abc import Iterator

import pytest

from engine.db.counting import counted
from engine.db.database import Database
from engine.jobs import QUEUES, Depth
from engine.jobs.queue import DbosQueue

ONE = "0199d0a0-0000-7000-8000-00000000c001"
TWO = "0199d0a0-0000-7000-8000-00000000c002"


@pytest.fixture
def queue(database: Database) -> Iterator[DbosQueue]:
    made = DbosQueue(database)
    yield made
    made.close()


def add(database: Database, queue: DbosQueue, job_id: str, attempt: int = 1, name: str = "default") -> None:
    with database.writing() as connection:
        queue.enqueue(connection, job_id, attempt, name)


def listed(queue: DbosQueue) -> list[tuple[str, int, str, str]]:
    return [(job.job_id, job.attempt, job.queue, job.state) for job in queue.listed()]


def test_lists_what_was_queued_newest_first(database: Database, queue: DbosQueue) -> None:
    add(database, queue, ONE)
    add(database, queue, TWO, name="documents")

    assert listed(queue) == [(TWO, 1, "documents", "waiting"), (ONE, 1, "default", "waiting")]


def test_forgets_a_job_whose_transaction_failed(database: Database, queue: DbosQueue) -> None:
    def fail() -> None:
        with database.writing() as connection:
            queue.enqueue(connection, ONE, 1, "default")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert listed(queue) == []


def test_queues_the_same_attempt_once(database: Database, queue: DbosQueue) -> None:
    add(database, queue, ONE)
    add(database, queue, ONE)

    assert listed(queue) == [(ONE, 1, "default", "waiting")]


def test_queues_a_retry_as_a_job_of_its_own(database: Database, queue: DbosQueue) -> None:
    add(database, queue, ONE)
    add(database, queue, ONE, attempt=2)

    assert [(job.job_id, job.attempt) for job in queue.listed()] == [(ONE, 2), (ONE, 1)]


def test_takes_a_waiting_job_out(database: Database, queue: DbosQueue) -> None:
    add(database, queue, ONE)

    queue.discard(ONE, 1)

    assert [(job.job_id, job.state) for job in queue.listed()] == [(ONE, "discarded")]


def test_tells_how_deep_each_queue_is(database: Database, queue: DbosQueue) -> None:
    before = dt.datetime.now(dt.UTC) - dt.timedelta(seconds=1)
    add(database, queue, ONE)
    add(database, queue, TWO)

    depth = queue.depth()

    assert set(depth) == set(QUEUES)
    assert depth["documents"] == Depth(0, 0, None)
    assert (depth["default"].waiting, depth["default"].running) == (2, 0)
    assert before <= (depth["default"].oldest or before) <= dt.datetime.now(dt.UTC)


def test_costs_two_statements(database: Database, queue: DbosQueue) -> None:
    add(database, queue, TWO)

    with counted(database) as statements:
        add(database, queue, ONE)

    assert len(statements) <= 2
