"""The tables of history."""

import sqlalchemy as sa
from alembic import op

from engine.db.base import AREA, ID, UtcDateTime

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "terbit_event",
        sa.Column("id", ID, nullable=False),
        sa.Column("stream", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("case_id", ID, nullable=True),
        sa.Column("person_id", ID, nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("previous", sa.LargeBinary(length=32), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("signature", sa.LargeBinary(length=64), nullable=False),
        sa.Column("key_id", sa.String(length=16), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_event")),
        sa.UniqueConstraint("hash", name=op.f("uq_terbit_event_hash")),
        sa.UniqueConstraint("stream", "seq", name=op.f("uq_terbit_event_stream_seq")),
    )
    op.create_index(op.f("ix_terbit_event_case_id_at"), "terbit_event", ["case_id", "at"], unique=False)
    op.create_index(op.f("ix_terbit_event_person_id_at"), "terbit_event", ["person_id", "at"], unique=False)
    op.create_table(
        "terbit_event_values",
        sa.Column("event_id", ID, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_terbit_event_values")),
    )
    op.create_table(
        "terbit_history_checkpoint",
        sa.Column("size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("root", sa.LargeBinary(length=32), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.PrimaryKeyConstraint("size", name=op.f("pk_terbit_history_checkpoint")),
    )
    op.create_table(
        "terbit_history_leaf",
        sa.Column("index", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event_id", ID, nullable=False),
        sa.Column("leaf", sa.LargeBinary(length=32), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.PrimaryKeyConstraint("index", name=op.f("pk_terbit_history_leaf")),
        sa.UniqueConstraint("event_id", name=op.f("uq_terbit_history_leaf_event_id")),
    )
    op.create_table(
        "terbit_stream",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_stream")),
    )
