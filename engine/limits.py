"""Hits counted per key and window, in the database: the same for every process."""

from datetime import timedelta

from sqlalchemy import case, delete
from sqlalchemy.dialects import postgresql, sqlite

from engine.db.offices import RateLimit
from engine.engine import Engine


def hit(engine: Engine, key: str, window: timedelta) -> int:
    """Counts one more; how many there are in the key's window, which begins with its first hit."""
    now = engine.clock()
    dialect = postgresql if engine.database.dialect == "postgresql" else sqlite
    over = RateLimit.expires_at <= now
    row = {"key": key, "hits": 1, "expires_at": now + window}
    again = {
        "hits": case((over, 1), else_=RateLimit.hits + 1),
        "expires_at": case((over, now + window), else_=RateLimit.expires_at),
    }
    counted = dialect.insert(RateLimit).values(row).on_conflict_do_update(index_elements=["key"], set_=again)
    with engine.database.writing() as connection:
        return int(connection.execute(counted.returning(RateLimit.hits)).scalar_one())


def forget(engine: Engine) -> int:
    """Drops what has run out; how many keys that were."""
    with engine.database.writing() as connection:
        return connection.execute(delete(RateLimit).where(RateLimit.expires_at <= engine.clock())).rowcount
