"""What is past its time is destroyed by two people; answers of such cases may be emptied."""

import sqlalchemy as sa
from alembic import op

from engine.db.base import AREA, CODE, ID, UtcDateTime

revision = "0028"
down_revision = "0026"
OPEN, CLOSED = sa.text("state = 'open'"), sa.text("closed_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "terbit_destruction",
        sa.Column("id", ID, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=True),
        sa.Column("letter", sa.String(length=200), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("proposed_by", ID, nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by", ID, nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'confirmed', 'declined', 'withdrawn')",
            name=op.f("ck_terbit_destruction_state"),
        ),
        sa.CheckConstraint(
            "(state = 'open') = (decided_by IS NULL AND decided_at IS NULL)",
            name=op.f("ck_terbit_destruction_decided"),
        ),
        sa.CheckConstraint(
            "(state = 'confirmed') = (number IS NOT NULL)", name=op.f("ck_terbit_destruction_numbered")
        ),
        sa.CheckConstraint(
            "state NOT IN ('confirmed', 'declined') OR decided_by <> proposed_by",
            name=op.f("ck_terbit_destruction_four_eyes"),
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["terbit_person.id"], name=op.f("fk_terbit_destruction_proposed_by")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["terbit_person.id"], name=op.f("fk_terbit_destruction_decided_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_destruction")),
        sa.UniqueConstraint("office_code", "number", name=op.f("uq_terbit_destruction_office_code_number")),
    )
    op.create_index(
        "ux_terbit_destruction_open",
        "terbit_destruction",
        ["office_code"],
        unique=True,
        postgresql_where=OPEN,
        sqlite_where=OPEN,
    )
    op.create_table(
        "terbit_destruction_item",
        sa.Column("destruction_id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("rule", CODE, nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.CheckConstraint("what IN ('berkas', 'isian')", name=op.f("ck_terbit_destruction_item_what")),
        sa.ForeignKeyConstraint(
            ["destruction_id"],
            ["terbit_destruction.id"],
            name=op.f("fk_terbit_destruction_item_destruction_id"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["terbit_case.id"], name=op.f("fk_terbit_destruction_item_case_id")
        ),
        sa.PrimaryKeyConstraint("destruction_id", "case_id", "rule", name=op.f("pk_terbit_destruction_item")),
    )
    op.create_index(op.f("ix_terbit_destruction_item_case_id"), "terbit_destruction_item", ["case_id"])
    op.create_index(
        "ix_terbit_case_closed",
        "terbit_case",
        ["office_code", "closed_at"],
        postgresql_where=CLOSED,
        sqlite_where=CLOSED,
    )
