"""A document's signature: asked for, then there."""

import sqlalchemy as sa
from alembic import op

from engine.db.base import AREA, ID, UtcDateTime

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "terbit_signing",
        sa.Column("document_id", ID, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("signer", sa.String(length=64), nullable=False),
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.Column("plain_sha256", sa.String(length=64), nullable=False),
        sa.Column("plain_size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("certificate", sa.String(length=64), nullable=True),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("signed_at", UtcDateTime(), nullable=True),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.CheckConstraint("state IN ('signing', 'signed')", name=op.f("ck_terbit_signing_state")),
        sa.CheckConstraint(
            "(state = 'signed') = (sha256 IS NOT NULL AND signed_at IS NOT NULL)",
            name=op.f("ck_terbit_signing_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["terbit_document.id"], name=op.f("fk_terbit_signing_document_id")
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_terbit_signing")),
    )
