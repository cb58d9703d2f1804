"""Copies of the embedded database, made while it serves; and the way back. The keys are kept elsewhere."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy import make_url

from engine.db import sqlite
from engine.db.database import Database
from engine.errors import BackupError

ELSEWHERE = "pgBackRest, or pg_dump for a small one"


def backup(database: Database, path: Path) -> None:
    """Writes a whole and compact copy, as of one moment; writers go on meanwhile."""
    _refuse_postgresql(database)
    if path.exists():
        raise BackupError(f"Expected a new file to back up to, but {path} exists")
    with _appearing_whole(path) as part:
        _copy(sqlite.path_of(database.url), part)
        _check(part)


def restore(path: Path, url: str) -> None:
    """Puts a checked copy, with this release's tables, where `url` says; never over another database."""
    target = Database(url)
    _refuse_postgresql(target)
    target.close()
    file = sqlite.path_of(url)
    if not path.is_file():
        raise BackupError(f"Expected a backup to restore, but there is no file {path}")
    if any(beside.exists() for beside in _with_companions(file)):
        raise BackupError(f"Expected no database at {file}, but there is one: move it away first")
    _check(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    with _appearing_whole(file) as part:
        _copy(path, part)
        _bring_up_to_date(str(make_url(url).set(database=str(part))))


def _refuse_postgresql(database: Database) -> None:
    if database.dialect == "postgresql":
        raise BackupError(
            f"Expected an embedded database, but this is PostgreSQL: copy and restore it with {ELSEWHERE}"
        )


@contextmanager
def _appearing_whole(path: Path) -> Iterator[Path]:
    """A file to fill, which gets its name when it is whole and on the disk: a crash leaves no half of one."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        yield part
        _sync(part)
        part.rename(path)
        _sync(path.parent)
    finally:
        for leftover in _with_companions(part):
            leftover.unlink(missing_ok=True)


def _with_companions(path: Path) -> list[Path]:
    return [path, *(path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal"))]


def _sync(path: Path) -> None:
    """SQLite leaves a copy in the system's cache."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _copy(source: Path, part: Path) -> None:
    with closing(sqlite3.connect(source)) as connection:
        connection.execute(f"PRAGMA busy_timeout = {sqlite.WAIT * 1000}")
        connection.execute("VACUUM INTO ?", [str(part)])


def _check(path: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
            stray = copy.execute("PRAGMA foreign_key_check").fetchone()
            known = copy.execute(
                "SELECT 1 FROM sqlite_master WHERE name = 'terbit_schema_version'"
            ).fetchone()
    except sqlite3.DatabaseError:
        raise BackupError(f"Expected {path} to be a whole database, but it can't be read") from None
    if verdict != "ok" or stray:
        raise BackupError(f"Expected {path} to be a whole database, but it is damaged")
    if not known:
        raise BackupError(f"Expected {path} to be a backup of this system, but it has none of its tables")


def _bring_up_to_date(url: str) -> None:
    database = Database(url)
    try:
        database.upgrade()
    except CommandError:
        raise BackupError(
            "Expected a backup of this release or an older one, but a newer one made it"
        ) from None
    finally:
        database.close()
