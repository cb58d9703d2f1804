"""Signed files that somebody brings are found by what was given out."""

from alembic import op

revision = "0025"
down_revision = "0021"


def upgrade() -> None:
    op.create_index(op.f("ix_terbit_signing_plain_sha256"), "terbit_signing", ["plain_sha256"])
