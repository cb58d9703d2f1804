"""The migrations make exactly the tables that the code describes."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from engine.db import Base
from engine.db.database import Database
from engine.db.migrations.rendering import is_ours
from engine.db.schema import VERSION_TABLE


@pytest.mark.filterwarnings("ignore:.*expression-based index")  # SQLite can't show them: the next test looks
def test_migrations_make_the_tables_of_the_code(database: Database) -> None:
    options = {"include_object": is_ours, "compare_type": True, "version_table": VERSION_TABLE}
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts=options)

        assert compare_metadata(context, Base.metadata) == []


def test_migrations_make_the_indexes_of_the_code(database: Database) -> None:
    expected = {str(index.name) for table in Base.metadata.tables.values() for index in table.indexes}
    catalog = {"sqlite": "SELECT name FROM sqlite_master", "postgresql": "SELECT indexname FROM pg_indexes"}
    with database.reading() as connection:
        made = set(connection.execute(text(catalog[database.dialect])).scalars())

    assert expected - made == set()


def test_a_migrated_database_is_current(database: Database) -> None:
    assert database.is_current()


def test_upgrading_twice_changes_nothing(database: Database) -> None:
    database.upgrade()

    assert database.is_current()


def test_an_empty_file_is_not_current(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'empty.db'}")

    assert not database.is_current()
    database.close()


def test_makes_a_missing_file_in_a_missing_folder_readable_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "var" / "office.db"
    database = Database(f"sqlite:///{path}")

    database.upgrade()

    assert path.stat().st_mode & 0o077 == 0
    database.close()


def test_a_database_without_one_of_its_guards_is_not_current(database: Database) -> None:
    name, table = a_guard_of(database)
    with database.writing() as connection:
        connection.execute(text(f"DROP TRIGGER {name}{table}"))

    assert not database.is_current()


def test_an_upgrade_puts_a_missing_guard_back(database: Database) -> None:
    name, table = a_guard_of(database)
    with database.writing() as connection:
        connection.execute(text(f"DROP TRIGGER {name}{table}"))

    database.upgrade()

    assert database.is_current()


def test_a_disabled_guard_is_noticed_and_enabled_again(postgresql_database: Database) -> None:
    name, _ = a_guard_of(postgresql_database)
    with postgresql_database.writing() as connection:
        connection.execute(text(f"ALTER TABLE terbit_event DISABLE TRIGGER {name}"))
    assert not postgresql_database.is_current()

    postgresql_database.upgrade()

    assert postgresql_database.is_current()


@pytest.mark.parametrize("table", ["workflow_status", "datasource_outputs"])
def test_an_upgrade_makes_the_tables_of_the_job_queue(database: Database, table: str) -> None:
    schema = "dbos" if database.dialect == "postgresql" else None
    with database.reading() as connection:
        assert inspect(connection).has_table(table, schema)


def a_guard_of(database: Database) -> tuple[str, str]:
    """A guard of the history, and how its table is named when it is dropped."""
    from engine.db import guards

    guard = next(guard for guard in guards.expected(database.dialect) if guard.table == "terbit_event")
    return guard.name, " ON terbit_event" if database.dialect == "postgresql" else ""
