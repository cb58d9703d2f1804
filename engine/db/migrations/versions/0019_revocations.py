"""Documents are revoked by two people."""

import sqlalchemy as sa
from alembic import op

from engine.db.base import AREA, ID, UtcDateTime

revision = "0019"
down_revision = "0018"
OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    op.create_table(
        "terbit_revocation",
        sa.Column("id", ID, nullable=False),
        sa.Column("document_id", ID, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("letter", sa.String(length=200), nullable=False),
        sa.Column("proposed_by", ID, nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by", ID, nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'confirmed', 'declined', 'withdrawn')", name=op.f("ck_terbit_revocation_state")
        ),
        sa.CheckConstraint(
            "(state = 'open') = (decided_by IS NULL AND decided_at IS NULL)",
            name=op.f("ck_terbit_revocation_decided"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('confirmed', 'declined') OR decided_by <> proposed_by",
            name=op.f("ck_terbit_revocation_four_eyes"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["terbit_document.id"], name=op.f("fk_terbit_revocation_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["terbit_person.id"], name=op.f("fk_terbit_revocation_proposed_by")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["terbit_person.id"], name=op.f("fk_terbit_revocation_decided_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_revocation")),
    )
    op.create_index(op.f("ix_terbit_revocation_document_id"), "terbit_revocation", ["document_id"])
    op.create_index(
        "ux_terbit_revocation_open",
        "terbit_revocation",
        ["document_id"],
        unique=True,
        postgresql_where=OPEN,
        sqlite_where=OPEN,
    )
