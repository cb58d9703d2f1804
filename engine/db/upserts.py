"""INSERT … ON CONFLICT, which both databases have and SQLAlchemy names twice."""

from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite


def insert_or(connection: Connection, table: Any) -> Any:
    """An insert that takes `.on_conflict_do_nothing()` and `.on_conflict_do_update(…)`."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(table)
