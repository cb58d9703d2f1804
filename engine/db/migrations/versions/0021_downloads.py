"""Signed documents are fetched by a link that expires."""

import sqlalchemy as sa
from alembic import op

from engine.db.base import AREA, ID, UtcDateTime

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "terbit_download",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("document_id", ID, nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["terbit_document.id"], name=op.f("fk_terbit_download_document_id")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_terbit_download")),
    )
