"""Work for tests of the job queue: a call that leaves a line in a file, an effect that counts itself in a table."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select, update

from engine.db.base import Base
from engine.db.cases import Job
from engine.db.database import Database
from engine.db.documents import Counter
from engine.jobs import Duties, Outcome
from engine.jobs.attempts import Patience
from engine.jobs.queue import DbosQueue
from engine.jobs.worker import Worker
from tests.db.rows import CASE_ROW, VERSION, job

QUICK = Patience(tries=3, first=0.01)


@dataclass(frozen=True)
class Doing:
    """`calls`: a file with a line for each call of the outside system. `moods`: what each call does, in turn."""

    calls: Path
    moods: tuple[Callable[[], Outcome], ...] = ()

    def duties(self) -> Duties:
        return Duties(self.perform, settle, give_up)

    def perform(self, job_id: str) -> Outcome:
        with self.calls.open("a") as file:
            file.write(f"{job_id}\n")
        number = len(self.called(job_id))
        return self.moods[number - 1]() if number <= len(self.moods) else {"answer": job_id}

    def called(self, job_id: str | None = None) -> list[str]:
        lines = self.calls.read_text().split() if self.calls.exists() else []
        return [line for line in lines if job_id in (None, line)]


def settle(connection: Connection, job_id: str, outcome: Outcome) -> None:
    _count(connection, f"settled:{job_id}" if outcome is not None else f"ignored:{job_id}")
    connection.execute(update(Job).where(Job.id == job_id).values(state="done"))


def give_up(connection: Connection, job_id: str, _sentence: str) -> None:
    _count(connection, f"given up:{job_id}")
    connection.execute(update(Job).where(Job.id == job_id).values(state="failed"))


def _count(connection: Connection, series: str) -> None:
    counted = connection.execute(
        update(Counter).where(Counter.series == series).values(last=Counter.last + 1)
    )
    if counted.rowcount == 0:
        connection.execute(
            insert(Counter).values(office_code="kupang", series=series, regency_code="53.71", last=1)
        )


def effects(database: Database) -> dict[str, int]:
    with database.reading() as connection:
        return {row.series: row.last for row in connection.execute(select(Counter.series, Counter.last))}


def wait_for(database: Database, expected: dict[str, int], seconds: float = 15) -> dict[str, int]:
    """The effects once they are as expected, or as they are when time is up."""
    deadline = time.monotonic() + seconds
    while (found := effects(database)) != expected and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def enqueued(database: Database, *job_ids: str, attempt: int = 1, queue: str = "default") -> None:
    """Rows and queue entries of jobs, in one transaction each, as the engine makes them."""
    client = DbosQueue(database)
    tables = Base.metadata.tables
    for number, job_id in enumerate(job_ids):
        with database.writing() as connection:
            if number == 0 and attempt == 1:
                connection.execute(insert(tables["terbit_definition_version"]).values(VERSION))
                connection.execute(insert(tables["terbit_case"]).values(CASE_ROW))
            if attempt == 1:
                connection.execute(insert(tables["terbit_job"]).values(job(job_id)))
            client.enqueue(connection, job_id, attempt, queue)
    client.close()


def worker(database: Database, duties: Duties, **changed: object) -> Worker:
    quick: dict[str, Any] = {"poll": 0.05, "patience": QUICK, "reaping": 0.2, **changed}
    return Worker(database, duties, **quick)
