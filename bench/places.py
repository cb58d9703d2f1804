"""Where a measurement runs: a made-up office on SQLite and, where a server can be had, on PostgreSQL."""

import random
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from engine import founding
from engine.db.database import Database
from engine.demo import office as made_up
from engine.demo.walk import Walker
from engine.engine import Engine
from engine.jobs import InlineQueue
from engine.jobs.queue import DbosQueue
from engine.vault import Keys, Vault
from web.wiring import HANDLERS, ship_document_types

DOCUMENT_TYPE = "akta_kelahiran"


class CostedQueue(InlineQueue):
    """Queues durably, as an office does, and runs the jobs in this thread: what queueing costs is in the figures."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._durable = DbosQueue(database)

    def enqueue(self, connection: Connection, job_id: str, attempt: int, queue: str) -> None:
        self._durable.enqueue(connection, job_id, attempt, queue)
        super().enqueue(connection, job_id, attempt, queue)


@dataclass(frozen=True)
class Place:
    """A database by name, and whoever walks cases through the office in it."""

    name: str
    walker: Walker

    @property
    def engine(self) -> Engine:
        return self.walker.engine


@contextmanager
def places(postgresql_url: str | None) -> Iterator[list[Place]]:
    """SQLite in a temporary folder; PostgreSQL where `postgresql_url` names an empty database."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        urls = {"sqlite": f"sqlite:///{folder / 'bench.db'}"}
        if postgresql_url:
            urls["postgresql"] = postgresql_url
        yield [_place(name, url, folder) for name, url in urls.items()]


def _place(name: str, url: str, folder: Path) -> Place:
    database = Database(url)
    database.upgrade()
    queue = CostedQueue(database)
    engine = Engine(database, Vault(Keys.new()), HANDLERS, queue, "bench", outbox=folder / "outbox")
    founding.found(engine, founding.Profile("bench", demo=True))
    made_up.staff(engine, random.Random(1))
    ship_document_types(engine)
    return Place(name, Walker(engine, queue, random.Random(1)))
