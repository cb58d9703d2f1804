"""A queue without workers, for tests and demonstrations: jobs run when they are called for, in this thread."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from engine.jobs.port import QUEUES, Depth, Duties, QueuedJob

if TYPE_CHECKING:
    from engine.db.database import Database

TRIES = 3


class InlineQueue:
    """Keeps its jobs in memory. One that was queued in a transaction that failed finds no row, and does nothing."""

    def __init__(self) -> None:
        self._jobs: dict[tuple[str, int], QueuedJob] = {}

    def enqueue(self, _connection: Connection, job_id: str, attempt: int, queue: str) -> None:
        job = QueuedJob(job_id, attempt, queue, "waiting", datetime.now(UTC))
        self._jobs.setdefault((job_id, attempt), job)

    def listed(self, limit: int = 100) -> list[QueuedJob]:
        return list(reversed(self._jobs.values()))[:limit]

    def discard(self, job_id: str, attempt: int) -> None:
        self._mark((job_id, attempt), "discarded")

    def depth(self) -> Mapping[str, Depth]:
        return {queue: self._depth_of(queue) for queue in QUEUES}

    def drain(self, database: "Database", duties: Duties) -> int:
        """Runs what waits, and what that queues in turn, until nothing waits; returns how many ran."""
        count = 0
        while waiting := [key for key, job in self._jobs.items() if job.state == "waiting"]:
            for key in waiting:
                self._run(key, database, duties)
                count += 1
        return count

    def _run(self, key: tuple[str, int], database: "Database", duties: Duties) -> None:
        job_id = key[0]
        for attempt in range(1, TRIES + 1):
            try:
                outcome = duties.perform(job_id)
            except Exception as problem:  # whatever a handler raises: as a worker does
                if attempt == TRIES:
                    with database.writing() as connection:
                        duties.give_up(
                            connection, job_id, f"{TRIES} tries, the last: {type(problem).__name__}"
                        )
            else:
                with database.writing() as connection:
                    duties.settle(connection, job_id, outcome)
                break
        self._mark(key, "done")

    def _mark(self, key: tuple[str, int], state: str) -> None:
        if key in self._jobs:
            self._jobs[key] = replace(self._jobs[key], state=state)

    def _depth_of(self, queue: str) -> Depth:
        waiting = [job for job in self._jobs.values() if job.queue == queue and job.state == "waiting"]
        return Depth(len(waiting), 0, min((job.queued_at for job in waiting), default=None))
