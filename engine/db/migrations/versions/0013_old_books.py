"""Entries of the register that were taken over from an old book say what they are about."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("terbit_register_entry", sa.Column("document_type", sa.String(length=64), nullable=True))
