"""Fresh, migrated databases for tests: copies of one that was migrated once."""

import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from engine.db.database import Database
from tests.postgresql import Server

DIALECTS = ("sqlite", "postgresql")


class Embedded:
    """SQLite files, copied from a migrated one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._template = folder / "template.db"
        self._numbers = itertools.count(1)
        template = Database(f"sqlite:///{self._template}")
        template.upgrade()
        template.close()

    @contextmanager
    def fresh(self) -> Iterator[Database]:
        path = self._folder / f"{next(self._numbers)}.db"
        shutil.copy(self._template, path)
        database = Database(f"sqlite:///{path}")
        try:
            yield database
        finally:
            database.close()
            for file in self._folder.glob(f"{path.name}*"):
                file.unlink()


class Distributed:
    """Databases of one PostgreSQL server, cloned from a migrated one."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._numbers = itertools.count(1)
        self._run("CREATE DATABASE template_terbit")
        template = Database(server.url("template_terbit"))
        template.upgrade()
        template.close()

    @contextmanager
    def fresh(self, threads: int = 8) -> Iterator[Database]:
        name = f"terbit_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE template_terbit STRATEGY file_copy")
        database = Database(self._server.url(name), threads=threads)
        try:
            yield database
        finally:
            database.close()
            self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def _run(self, statement: str) -> None:
        with psycopg.connect(self._server.address("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())
