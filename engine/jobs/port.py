"""What the rest of the engine knows of the job queue. Job rows hold ids only, never personal data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection

Outcome = Mapping[str, Any] | None
"""What an outside system answered; None: nobody waits for it any more."""


@dataclass(frozen=True)
class Duties:
    """What a worker does for a job. `perform` runs outside any transaction, at least once, and raises to be called
    again; `settle` and `give_up` (past the tries, with a sentence) take effect exactly once, in one transaction."""

    perform: Callable[[str], Outcome]
    settle: Callable[[Connection, str, Outcome], None]
    give_up: Callable[[Connection, str, str], None]


@dataclass(frozen=True)
class Limits:
    """How many jobs of a queue run at once, in one worker and in all; and how many start in a second."""

    in_worker: int
    in_all: int | None = None
    a_second: int | None = None


QUEUES: Mapping[str, Limits] = {
    "registry": Limits(in_worker=4, in_all=8, a_second=10),  # spares the central system
    "documents": Limits(in_worker=4),
    "signing": Limits(in_worker=2, in_all=4),  # signing is arithmetic, and another's service
    "notify": Limits(in_worker=4),
    "default": Limits(in_worker=8),
}


@dataclass(frozen=True)
class QueuedJob:
    job_id: str
    attempt: int
    queue: str
    state: str
    """`waiting`, `running`, `done`, `dead` or `discarded`."""
    queued_at: datetime


@dataclass(frozen=True)
class Depth:
    waiting: int
    running: int
    oldest: datetime | None
    """When the longest waiting job was queued."""


class Queue(Protocol):
    def enqueue(self, connection: Connection, job_id: str, attempt: int, queue: str) -> None:
        """Queues the job in the caller's transaction; the same attempt twice is one. A retry is a new attempt."""

    def listed(self, limit: int = 100) -> list[QueuedJob]:
        """The newest jobs first."""

    def discard(self, job_id: str, attempt: int) -> None:
        """Takes a waiting job out; a running one ends without effect."""

    def depth(self) -> Mapping[str, Depth]:
        """By queue."""
