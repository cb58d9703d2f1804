"""The tables of this release: how a database is brought to them, and whether it has them."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from engine.db import guards, postgresql, sqlite
from engine.db.database import Database
from engine.errors import BrokenReferenceError
from engine.jobs import storage

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "terbit_schema_version"
_LOCK = 5371_0001
"""Advisory lock: two hosts that start at once upgrade one after the other."""


def upgrade(database: Database) -> None:
    engine = migrator(database)
    try:
        with engine.begin() as connection:
            migrate(connection)
    finally:
        engine.dispose()
    storage.upgrade(database.url)


def migrator(database: Database) -> Engine:
    if database.dialect == "postgresql":
        return postgresql.migrator(database.url)
    sqlite.create_file(database.url)
    return sqlite.migrator(database.url)


def migrate(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        connection.execute(text("SET LOCAL lock_timeout = '3s'"))
    configuration = config()
    configuration.attributes["connection"] = connection
    command.upgrade(configuration, "head")
    guards.install(connection)
    _check_references(connection)


def is_current(database: Database) -> bool:
    head = ScriptDirectory.from_config(config()).get_current_head()
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        ours = context.get_current_revision() == head and guards.are_current(connection)
    return ours and storage.is_current(database.url)


def config() -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    return configuration


def _check_references(connection: Connection) -> None:
    """SQLite migrates without foreign keys, so what they forbid is looked for afterwards."""
    if connection.dialect.name == "sqlite":
        broken = connection.execute(text("PRAGMA foreign_key_check")).first()
        if broken:
            raise BrokenReferenceError(broken[0], broken[2])
