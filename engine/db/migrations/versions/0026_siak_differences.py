"""Where the office and the central register disagree; the centre is asked again about what was registered."""

import sqlalchemy as sa
from alembic import op

from engine.db.base import AREA, ID, UtcDateTime

revision = "0026"
down_revision = "0025"

TABLE = "terbit_siak_difference"


def upgrade() -> None:
    with op.batch_alter_table("terbit_siak_day") as table:
        table.add_column(sa.Column("again", sa.Integer(), server_default=sa.text("0"), nullable=False))
    own = sa.text("case_id IS NOT NULL")
    op.create_index(
        "ix_terbit_resident_own",
        "terbit_resident",
        ["office_code", "changed_at"],
        postgresql_where=own,
        sqlite_where=own,
    )
    op.create_table(
        "terbit_siak_asking",
        sa.Column("resident_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["terbit_resident.id"], name=op.f("fk_terbit_siak_asking_resident_id")
        ),
        sa.PrimaryKeyConstraint("resident_id", name=op.f("pk_terbit_siak_asking")),
    )
    op.create_table(
        TABLE,
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("about", sa.String(length=80), nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("document_type", sa.String(length=64), nullable=False),
        sa.Column("area_code", AREA, nullable=False),
        sa.Column("code", sa.String(length=64), nullable=True),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("found_at", UtcDateTime(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("settled_by", ID, nullable=True),
        sa.Column("reason", sa.String(length=64), nullable=True),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.CheckConstraint(
            "kind IN ('registered', 'checked', 'unsent')", name=op.f("ck_terbit_siak_difference_kind")
        ),
        sa.CheckConstraint(
            "state IN ('noted', 'open', 'settled')", name=op.f("ck_terbit_siak_difference_state")
        ),
        sa.CheckConstraint(
            "(state = 'settled') = (settled_at IS NOT NULL)", name=op.f("ck_terbit_siak_difference_settled")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["terbit_case.id"], name=op.f("fk_terbit_siak_difference_case_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_siak_difference")),
        sa.UniqueConstraint(
            "office_code", "kind", "about", name=op.f("uq_terbit_siak_difference_office_code_kind_about")
        ),
    )
    op.create_index(op.f("ix_terbit_siak_difference_case_id"), TABLE, ["case_id"])
    op.create_index("ix_terbit_siak_difference_all", TABLE, ["office_code", "state", "id"])
    op.create_index("ix_terbit_siak_difference_kind", TABLE, ["office_code", "state", "kind", "id"])
    op.create_index("ix_terbit_siak_difference_type", TABLE, ["office_code", "state", "document_type", "id"])
