"""The database: one file (SQLite) or one server (PostgreSQL), the same code over both."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from sqlalchemy import Connection, Engine, RootTransaction, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from engine.db import postgresql, sqlite
from engine.errors import DatabaseUnavailableError, DatabaseUrlError, NestedWritingError


class Database:
    """`url` is `sqlite:///FILE` or `postgresql+psycopg://…`; `threads` is how many use it at once."""

    dialect: Literal["sqlite", "postgresql"]

    def __init__(self, url: str, *, threads: int = 8) -> None:
        self.url = url
        self.dialect = _dialect(url)
        self._mine = threading.local()
        self._lock: threading.Lock | None = None
        if self.dialect == "sqlite":
            self.writer: Engine = sqlite.writer(url)
            self.reader: Engine = sqlite.reader(url)
            self._lock = sqlite.write_lock(url)
        else:
            self.writer = postgresql.writer(url, threads)
            self.reader = postgresql.reader(self.writer)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that may write: committed at the end, rolled back on any error."""
        with self.turn(), _begun(self.writer) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that can't write."""
        with _begun(self.reader) as connection:
            yield connection

    @contextmanager
    def turn(self) -> Iterator[None]:
        """This thread's turn to write, which on SQLite is the only one of the process."""
        if getattr(self._mine, "writing", False):
            raise NestedWritingError
        if self._lock and not self._lock.acquire(timeout=sqlite.WAIT):
            raise DatabaseUnavailableError("another writer did not end")
        self._mine.writing = True
        try:
            yield
        finally:
            self._mine.writing = False
            if self._lock:
                self._lock.release()

    def upgrade(self) -> None:
        """Brings tables, guards and the job queue's own tables to this release."""
        from engine.db import schema  # here, since alembic and DBOS take half a second to import

        schema.upgrade(self)

    def is_current(self) -> bool:
        """Whether tables and guards are those of this release."""
        from engine.db import schema

        return schema.is_current(self)

    def close(self) -> None:
        self.reader.dispose()
        self.writer.dispose()


def _dialect(url: str) -> Literal["sqlite", "postgresql"]:
    try:
        parts = make_url(url)
    except ArgumentError:
        raise DatabaseUrlError("no URL") from None
    if parts.drivername == "sqlite":
        if not parts.database or parts.database == ":memory:":
            raise DatabaseUrlError("no file")
        return "sqlite"
    if parts.drivername == "postgresql+psycopg":
        return "postgresql"
    raise DatabaseUrlError(f"'{parts.drivername}'")


@contextmanager
def _begun(engine: Engine) -> Iterator[Connection]:
    with _opened(engine) as connection, _started(connection):
        yield connection


def _opened(engine: Engine) -> Connection:
    try:
        return engine.connect()
    except PoolTimeoutError:
        raise DatabaseUnavailableError("every connection is in use") from None
    except OperationalError as problem:
        raise DatabaseUnavailableError("it can't be reached") from problem


def _started(connection: Connection) -> RootTransaction:
    try:
        return connection.begin()
    except OperationalError as problem:
        connection.close()
        raise DatabaseUnavailableError("another process did not end writing") from problem
