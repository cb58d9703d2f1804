"""Notices to applicants wait in an outbox; documents that nobody collects are reminded of."""

import sqlalchemy as sa
from alembic import op

from engine.db.base import AREA, CODE, ID, SEALED, UtcDateTime

revision = "0020"
down_revision = "0019"
DUE = sa.text("state = 'open' AND remind_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "terbit_notice",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("kind", CODE, nullable=False),
        sa.Column("about", ID, nullable=False),
        sa.Column("time", sa.Integer(), nullable=False),
        sa.Column("recipient", SEALED, nullable=False),
        sa.Column("text", SEALED, nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(["id"], ["terbit_job.id"], name=op.f("fk_terbit_notice_id")),
        sa.ForeignKeyConstraint(["case_id"], ["terbit_case.id"], name=op.f("fk_terbit_notice_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_notice")),
        sa.UniqueConstraint(
            "case_id", "kind", "about", "time", name=op.f("uq_terbit_notice_case_id_kind_about_time")
        ),
    )
    op.add_column("terbit_task", sa.Column("remind_at", UtcDateTime(), nullable=True))
    op.add_column("terbit_task", sa.Column("reminded", sa.Integer(), nullable=False, server_default="0"))
    op.create_index(
        "ix_terbit_task_remind",
        "terbit_task",
        ["office_code", "remind_at"],
        postgresql_where=DUE,
        sqlite_where=DUE,
    )
