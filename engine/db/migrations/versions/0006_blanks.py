"""The tables of blanks."""

import sqlalchemy as sa
from alembic import op

from engine.db.base import AREA, ID, UtcDateTime

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "terbit_blank",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("serial", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.CheckConstraint(
            "state IN ('stock', 'used', 'spoiled', 'returned', 'destroyed')",
            name=op.f("ck_terbit_blank_state"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_blank")),
        sa.UniqueConstraint(
            "office_code", "kind", "serial", name=op.f("uq_terbit_blank_office_code_kind_serial")
        ),
    )
    op.create_index(
        op.f("ix_terbit_blank_office_code_kind_state_serial"),
        "terbit_blank",
        ["office_code", "kind", "state", "serial"],
        unique=False,
    )
    op.create_table(
        "terbit_blank_count",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("opening", sa.Integer(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("spoiled", sa.Integer(), nullable=False),
        sa.Column("returned", sa.Integer(), nullable=False),
        sa.Column("destroyed", sa.Integer(), nullable=False),
        sa.Column("closing", sa.Integer(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.CheckConstraint(
            "closing = opening + received - used - spoiled - returned - destroyed",
            name=op.f("ck_terbit_blank_count_balance"),
        ),
        sa.CheckConstraint(
            "counted = closing OR reason IS NOT NULL", name=op.f("ck_terbit_blank_count_difference")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_blank_count")),
        sa.UniqueConstraint(
            "office_code", "kind", "day", name=op.f("uq_terbit_blank_count_office_code_kind_day")
        ),
    )
    op.create_table(
        "terbit_blank_movement",
        sa.Column("id", ID, nullable=False),
        sa.Column("blank_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("posting", sa.Integer(), nullable=False),
        sa.Column("before", sa.String(length=16), nullable=True),
        sa.Column("after", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("minutes", sa.String(length=64), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(
            ["blank_id"], ["terbit_blank.id"], name=op.f("fk_terbit_blank_movement_blank_id")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["terbit_case.id"], name=op.f("fk_terbit_blank_movement_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_blank_movement")),
        sa.UniqueConstraint("blank_id", "after", name=op.f("uq_terbit_blank_movement_blank_id_after")),
    )
    op.create_index(
        op.f("ix_terbit_blank_movement_blank_id"), "terbit_blank_movement", ["blank_id"], unique=False
    )
    op.create_index(
        op.f("ix_terbit_blank_movement_case_id"), "terbit_blank_movement", ["case_id"], unique=False
    )
    op.create_index(
        op.f("ix_terbit_blank_movement_office_code_kind_day"),
        "terbit_blank_movement",
        ["office_code", "kind", "day"],
        unique=False,
    )
