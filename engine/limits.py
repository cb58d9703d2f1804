"""Hits counted per key and window, in the database: the same for every process."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, case, delete, select

from engine.db.offices import RateLimit
from engine.db.upserts import insert_or
from engine.engine import Engine


def hit(engine: Engine, key: str, window: timedelta) -> int:
    """Counts one more; how many there are in the key's window, which begins with its first hit."""
    with engine.database.writing() as connection:
        return count(connection, key, engine.clock(), window)


def count(connection: Connection, key: str, now: datetime, window: timedelta) -> int:
    """The same within a transaction."""
    over = RateLimit.expires_at <= now
    row = {"key": key, "hits": 1, "expires_at": now + window}
    again = {
        "hits": case((over, 1), else_=RateLimit.hits + 1),
        "expires_at": case((over, now + window), else_=RateLimit.expires_at),
    }
    counted = insert_or(connection, RateLimit).values(row)
    counted = counted.on_conflict_do_update(index_elements=["key"], set_=again).returning(RateLimit.hits)
    return int(connection.execute(counted).scalar_one())


def bar(connection: Connection, key: str, until: datetime) -> None:
    """Nothing more of this key until then."""
    row = {"key": key, "hits": 0, "expires_at": until}
    barred = insert_or(connection, RateLimit).values(row)
    connection.execute(barred.on_conflict_do_update(index_elements=["key"], set_={"expires_at": until}))


def barred_until(connection: Connection, key: str, now: datetime) -> datetime | None:
    until = select(RateLimit.expires_at).where(RateLimit.key == key, RateLimit.expires_at > now)
    return connection.execute(until).scalar()


def clear(connection: Connection, *keys: str) -> None:
    connection.execute(delete(RateLimit).where(RateLimit.key.in_(keys)))


def forget(engine: Engine) -> int:
    """Drops what has run out; how many keys that were."""
    with engine.database.writing() as connection:
        return connection.execute(delete(RateLimit).where(RateLimit.expires_at <= engine.clock())).rowcount
