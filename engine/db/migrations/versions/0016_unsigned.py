"""What waits for an officer's signature is found by him."""

from alembic import op
from sqlalchemy import text

revision = "0016"
down_revision = "0015"

DRAFT = text("state = 'draft'")


def upgrade() -> None:
    op.create_index(
        "ix_terbit_document_unsigned",
        "terbit_document",
        ["signer_id"],
        postgresql_where=DRAFT,
        sqlite_where=DRAFT,
    )
