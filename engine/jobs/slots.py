"""A worker's place. Its lock goes with its process; work of a place that nobody holds may be done by others."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.exc import DBAPIError

from engine.db import sqlite
from engine.errors import EmbeddedWorkerError, NoFreeSlotError, SlotLostError

if TYPE_CHECKING:
    from engine.db.database import Database

MOST = 64
SPACE = 5371_0002
"""The first half of an advisory lock's key; the second is the number of the slot."""


class EmbeddedSlot:
    """The one place of an embedded database, held by a lock on a file beside it."""

    mine = "local"

    def __init__(self, database: "Database") -> None:
        path = sqlite.path_of(database.url)
        self._file = path.with_name(f"{path.name}.worker").open("w")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.close()
            raise EmbeddedWorkerError from None

    def check(self) -> None:
        """A file lock can't be lost."""

    @contextmanager
    def if_free(self, _name: str) -> Iterator[bool]:
        yield False

    def release(self) -> None:
        self._file.close()


class SharedSlot:
    """The lowest free of many places, held by an advisory lock of a session of its own."""

    def __init__(self, database: "Database") -> None:
        self._engine = create_engine(database.url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        self._connection = self._engine.connect()
        free = (number for number in range(1, MOST + 1) if self._lock(number))
        number = next(free, None)
        if number is None:
            self.release()
            raise NoFreeSlotError(MOST)
        self.mine = f"w{number}"

    def check(self) -> None:
        """Raises once another worker may have this place: the session that held it is gone."""
        try:
            self._connection.execute(text("SELECT 1"))
        except DBAPIError:
            raise SlotLostError(self.mine) from None

    @contextmanager
    def if_free(self, name: str) -> Iterator[bool]:
        """Whether nobody holds the place; inside the block nobody can take it."""
        number = int(name[1:]) if name.startswith("w") and name[1:].isdigit() else 0
        if name == self.mine or not number or not self._lock(number):
            yield False
            return
        try:
            yield True
        finally:
            self._connection.execute(text("SELECT pg_advisory_unlock(:space, :number)"), _key(number))

    def release(self) -> None:
        self._connection.close()
        self._engine.dispose()

    def _lock(self, number: int) -> bool:
        query = text("SELECT pg_try_advisory_lock(:space, :number)")
        return bool(self._connection.execute(query, _key(number)).scalar_one())


Slot = EmbeddedSlot | SharedSlot


def take(database: "Database") -> Slot:
    return EmbeddedSlot(database) if database.dialect == "sqlite" else SharedSlot(database)


def _key(number: int) -> dict[str, int]:
    return {"space": SPACE, "number": number}
