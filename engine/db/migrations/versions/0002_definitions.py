"""The tables of definitions."""

import sqlalchemy as sa
from alembic import op

from engine.db.base import AREA, ID, UtcDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "terbit_definition_draft",
        sa.Column("id", ID, nullable=False),
        sa.Column("document_type", sa.String(length=64), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("base_version_id", sa.String(length=64), nullable=True),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_definition_draft")),
        sa.UniqueConstraint(
            "office_code",
            "document_type",
            "person_id",
            name=op.f("uq_terbit_definition_draft_office_code_document_type_person_id"),
        ),
    )
    op.create_table(
        "terbit_definition_version",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("document_type", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_definition_version")),
        sa.UniqueConstraint(
            "office_code",
            "document_type",
            "number",
            name=op.f("uq_terbit_definition_version_office_code_document_type_number"),
        ),
    )
    op.create_table(
        "terbit_definition_file",
        sa.Column("version_id", sa.String(length=64), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["terbit_definition_version.id"],
            name=op.f("fk_terbit_definition_file_version_id"),
        ),
        sa.PrimaryKeyConstraint("version_id", "path", name=op.f("pk_terbit_definition_file")),
    )
    op.create_table(
        "terbit_deployment",
        sa.Column("id", ID, nullable=False),
        sa.Column("document_type", sa.String(length=64), nullable=False),
        sa.Column("version_id", sa.String(length=64), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("proposed_by", ID, nullable=True),
        sa.Column("approved_by", ID, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["terbit_definition_version.id"], name=op.f("fk_terbit_deployment_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_deployment")),
    )
    op.create_index(
        op.f("ix_terbit_deployment_office_code_document_type_since"),
        "terbit_deployment",
        ["office_code", "document_type", "since"],
        unique=False,
    )
    op.create_table(
        "terbit_proposal",
        sa.Column("id", ID, nullable=False),
        sa.Column("document_type", sa.String(length=64), nullable=False),
        sa.Column("version_id", sa.String(length=64), nullable=False),
        sa.Column("base_version_id", sa.String(length=64), nullable=True),
        sa.Column("proposed_by", ID, nullable=True),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("decided_by", ID, nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("decision_note", sa.Text(), nullable=True),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'deployed', 'declined')", name=op.f("ck_terbit_proposal_state")
        ),
        sa.CheckConstraint(
            "decided_by IS NULL OR proposed_by IS NULL OR decided_by <> proposed_by",
            name=op.f("ck_terbit_proposal_four_eyes"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["terbit_definition_version.id"], name=op.f("fk_terbit_proposal_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_proposal")),
    )
