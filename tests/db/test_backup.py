"""A copy is made while the office works, and brings everything back; a bad copy is refused."""

import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from engine.db.backup import backup, restore
from engine.db.database import Database
from engine.db.documents import Counter
from engine.errors import BackupError


def write(database: Database, series: str) -> None:
    with database.writing() as connection:
        connection.execute(
            insert(Counter).values(office_code="kupang", series=series, regency_code="53.71", last=1)
        )


def series_in(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.execute(select(Counter.series).order_by(Counter.series)).scalars())


def url_of(path: Path) -> str:
    return f"sqlite:///{path}"


def test_rehearsal_brings_everything_back_after_the_database_is_lost(
    sqlite_database: Database, tmp_path: Path
) -> None:
    write(sqlite_database, "before")
    backup(sqlite_database, tmp_path / "copy.db")
    write(sqlite_database, "after")

    restore(tmp_path / "copy.db", url_of(tmp_path / "new" / "office.db"))

    restored = Database(url_of(tmp_path / "new" / "office.db"))
    assert (series_in(restored), restored.is_current()) == (["before"], True)
    restored.close()


def test_copies_while_others_write(sqlite_database: Database, tmp_path: Path) -> None:
    stop = threading.Event()
    written: list[int] = []

    def keep_writing() -> None:
        while not stop.is_set():
            write(sqlite_database, f"{len(written):06}")
            written.append(1)

    writer = threading.Thread(target=keep_writing)
    writer.start()
    while len(written) < 20:
        stop.wait(0.01)
    before = len(written)
    backup(sqlite_database, tmp_path / "copy.db")
    after = len(written)
    stop.set()
    writer.join()

    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        copied = [row[0] for row in copy.execute("SELECT series FROM terbit_counter ORDER BY series")]
    assert copied == [f"{number:06}" for number in range(len(copied))]
    assert before <= len(copied) <= after + 1


def test_the_copy_is_readable_by_its_owner_only(sqlite_database: Database, tmp_path: Path) -> None:
    backup(sqlite_database, tmp_path / "copy.db")

    assert (tmp_path / "copy.db").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["copy.db"]


def test_refuses_to_overwrite_a_copy(sqlite_database: Database, tmp_path: Path) -> None:
    backup(sqlite_database, tmp_path / "copy.db")

    with pytest.raises(BackupError, match="exists"):
        backup(sqlite_database, tmp_path / "copy.db")


def test_refuses_to_restore_over_a_database(sqlite_database: Database, tmp_path: Path) -> None:
    write(sqlite_database, "mine")
    backup(sqlite_database, tmp_path / "copy.db")

    with pytest.raises(BackupError, match="move it away first"):
        restore(tmp_path / "copy.db", sqlite_database.url)
    assert series_in(sqlite_database) == ["mine"]


@pytest.mark.parametrize("damage", ["cut", "overwritten", "empty", "another program's", "missing"])
def test_refuses_a_bad_copy_and_leaves_nothing(
    sqlite_database: Database, tmp_path: Path, damage: str
) -> None:
    copy = tmp_path / "copy.db"
    backup(sqlite_database, copy)
    whole = copy.read_bytes()
    copy.unlink()
    if damage == "another program's":
        with closing(sqlite3.connect(copy)) as other:
            other.execute("CREATE TABLE shopping (item)")
    elif damage != "missing":
        middle = len(whole) // 2
        noisy = whole[:4096] + b"\x5a" * middle + whole[4096 + middle :]
        copy.write_bytes({"cut": whole[:middle], "overwritten": noisy, "empty": b""}[damage])

    with pytest.raises(BackupError):
        restore(copy, url_of(tmp_path / "new" / "office.db"))

    assert not (tmp_path / "new" / "office.db").exists()


def test_refuses_a_copy_that_a_newer_release_made(sqlite_database: Database, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    backup(sqlite_database, copy)
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE terbit_schema_version SET version_num = '9999'")

    with pytest.raises(BackupError, match="a newer one made it"):
        restore(copy, url_of(tmp_path / "office.db"))

    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db"]


def test_finishes_where_an_earlier_restore_was_killed(sqlite_database: Database, tmp_path: Path) -> None:
    backup(sqlite_database, tmp_path / "copy.db")
    shutil.copy(tmp_path / "copy.db", tmp_path / "office.db.part")

    restore(tmp_path / "copy.db", url_of(tmp_path / "office.db"))

    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "office.db"]


def test_a_restored_database_refuses_edits_of_history(sqlite_database: Database, tmp_path: Path) -> None:
    backup(sqlite_database, tmp_path / "copy.db")
    restore(tmp_path / "copy.db", url_of(tmp_path / "office.db"))

    with closing(sqlite3.connect(tmp_path / "office.db")) as connection:
        names = connection.execute(
            "SELECT count(*) FROM sqlite_master WHERE tbl_name = 'terbit_event' AND type = 'trigger'"
        ).fetchone()
    assert names == (3,)


def test_names_the_tools_of_postgresql_where_it_is_not_embedded(
    postgresql_database: Database, tmp_path: Path
) -> None:
    with pytest.raises(BackupError, match="pgBackRest, or pg_dump"):
        backup(postgresql_database, tmp_path / "copy.db")
    with pytest.raises(BackupError, match="pgBackRest, or pg_dump"):
        restore(tmp_path / "copy.db", postgresql_database.url)
