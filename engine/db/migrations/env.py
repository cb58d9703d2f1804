"""Runs migrations on the connection that `engine.db.schema` opened."""

from alembic import context
from sqlalchemy import Connection

from engine.db import Base
from engine.db.migrations.rendering import is_ours, render
from engine.db.schema import VERSION_TABLE

connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    version_table=VERSION_TABLE,
    include_object=context.config.attributes.get("include_object", is_ours),
    render_item=render,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
