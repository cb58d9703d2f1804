"""The job queue's own tables, in the database of ours: bare names on SQLite, schema `dbos` on PostgreSQL."""

from dbos import DBOS, SQLAlchemyDatasource
from dbos._datasource_migration import get_datasource_migration_versions
from dbos._migration import get_migration_versions, get_sqlite_migration_versions
from sqlalchemy import Engine, NullPool, create_engine, make_url

SCHEMA = "dbos"


def url_for_dbos(url: str) -> str:
    driver = "sqlite" if url.startswith("sqlite") else "postgresql"
    return make_url(url).set(drivername=driver).render_as_string(hide_password=False)


def upgrade(url: str) -> None:
    DBOS.migrate(url_for_dbos(url), schema=SCHEMA)
    SQLAlchemyDatasource.migrate(url_for_dbos(url), schema=SCHEMA)


def is_current(url: str) -> bool:
    """Read from the library's own bookkeeping, which has no public way in: pinned by a test."""
    engine = create_engine(url, poolclass=NullPool)
    queue, latest_queue = _queue_versions(engine)
    with engine.connect() as connection:
        schema = None if engine.dialect.name == "sqlite" else SCHEMA
        steps, latest_steps = get_datasource_migration_versions(connection, schema)
    return queue >= latest_queue and steps >= latest_steps


def _queue_versions(engine: Engine) -> tuple[int, int]:
    if engine.dialect.name == "sqlite":
        return get_sqlite_migration_versions(engine)
    return get_migration_versions(engine, SCHEMA, use_listen_notify=True)
