"""The tables of offices."""

import sqlalchemy as sa
from alembic import op

from engine.db.base import AREA, ID, UtcDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "terbit_holiday",
        sa.Column("id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_holiday")),
    )
    op.create_index(
        op.f("ix_terbit_holiday_office_code_day"), "terbit_holiday", ["office_code", "day"], unique=True
    )
    op.create_table(
        "terbit_office",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("city", sa.String(length=100), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_terbit_office")),
    )
    op.create_table(
        "terbit_person",
        sa.Column("id", ID, nullable=False),
        sa.Column("username", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("employee_number", sa.String(length=32), nullable=True),
        sa.Column("nik", sa.LargeBinary(), nullable=True),
        sa.Column("nik_index", sa.LargeBinary(length=16), nullable=True),
        sa.Column("kk_index", sa.LargeBinary(length=16), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("disabled_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_person")),
        sa.UniqueConstraint("office_code", "username", name=op.f("uq_terbit_person_office_code_username")),
    )
    op.create_table(
        "terbit_rate_limit",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_terbit_rate_limit")),
    )
    op.create_index(
        op.f("ix_terbit_rate_limit_expires_at"), "terbit_rate_limit", ["expires_at"], unique=False
    )
    op.create_table(
        "terbit_region",
        sa.Column("code", AREA, nullable=False),
        sa.Column("parent_code", AREA, nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_terbit_region")),
    )
    op.create_index(op.f("ix_terbit_region_parent_code"), "terbit_region", ["parent_code"], unique=False)
    op.create_table(
        "terbit_unit",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("area_code", AREA, nullable=False),
        sa.Column("parent_id", ID, nullable=True),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["terbit_unit.id"], name=op.f("fk_terbit_unit_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_unit")),
    )
    op.create_table(
        "terbit_post",
        sa.Column("id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("area_code", AREA, nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["terbit_unit.id"], name=op.f("fk_terbit_post_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_post")),
    )
    op.create_table(
        "terbit_session",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("csrf_token", sa.String(length=64), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["terbit_person.id"], name=op.f("fk_terbit_session_person_id")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_terbit_session")),
    )
    op.create_index(op.f("ix_terbit_session_person_id"), "terbit_session", ["person_id"], unique=False)
    op.create_table(
        "terbit_assignment",
        sa.Column("id", ID, nullable=False),
        sa.Column("post_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("letter_number", sa.String(length=100), nullable=True),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=True),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.CheckConstraint(
            "kind = 'definitif' OR letter_number IS NOT NULL", name=op.f("ck_terbit_assignment_letter")
        ),
        sa.CheckConstraint("kind IN ('definitif', 'plt', 'plh')", name=op.f("ck_terbit_assignment_kind")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["terbit_person.id"], name=op.f("fk_terbit_assignment_person_id")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["terbit_post.id"], name=op.f("fk_terbit_assignment_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_assignment")),
    )
    op.create_index(op.f("ix_terbit_assignment_person_id"), "terbit_assignment", ["person_id"], unique=False)
    op.create_index(op.f("ix_terbit_assignment_post_id"), "terbit_assignment", ["post_id"], unique=False)
