"""The queue in our database: a job is queued by the transaction that needs it, or not at all."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dbos import WorkflowSerializationFormat
from sqlalchemy import Connection, text

from engine.jobs import storage
from engine.jobs.port import QUEUES, Depth, QueuedJob

if TYPE_CHECKING:
    from engine.db.database import Database

STATES = {
    "ENQUEUED": "waiting",
    "DELAYED": "waiting",
    "PENDING": "running",
    "SUCCESS": "done",
    "ERROR": "dead",
    "MAX_RECOVERY_ATTEMPTS_EXCEEDED": "dead",
    "CANCELLED": "discarded",
}


class DbosQueue:
    """Made after a server process has forked. `close` before the database."""

    def __init__(self, database: "Database") -> None:
        self._database = database
        self._client = storage.client(database)

    def enqueue(self, connection: Connection, job_id: str, attempt: int, queue: str) -> None:
        self._client.enqueue_in_transaction(
            connection,
            {
                "workflow_name": storage.WORKFLOW,
                "queue_name": queue,
                "workflow_id": storage.workflow_id(job_id, attempt),
                "serialization_type": WorkflowSerializationFormat.PORTABLE,
            },
            job_id,
        )

    def listed(self, limit: int = 100) -> list[QueuedJob]:
        found = self._client.list_workflows(
            name=storage.WORKFLOW, limit=limit, sort_desc=True, load_input=False, load_output=False
        )
        return [
            QueuedJob(
                *storage.job_of(one.workflow_id),
                one.queue_name or "",
                STATES[one.status],
                _moment(one.created_at or 0),
            )
            for one in found
        ]

    def discard(self, job_id: str, attempt: int) -> None:
        self._client.cancel_workflow(storage.workflow_id(job_id, attempt))

    def depth(self) -> Mapping[str, Depth]:
        table = (
            "workflow_status" if self._database.dialect == "sqlite" else f"{storage.SCHEMA}.workflow_status"
        )
        with self._database.reading() as connection:
            rows = connection.execute(text(_DEPTH.format(table=table)), {"name": storage.WORKFLOW}).all()
        found = {
            row.queue_name: Depth(row.waiting, row.running, _moment(row.oldest) if row.oldest else None)
            for row in rows
        }
        return {queue: found.get(queue, Depth(0, 0, None)) for queue in QUEUES}

    def close(self) -> None:
        self._client.destroy()


_DEPTH = """
SELECT queue_name,
       sum(CASE status WHEN 'ENQUEUED' THEN 1 ELSE 0 END) AS waiting,
       sum(CASE status WHEN 'PENDING' THEN 1 ELSE 0 END) AS running,
       min(CASE status WHEN 'ENQUEUED' THEN created_at END) AS oldest
FROM {table} WHERE status IN ('ENQUEUED', 'PENDING') AND name = :name GROUP BY queue_name
"""


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
