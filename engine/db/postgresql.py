"""How this system uses PostgreSQL."""

from sqlalchemy import Engine, NullPool, create_engine

WAIT = 5
"""Seconds that a thread waits for a connection of the pool."""

_CONNECTION = {
    "application_name": "terbit",
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}


def writer(url: str, threads: int) -> Engine:
    """One connection a thread, and a few for the job queue's own look-ups."""
    return create_engine(
        url,
        isolation_level="READ COMMITTED",
        pool_size=threads,
        max_overflow=4,
        pool_timeout=WAIT,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args=_CONNECTION,
    )


def reader(engine: Engine) -> Engine:
    return engine.execution_options(postgresql_readonly=True)


def migrator(url: str) -> Engine:
    return create_engine(url, poolclass=NullPool, hide_parameters=True, connect_args=_CONNECTION)
