"""What is history, register or definition stays as it was written, whatever statement is sent."""

import sqlite3

import pytest
from sqlalchemy import Connection, Table, insert, text
from sqlalchemy.exc import DBAPIError

from engine.db import guards
from engine.db.base import Base
from engine.db.database import Database
from tests.db.rows import CASE_ROW, DOCUMENT, ROWS

NEEDED = (
    "terbit_definition_version",
    "terbit_case",
    "terbit_register_entry",
    "terbit_blank",
    "terbit_document",
)


def fill(database: Database, name: str) -> None:
    """Writes one row of the table, and the rows that it points to."""
    rows = {**ROWS, "terbit_case": CASE_ROW, "terbit_document": DOCUMENT}
    with database.writing() as connection:
        for table in dict.fromkeys((*NEEDED, name)):
            connection.execute(insert(Base.metadata.tables[table]).values(rows[table]))


def content(connection: Connection, name: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(text(f"SELECT * FROM {name}"))]


def refuse(database: Database, name: str, statement: str) -> None:
    """Expects the statement to be refused, and the table to be as before."""
    with database.reading() as connection:
        before = content(connection, name)

    with pytest.raises(DBAPIError, match="to stay as they are"), database.writing() as connection:
        connection.execute(text(statement))

    with database.reading() as connection:
        assert content(connection, name) == before
    assert len(before) == 1


@pytest.mark.parametrize("name", guards.KEPT)
def test_refuses_to_change_a_row(database: Database, name: str) -> None:
    fill(database, name)

    refuse(database, name, f"UPDATE {name} SET office_code = 'x'")


@pytest.mark.parametrize("name", guards.KEPT)
def test_refuses_to_delete_a_row(database: Database, name: str) -> None:
    fill(database, name)

    refuse(database, name, f"DELETE FROM {name}")


@pytest.mark.parametrize("name", guards.KEPT)
def test_refuses_to_empty_a_table(postgresql_database: Database, name: str) -> None:
    fill(postgresql_database, name)

    refuse(postgresql_database, name, f"TRUNCATE {name} CASCADE")


def test_refuses_to_change_history_in_a_session_that_calls_itself_a_replica(
    postgresql_database: Database,
) -> None:
    fill(postgresql_database, "terbit_event")

    refuse(
        postgresql_database,
        "terbit_event",
        "SET LOCAL session_replication_role = replica; DELETE FROM terbit_event",
    )


@pytest.mark.parametrize("name", guards.KEPT)
def test_refuses_to_replace_a_row_on_a_connection_with_nothing_set(
    sqlite_database: Database, name: str
) -> None:
    fill(sqlite_database, name)
    plain = sqlite3.connect(sqlite_database.writer.url.database or "")
    copied = ", ".join("office_code" if c == "regency_code" else f'"{c}"' for c in columns(name))

    for way in ("REPLACE", "INSERT OR REPLACE", "INSERT OR IGNORE"):
        with pytest.raises(sqlite3.IntegrityError, match="to stay as they are"):
            plain.execute(f"{way} INTO {name} SELECT {copied} FROM {name}")
    plain.close()


@pytest.mark.parametrize("key", ["rowid", "id", "hash", "stream, seq"])
def test_refuses_to_replace_an_event_through_any_of_its_keys(sqlite_database: Database, key: str) -> None:
    fill(sqlite_database, "terbit_event")
    fresh = {"rowid": "99", "id": "'x'", "hash": "x'00'", "stream": "'x'", "seq": "99"}
    kept = key.split(", ")
    names = ["rowid", *columns("terbit_event")]
    copied = ", ".join(fresh[n] if n in fresh and n not in kept else f'"{n}"' for n in names)
    plain = sqlite3.connect(sqlite_database.writer.url.database or "")

    with pytest.raises(sqlite3.IntegrityError, match="to stay as they are"):
        plain.execute(
            f"INSERT OR REPLACE INTO terbit_event (rowid, {', '.join(columns('terbit_event'))})"
            f" SELECT {copied} FROM terbit_event"
        )
    plain.close()


def test_lets_an_entry_of_the_register_become_void_with_a_reason(database: Database) -> None:
    fill(database, "terbit_register_entry")

    with database.writing() as connection:
        connection.execute(
            text("UPDATE terbit_register_entry SET state = 'void', void_reason = 'Salah ketik'")
        )

    with database.reading() as connection:
        assert connection.execute(text("SELECT state FROM terbit_register_entry")).scalar_one() == "void"


@pytest.mark.parametrize(
    "change",
    [
        "state = 'void'",
        "void_reason = 'Salah ketik'",
        "state = 'void', void_reason = 'Salah ketik', serial = 2",
        "content = CAST('x' AS bytea)",
    ],
)
def test_refuses_every_other_change_of_an_entry(database: Database, change: str) -> None:
    fill(database, "terbit_register_entry")
    if database.dialect == "sqlite":
        change = change.replace("bytea", "blob")

    refuse(database, "terbit_register_entry", f"UPDATE terbit_register_entry SET {change}")


def test_refuses_to_put_a_void_entry_in_force_again(database: Database) -> None:
    fill(database, "terbit_register_entry")
    with database.writing() as connection:
        connection.execute(
            text("UPDATE terbit_register_entry SET state = 'void', void_reason = 'Salah ketik'")
        )

    refuse(
        database,
        "terbit_register_entry",
        "UPDATE terbit_register_entry SET state = 'in_force', void_reason = 'x'",
    )


def columns(name: str) -> list[str]:
    table: Table = Base.metadata.tables[name]
    return [column.name for column in table.columns]
