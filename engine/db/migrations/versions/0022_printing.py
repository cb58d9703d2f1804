"""What is printed of documents is counted."""

import sqlalchemy as sa
from alembic import op

from engine.db.base import AREA, ID, UtcDateTime

revision = "0022"
down_revision = "0024"


def upgrade() -> None:
    op.create_table(
        "terbit_printing",
        sa.Column("id", ID, nullable=False),
        sa.Column("document_id", ID, nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=True),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.CheckConstraint("act IN ('first', 'again', 'spoiled')", name=op.f("ck_terbit_printing_act")),
        sa.CheckConstraint("(act = 'first') = (reason IS NULL)", name=op.f("ck_terbit_printing_reason")),
        sa.CheckConstraint("sheets > 0", name=op.f("ck_terbit_printing_sheets")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["terbit_document.id"], name=op.f("fk_terbit_printing_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_printing")),
    )
    op.create_index(op.f("ix_terbit_printing_document_id"), "terbit_printing", ["document_id"])
    op.create_index(op.f("ix_terbit_printing_office_code_at"), "terbit_printing", ["office_code", "at"])
