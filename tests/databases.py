"""Fresh, migrated databases for tests: copies of one that was migrated once, and of offices that were founded once."""

import itertools
import shutil
import threading
from abc import abstractmethod
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import event

from engine.db.database import Database
from tests.postgresql import Server

DIALECTS = ("sqlite", "postgresql")


class Place:
    """Where databases stand by name. What is kept there, and databases that no test uses, serve later tests."""

    def __init__(self) -> None:
        self.kept: dict[object, str] = {"nothing": "template_terbit"}
        self._idle: dict[int, list[Copied]] = defaultdict(list)
        self._numbers = itertools.count(1)

    def make_template(self) -> None:
        template = Database(self.url(self.kept["nothing"]))
        template.upgrade()
        template.close()

    @contextmanager
    def fresh(self, threads: int = 8) -> Iterator["Copied"]:
        """Whoever gets one that was used before gets its compiled statements too."""
        idle = self._idle[threads]
        database = idle.pop() if idle else Copied(self, f"terbit_{next(self._numbers)}", threads)
        database.become("nothing")
        try:
            yield database
        finally:
            database.close()
            idle.append(database)

    @abstractmethod
    def url(self, name: str) -> str: ...

    @abstractmethod
    def copy(self, source: str, target: str) -> None: ...

    @abstractmethod
    def remove(self, name: str) -> None: ...


class Copied(Database):
    """A test's own copy, made when somebody first connects; nobody may be connected while it is kept or becomes
    something else."""

    def __init__(self, place: Place, name: str, threads: int) -> None:
        super().__init__(place.url(name), threads=threads)
        self.place, self.name = place, name
        self._wanted: object = None
        self._making = threading.Lock()
        for engine in (self.writer, self.reader):
            event.listen(engine, "do_connect", self._make)

    def keep(self, what: object) -> None:
        self.close()
        kept = f"kept_{len(self.place.kept)}"
        self.place.copy(self.name, kept)
        self.place.kept[what] = kept

    def become(self, what: object) -> bool:
        """False where no such content is kept."""
        if what not in self.place.kept:
            return False
        self.close()
        self._wanted = what
        return True

    def _make(self, *_connecting: object) -> None:
        with self._making:
            if self._wanted is not None:
                self.place.remove(self.name)
                self.place.copy(self.place.kept[self._wanted], self.name)
                self._wanted = None


class Embedded(Place):
    """SQLite files."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.make_template()

    def url(self, name: str) -> str:
        return f"sqlite:///{self._folder / name}.db"

    def copy(self, source: str, target: str) -> None:
        shutil.copy(self._folder / f"{source}.db", self._folder / f"{target}.db")

    def remove(self, name: str) -> None:
        for file in self._folder.glob(f"{name}.db*"):
            file.unlink()


class Distributed(Place):
    """Databases of one PostgreSQL server."""

    def __init__(self, server: Server) -> None:
        super().__init__()
        self._server = server
        self._master = psycopg.connect(server.address("postgres"), autocommit=True)
        self._run(f"CREATE DATABASE {self.kept['nothing']}")
        self.make_template()

    def url(self, name: str) -> str:
        return self._server.url(name)

    def copy(self, source: str, target: str) -> None:
        self._run(f"CREATE DATABASE {target} TEMPLATE {source} STRATEGY file_copy")

    def remove(self, name: str) -> None:
        self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def close(self) -> None:
        self._master.close()

    def _run(self, statement: str) -> None:
        self._master.execute(statement.encode())
