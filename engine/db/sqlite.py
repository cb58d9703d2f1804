"""How this system uses SQLite: durable, strict, one writer at a time; errors say no values."""

import sqlite3
import threading
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, make_url

WAIT = 15
"""Seconds that a writer waits for another one."""

_turns: dict[str, threading.Lock] = {}
_turns_guard = threading.Lock()


def path_of(url: str) -> Path:
    return Path(make_url(url).database or "").absolute()


def write_lock(url: str) -> threading.Lock:
    """The lock of the file, the same for everybody in this process: SQLite's own waiting is unfair."""
    with _turns_guard:
        return _turns.setdefault(str(path_of(url)), threading.Lock())


def writer(url: str) -> Engine:
    engine = create_engine(url, pool_size=8, max_overflow=8, hide_parameters=True)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def reader(url: str) -> Engine:
    engine = create_engine(url, pool_size=16, max_overflow=16, hide_parameters=True)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "connect", _forbid_writing)
    event.listen(engine, "begin", _begin_deferred)
    return engine


def migrator(url: str) -> Engine:
    """Without foreign keys: a changed table is copied, and its old self dropped, while others point to it."""
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "connect", _ignore_foreign_keys)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def create_file(url: str) -> None:
    """Makes the file, readable by its owner only, if there is none."""
    path = path_of(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)


def _configure(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver would begin late and deferred; the begin event does it
    connection.execute(f"PRAGMA busy_timeout = {WAIT * 1000}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")


def _forbid_writing(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA query_only = ON")


def _ignore_foreign_keys(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_deferred(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN DEFERRED")
