"""The job queue's own tables, in the database of ours: bare names on SQLite, schema `dbos` on PostgreSQL."""

from typing import TYPE_CHECKING

from dbos import DBOS, DBOSClient, DBOSPortableJSONSerializer, SQLAlchemyDatasource
from dbos._datasource_migration import get_datasource_migration_versions
from dbos._migration import get_migration_versions, get_sqlite_migration_versions
from sqlalchemy import Engine, NullPool, create_engine, make_url

from engine.jobs.port import QUEUES

if TYPE_CHECKING:
    from engine.db.database import Database

SCHEMA = "dbos"
APPLICATION = "terbit"
WORKFLOW = "job"
SERIALIZER = DBOSPortableJSONSerializer()
"""JSON, never pickle: what is read back can't run code."""


def url_for_dbos(url: str) -> str:
    driver = "sqlite" if url.startswith("sqlite") else "postgresql"
    return make_url(url).set(drivername=driver).render_as_string(hide_password=False)


def workflow_id(job_id: str, attempt: int) -> str:
    return f"job:{job_id}:{attempt}"


def job_of(workflow: str) -> tuple[str, int]:
    """Job id and attempt."""
    _, job_id, attempt = workflow.split(":")
    return job_id, int(attempt)


def client(database: "Database") -> DBOSClient:
    """On our connections; answers an unreachable database with an error instead of waiting for it."""
    return DBOSClient(
        system_database_engine=database.writer,
        dbos_system_schema=SCHEMA,
        application_name=APPLICATION,
        serializer=SERIALIZER,
        lazy=True,
        retry_connection_errors=False,
    )


def set_up_queues(database: "Database", poll: float) -> None:
    """Before the worker looks for queues the first time; it would look again only a second later."""
    ours = client(database)
    for name, limits in QUEUES.items():
        ours.register_queue(
            name,
            worker_concurrency=limits.in_worker,
            global_concurrency=limits.in_all,
            limiter={"limit": limits.a_second, "period": 1} if limits.a_second else None,
            polling_interval_sec=poll,
            on_conflict="always_update",
        )
    ours.destroy()


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
