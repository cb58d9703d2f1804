"""The tables of residents."""

import sqlalchemy as sa
from alembic import op

from engine.db.base import AREA, ID, UtcDateTime

revision = "0008"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "terbit_family_card",
        sa.Column("id", ID, nullable=False),
        sa.Column("number", sa.LargeBinary(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.CheckConstraint("state IN ('active', 'replaced')", name=op.f("ck_terbit_family_card_state")),
        sa.ForeignKeyConstraint(["case_id"], ["terbit_case.id"], name=op.f("fk_terbit_family_card_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_family_card")),
        sa.UniqueConstraint("office_code", "number", name=op.f("uq_terbit_family_card_office_code_number")),
    )
    op.create_table(
        "terbit_resident",
        sa.Column("id", ID, nullable=False),
        sa.Column("nik", sa.LargeBinary(length=16), nullable=False),
        sa.Column("likeness", sa.LargeBinary(length=16), nullable=False),
        sa.Column("mother", sa.LargeBinary(length=16), nullable=True),
        sa.Column("card_id", ID, nullable=True),
        sa.Column("head", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("area_code", AREA, nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.CheckConstraint("state = 'alive' OR card_id IS NULL", name=op.f("ck_terbit_resident_card")),
        sa.CheckConstraint("state IN ('alive', 'dead', 'moved')", name=op.f("ck_terbit_resident_state")),
        sa.CheckConstraint("NOT head OR card_id IS NOT NULL", name=op.f("ck_terbit_resident_head")),
        sa.ForeignKeyConstraint(
            ["card_id"], ["terbit_family_card.id"], name=op.f("fk_terbit_resident_card_id")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["terbit_case.id"], name=op.f("fk_terbit_resident_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_resident")),
        sa.UniqueConstraint("office_code", "nik", name=op.f("uq_terbit_resident_office_code_nik")),
    )
    op.create_index(op.f("ix_terbit_resident_card_id"), "terbit_resident", ["card_id"], unique=False)
    op.create_index(
        "ix_terbit_resident_head",
        "terbit_resident",
        ["card_id"],
        unique=True,
        postgresql_where=sa.text("head"),
        sqlite_where=sa.text("head"),
    )
    op.create_index(
        op.f("ix_terbit_resident_office_code_likeness"),
        "terbit_resident",
        ["office_code", "likeness"],
        unique=False,
    )
    op.create_index(
        op.f("ix_terbit_resident_office_code_mother"),
        "terbit_resident",
        ["office_code", "mother"],
        unique=False,
    )
