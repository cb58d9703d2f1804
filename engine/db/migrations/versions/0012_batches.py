"""Occasions and batches of applications; the document types that a partner's unit takes."""

import sqlalchemy as sa
from alembic import op

from engine.db.base import AREA, ID, UtcDateTime

revision = "0012"
down_revision = "0011"


def _owned() -> tuple[sa.Column[str], sa.Column[str]]:
    return (
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
    )


def upgrade() -> None:
    op.add_column("terbit_unit", sa.Column("takes", sa.JSON(), nullable=True))
    _make_activities()
    _make_batches()
    _make_rows()
    _make_cases()


def _make_activities() -> None:
    op.create_table(
        "terbit_activity",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", ID, nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        *_owned(),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["terbit_person.id"], name=op.f("fk_terbit_activity_recorded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_activity")),
    )


def _make_batches() -> None:
    op.create_table(
        "terbit_batch",
        sa.Column("id", ID, nullable=False),
        sa.Column("document_type", sa.String(length=64), nullable=False),
        sa.Column("activity_id", ID, nullable=False),
        sa.Column("intake_role", sa.String(length=64), nullable=False),
        sa.Column("intake_area", AREA, nullable=False),
        sa.Column("brought_by", ID, nullable=False),
        sa.Column("brought_at", UtcDateTime(), nullable=False),
        sa.Column("confirmed_at", UtcDateTime(), nullable=True),
        *_owned(),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["terbit_activity.id"], name=op.f("fk_terbit_batch_activity_id")
        ),
        sa.ForeignKeyConstraint(
            ["brought_by"], ["terbit_person.id"], name=op.f("fk_terbit_batch_brought_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_batch")),
    )


def _make_rows() -> None:
    op.create_table(
        "terbit_batch_row",
        sa.Column("id", ID, nullable=False),
        sa.Column("batch_id", ID, nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(length=16), nullable=False),
        sa.Column("values", sa.LargeBinary(), nullable=True),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("no_double", sa.String(length=64), nullable=True),
        sa.Column("refused", sa.String(length=64), nullable=True),
        *_owned(),
        sa.ForeignKeyConstraint(["batch_id"], ["terbit_batch.id"], name=op.f("fk_terbit_batch_row_batch_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_batch_row")),
        sa.UniqueConstraint("batch_id", "line", name=op.f("uq_terbit_batch_row_batch_id_line")),
    )


def _make_cases() -> None:
    op.create_table(
        "terbit_batch_case",
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("document_type", sa.String(length=64), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(length=16), nullable=False),
        sa.Column("row_id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["terbit_case.id"], name=op.f("fk_terbit_batch_case_case_id")),
        sa.ForeignKeyConstraint(
            ["row_id"], ["terbit_batch_row.id"], name=op.f("fk_terbit_batch_case_row_id")
        ),
        sa.PrimaryKeyConstraint(
            "office_code", "document_type", "fingerprint", name=op.f("pk_terbit_batch_case")
        ),
        sa.UniqueConstraint("case_id", name=op.f("uq_terbit_batch_case_case_id")),
        sa.UniqueConstraint("row_id", name=op.f("uq_terbit_batch_case_row_id")),
    )
