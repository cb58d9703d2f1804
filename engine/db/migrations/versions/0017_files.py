"""A document is found by its file."""

from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_index("ix_terbit_document_sha256", "terbit_document", ["sha256"])
