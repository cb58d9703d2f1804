"""Questions to the central register are counted by the day."""

import sqlalchemy as sa
from alembic import op

from engine.db.base import AREA

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "terbit_siak_day",
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.PrimaryKeyConstraint("office_code", "day", name=op.f("pk_terbit_siak_day")),
    )
