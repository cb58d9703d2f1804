"""A worker is killed with its work half done: the outside system is asked again, the effect is there once."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.db.database import Database
from tests.jobs.doing import Doing, effects, enqueued, wait_for

ONE = "0199d0a0-0000-7000-8000-00000000b001"


@contextmanager
def a_worker(database: Database, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "tests.jobs.victim", database.url, folder / "calls", folder / "gate"]
    process = subprocess.Popen(command)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_until_called(doing: Doing, times: int) -> None:
    deadline = time.monotonic() + 20
    while len(doing.called()) < times:
        assert time.monotonic() < deadline, f"Expected {times} calls, but got {doing.called()}"
        time.sleep(0.02)


def test_a_job_whose_worker_is_killed_in_the_call_is_done_once_by_the_next(
    database: Database, tmp_path: Path
) -> None:
    doing = Doing(tmp_path / "calls")
    enqueued(database, ONE)

    with a_worker(database, tmp_path) as first:
        wait_until_called(doing, 1)
        first.kill()
    assert effects(database) == {}
    (tmp_path / "gate").touch()
    with a_worker(database, tmp_path):
        found = wait_for(database, {f"settled:{ONE}": 1})

    assert (found, doing.called()) == ({f"settled:{ONE}": 1}, [ONE, ONE])


def test_jobs_take_effect_once_each_while_workers_are_killed(
    database: Database, tmp_path: Path, effort: int
) -> None:
    jobs = [f"0199d0a0-0000-7000-8000-00000000e{number:03}" for number in range(12 * effort)]
    expected = {f"settled:{job}": 1 for job in jobs}
    (tmp_path / "gate").touch()
    enqueued(database, *jobs)

    for kills in range(1, 1 + 3 * effort):
        with a_worker(database, tmp_path) as process:
            wait_until_called(Doing(tmp_path / "calls"), kills * 2)
            process.kill()
    with a_worker(database, tmp_path):
        found = wait_for(database, expected, seconds=15 * effort)

    assert found == expected


def test_another_worker_takes_over_from_one_that_was_killed(
    postgresql_database: Database, tmp_path: Path
) -> None:
    doing = Doing(tmp_path / "calls")
    enqueued(postgresql_database, ONE)

    with a_worker(postgresql_database, tmp_path) as first:
        wait_until_called(doing, 1)
        with a_worker(postgresql_database, tmp_path):
            first.kill()
            wait_until_called(doing, 2)
            (tmp_path / "gate").touch()
            found = wait_for(postgresql_database, {f"settled:{ONE}": 1})

    assert found == {f"settled:{ONE}": 1}


def test_a_job_that_kills_every_worker_is_handed_to_a_person(database: Database, tmp_path: Path) -> None:
    doing = Doing(tmp_path / "calls")
    enqueued(database, ONE)

    lives = 0
    while effects(database) == {} and lives < 9:
        lives += 1
        with a_worker(database, tmp_path) as process:
            while effects(database) == {} and len(doing.called()) < lives:
                time.sleep(0.02)
            process.kill()

    assert effects(database) == {f"given up:{ONE}": 1}
    assert len(doing.called()) == 6
