"""The tables of documents."""

import sqlalchemy as sa
from alembic import op

from engine.db.base import AREA, ID, UtcDateTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "terbit_counter",
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("series", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("office_code", "series", name=op.f("pk_terbit_counter")),
    )
    op.create_table(
        "terbit_register_entry",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("entry_date", sa.Date(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("registrar_id", ID, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.CheckConstraint(
            "state IN ('in_force', 'void', 'cancelled')", name=op.f("ck_terbit_register_entry_state")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["terbit_case.id"], name=op.f("fk_terbit_register_entry_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_register_entry")),
        sa.UniqueConstraint(
            "office_code",
            "kind",
            "entry_date",
            "serial",
            name=op.f("uq_terbit_register_entry_office_code_kind_entry_date_serial"),
        ),
        sa.UniqueConstraint(
            "office_code", "number", name=op.f("uq_terbit_register_entry_office_code_number")
        ),
    )
    op.create_index(
        op.f("ix_terbit_register_entry_case_id"), "terbit_register_entry", ["case_id"], unique=False
    )
    op.create_table(
        "terbit_document",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("entry_id", ID, nullable=True),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("signer_post", sa.String(length=200), nullable=False),
        sa.Column("signer_id", ID, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'in_force', 'superseded', 'revoked')", name=op.f("ck_terbit_document_state")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["terbit_case.id"], name=op.f("fk_terbit_document_case_id")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["terbit_register_entry.id"], name=op.f("fk_terbit_document_entry_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_document")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_terbit_document_token_hash")),
    )
    op.create_index(op.f("ix_terbit_document_case_id"), "terbit_document", ["case_id"], unique=False)
    op.create_index(
        op.f("ix_terbit_document_office_code_number"),
        "terbit_document",
        ["office_code", "number"],
        unique=False,
    )
    op.create_table(
        "terbit_margin_note",
        sa.Column("id", ID, nullable=False),
        sa.Column("entry_id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("registrar_id", ID, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["terbit_case.id"], name=op.f("fk_terbit_margin_note_case_id")),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["terbit_register_entry.id"], name=op.f("fk_terbit_margin_note_entry_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_margin_note")),
    )
    op.create_index(op.f("ix_terbit_margin_note_case_id"), "terbit_margin_note", ["case_id"], unique=False)
    op.create_index(op.f("ix_terbit_margin_note_entry_id"), "terbit_margin_note", ["entry_id"], unique=False)
    op.create_table(
        "terbit_register_version",
        sa.Column("id", ID, nullable=False),
        sa.Column("entry_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("registrar_id", ID, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.CheckConstraint("number > 1", name=op.f("ck_terbit_register_version_number")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["terbit_case.id"], name=op.f("fk_terbit_register_version_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["terbit_register_entry.id"], name=op.f("fk_terbit_register_version_entry_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_register_version")),
        sa.UniqueConstraint("entry_id", "number", name=op.f("uq_terbit_register_version_entry_id_number")),
    )
    op.create_index(
        op.f("ix_terbit_register_version_case_id"), "terbit_register_version", ["case_id"], unique=False
    )
