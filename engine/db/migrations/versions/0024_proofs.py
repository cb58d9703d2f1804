"""Documents whose time stamps are renewed: earlier files, and how long the last stamp counts."""

import sqlalchemy as sa
from alembic import op

from engine.db.base import AREA, ID, UtcDateTime

revision = "0024"
down_revision = "0028"


def upgrade() -> None:
    op.create_table(
        "terbit_earlier_file",
        sa.Column("document_id", ID, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("replaced_at", UtcDateTime(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["terbit_document.id"], name=op.f("fk_terbit_earlier_file_document_id")
        ),
        sa.PrimaryKeyConstraint("document_id", "size", name=op.f("pk_terbit_earlier_file")),
    )
    op.create_index("ix_terbit_earlier_file_sha256", "terbit_earlier_file", ["sha256"])
    op.create_table(
        "terbit_proof",
        sa.Column("document_id", ID, nullable=False),
        sa.Column("stamped_at", UtcDateTime(), nullable=True),
        sa.Column("ends_at", UtcDateTime(), nullable=True),
        sa.Column("look_at", UtcDateTime(), nullable=True),
        sa.Column("newer_than", UtcDateTime(), nullable=True),
        sa.Column("taken_until", UtcDateTime(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=64), nullable=True),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["terbit_document.id"], name=op.f("fk_terbit_proof_document_id")
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_terbit_proof")),
    )
    op.create_index("ix_terbit_proof_office_code_look_at", "terbit_proof", ["office_code", "look_at"])
    troubled = sa.text("problem IS NOT NULL")
    op.create_index(
        "ix_terbit_proof_problem",
        "terbit_proof",
        ["office_code"],
        postgresql_where=troubled,
        sqlite_where=troubled,
    )
    op.execute(
        "INSERT INTO terbit_proof (document_id, look_at, failures, office_code, regency_code)"
        " SELECT s.document_id, s.signed_at, 0, s.office_code, s.regency_code FROM terbit_signing s"
        " JOIN terbit_document d ON d.id = s.document_id WHERE s.state = 'signed' AND d.state = 'in_force'"
    )
