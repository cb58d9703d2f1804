"""Where a measurement runs: a made-up office on SQLite and, where a server can be had, on PostgreSQL."""

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy import Connection, text

from engine import founding
from engine.db.database import Database
from engine.demo import office as made_up
from engine.demo.walk import Walker
from engine.engine import Engine
from engine.jobs import InlineQueue
from engine.jobs.queue import DbosQueue
from engine.vault import Keys, Vault
from tests import postgresql
from web.wiring import HANDLERS, ship_document_types

DOCUMENT_TYPE = "akta_kelahiran"
SIZES = (100, 10_000)


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
    """A database by name, whoever walks cases through the office in it, and how many open tasks it may hold."""

    name: str
    walker: Walker
    most: int

    def settle(self) -> None:
        """As a database is that has run for a while: upkeep done, nothing of the filling left to be written."""
        upkeep = "VACUUM ANALYZE" if self.name == "postgresql" else "PRAGMA wal_checkpoint(TRUNCATE)"
        bare = self.engine.database.writer.raw_connection()
        if self.name == "postgresql":
            bare.driver_connection.autocommit = True  # type: ignore[union-attr]
        bare.cursor().execute(upkeep)
        bare.invalidate()

    def meter(self) -> Callable[[], float]:
        """Milliseconds of CPU so far, of this thread and, on PostgreSQL, of every backend that serves it."""
        backends: list[int] = []
        if self.name == "postgresql":
            with self.engine.reading() as reading:
                serving = text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
                backends = list(reading.execute(serving).scalars())
        return lambda: time.thread_time() * 1000 + sum(on_cpu(backend) for backend in backends)

    @property
    def sizes(self) -> list[int]:
        """Of the crowds that a measurement looks at."""
        return [size for size in SIZES if size < self.most] + [self.most]

    @property
    def engine(self) -> Engine:
        return self.walker.engine


def on_cpu(process: int) -> float:
    """Milliseconds."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e6


@contextmanager
def places(postgresql_url: str | None, most: int) -> Iterator[list[Place]]:
    """SQLite in a temporary folder; PostgreSQL at `postgresql_url` (an empty database), else a server of its own
    where Debian's is installed. That one does not wait for the disk: its figures are CPU and statements."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        found = [_place("sqlite", f"sqlite:///{folder / 'bench.db'}", most)]
        url = postgresql_url or _own_server(stack)
        if url:
            found.append(_place("postgresql", url, most))
        yield found
        for place in found:
            place.engine.database.close()


def _own_server(stack: ExitStack) -> str | None:
    try:
        server = stack.enter_context(postgresql.running())
    except postgresql.NoServerError:
        return None
    with psycopg.connect(server.address("postgres"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE bench")
    return server.url("bench")


def _place(name: str, url: str, most: int) -> Place:
    database = Database(url)
    database.upgrade()
    queue = CostedQueue(database)
    engine = Engine(database, Vault(Keys.new()), HANDLERS, queue, "bench")
    founding.found(engine, founding.Profile("bench", demo=True))
    made_up.staff(engine, random.Random(1))
    ship_document_types(engine)
    return Place(name, Walker(engine, queue, random.Random(1)), most)
