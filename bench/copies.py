"""A million open tasks out of ten thousand: copies that the database makes by itself, under ids of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    String,
    Table,
    cast,
    func,
    insert,
    literal,
    literal_column,
    select,
)

from engine.db import postgresql, sqlite
from engine.db.base import ID
from engine.db.cases import Case, CaseDuty, CaseParty, Task
from engine.db.database import Database
from engine.db.inbox import CaseName

TABLES: tuple[Table, ...] = tuple(
    kind.__table__  # type: ignore[misc]
    for kind in (Case, CaseName, CaseParty, CaseDuty, Task)
)
NUMBER = "AL-2026-"
KEPT = 100
"""The first ones have no copies: what the measured desks hold, and the name and number that are searched for."""
RANDOM = {"sqlite": "randomblob(16)", "postgresql": "uuid_send(gen_random_uuid())"}


def copy(database: Database, have: int, want: int) -> None:
    """So many more of what is there, without keys checked row by row, indexes made afterwards."""
    migrator = (sqlite if database.dialect == "sqlite" else postgresql).migrator(database.url)
    with migrator.begin() as connection, _bare(connection):
        for table in TABLES:
            connection.execute(_copies(table, database.dialect, have, want))
    migrator.dispose()


@contextmanager
def _bare(connection: Connection) -> Iterator[None]:
    """Tables without their indexes and, where that is more than a setting, their foreign keys."""
    keys = [] if connection.dialect.name == "sqlite" else list(_foreign_keys(connection))
    for table, name, _ in keys:
        connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    for table in TABLES:
        for index in table.indexes:
            index.drop(connection)
    yield
    for table in TABLES:
        for index in table.indexes:
            index.create(connection)
    for table, name, defined in keys:
        connection.exec_driver_sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {defined}")


def _foreign_keys(connection: Connection) -> Iterator[Any]:
    names = ", ".join(f"'{table.name}'" for table in TABLES)
    yield from connection.exec_driver_sql(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"  # noqa: S608
        f" WHERE contype = 'f' AND conrelid::regclass::text IN ({names})"
    ).all()


def _copies(table: Table, dialect: str, have: int, want: int) -> Any:
    """`turn` counts the copies from one."""
    block = have - KEPT
    turns = select(literal(1).label("turn")).cte("turns", recursive=True)
    turns = turns.union_all(select(turns.c.turn + 1).where(turns.c.turn * block < want - have))
    case: Table = Case.__table__  # type: ignore[assignment]
    place = cast(func.substr(case.c.number, len(NUMBER) + 1), Integer)
    number = place + turns.c.turn * block
    changed = {
        **{name: _other(table.c[name], turns.c.turn) for name in ("id", "case_id") if name in table.c},
        **{name: NUMBER + cast(number, String) for name in ("number", "case_number")},
        "fingerprint": literal_column(RANDOM[dialect]),
    }
    columns = [changed.get(column.name, column) for column in table.c]
    chosen = select(*columns).select_from(turns).join(case, place.between(KEPT, have - 1))
    if table is not case:
        chosen = chosen.join(table, table.c.case_id == case.c.id)
    return insert(table).from_select(list(table.c.keys()), chosen.where(number < want))


def _other(column: Any, turn: ColumnElement[int]) -> ColumnElement[str]:
    """Another id for each turn: its digits stand where an id has its moment."""
    return cast(cast(turn + 10_000_000, String) + func.substr(cast(column, String), 9), ID)
