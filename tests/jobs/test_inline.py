"""Without workers the same duties run when they are called for."""

from pathlib import Path

from engine.calls import Later
from engine.db.database import Database
from engine.jobs import Duties, InlineQueue, Outcome
from tests.jobs.doing import Doing, effects, give_up, settle

ONE = "0199d0a0-0000-7000-8000-00000000d001"
TWO = "0199d0a0-0000-7000-8000-00000000d002"


def later() -> Outcome:
    raise Later("The registry does not answer")


def add(database: Database, queue: InlineQueue, job_id: str, attempt: int = 1) -> None:
    with database.writing() as connection:
        queue.enqueue(connection, job_id, attempt, "default")


def test_runs_what_waits_once(sqlite_database: Database, tmp_path: Path) -> None:
    queue, doing = InlineQueue(), Doing(tmp_path / "calls")
    add(sqlite_database, queue, ONE)
    add(sqlite_database, queue, ONE)

    assert queue.drain(sqlite_database, doing.duties()) == 1
    assert queue.drain(sqlite_database, doing.duties()) == 0
    assert effects(sqlite_database) == {f"settled:{ONE}": 1}


def test_runs_what_a_job_queues_in_turn(sqlite_database: Database, tmp_path: Path) -> None:
    queue, doing = InlineQueue(), Doing(tmp_path / "calls")

    def settle_and_queue(connection: object, job_id: str, outcome: Outcome) -> None:
        settle(connection, job_id, outcome)  # type: ignore[arg-type]
        if job_id == ONE:
            queue.enqueue(connection, TWO, 1, "documents")  # type: ignore[arg-type]

    add(sqlite_database, queue, ONE)

    assert queue.drain(sqlite_database, Duties(doing.perform, settle_and_queue, give_up)) == 2
    assert effects(sqlite_database) == {f"settled:{ONE}": 1, f"settled:{TWO}": 1}


def test_gives_up_past_the_tries_and_runs_a_retry(sqlite_database: Database, tmp_path: Path) -> None:
    queue, doing = InlineQueue(), Doing(tmp_path / "calls", moods=(later, later, later))
    add(sqlite_database, queue, ONE)
    queue.drain(sqlite_database, doing.duties())
    assert effects(sqlite_database) == {f"given up:{ONE}": 1}

    add(sqlite_database, queue, ONE, attempt=2)
    queue.drain(sqlite_database, doing.duties())

    assert effects(sqlite_database) == {f"given up:{ONE}": 1, f"settled:{ONE}": 1}


def test_leaves_out_what_was_discarded(sqlite_database: Database, tmp_path: Path) -> None:
    queue, doing = InlineQueue(), Doing(tmp_path / "calls")
    add(sqlite_database, queue, ONE)
    assert queue.depth()["default"].waiting == 1

    queue.discard(ONE, 1)

    assert (queue.drain(sqlite_database, doing.duties()), queue.depth()["default"].waiting) == (0, 0)
