"""Shelves and leases of tasks, with indexes for each desk; names by their words; how people want their lists."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import text

from engine import names
from engine.db.base import AREA, ID, UtcDateTime

revision = "0010"
down_revision = "0009"


OPEN = "state = 'open'"
IN_HAND = f"{OPEN} AND shelf <> 'applicant'"
NAMED = f"{OPEN} AND shelf <> 'work'"
KELURAHAN = "substr(area_code || '.', 1, 14)"
AREAS = {"all": (), "kelurahan": (KELURAHAN,), "area": ("area_code",)}
ORDER = ("due_at", "id", "claimed_by")
INDEXES = {
    **{f"hand_{within}": (IN_HAND, ("office_code", "role", *area, *ORDER)) for within, area in AREAS.items()},
    **{
        f"shelf_{within}": (NAMED, ("office_code", "role", *area, "shelf", *ORDER))
        for within, area in AREAS.items()
    },
    "type": (IN_HAND, ("office_code", "role", "document_type", "due_at", "id")),
    "lost": (OPEN, ("lost_by", "due_at", "id")),
    "lease": (OPEN, ("office_code", "held_until")),
}
AT_ONCE = 5000
COLUMNS = ("case_id", "position", "word", "sound", "area_code", "office_code", "regency_code")


def upgrade() -> None:
    _make_shelves()
    _make_choices()
    _make_names()
    _name_cases()


def _make_shelves() -> None:
    """A task of the desk that took the application waits for the applicant while the case's clock stands for him."""
    op.add_column(
        "terbit_task", sa.Column("shelf", sa.String(length=16), nullable=False, server_default="work")
    )
    op.add_column("terbit_task", sa.Column("held_until", UtcDateTime(), nullable=True))
    op.add_column("terbit_task", sa.Column("lost_by", ID, nullable=True))
    op.execute(
        """UPDATE terbit_task SET shelf = CASE
        WHEN returned AND EXISTS (SELECT 1 FROM terbit_case c WHERE c.id = terbit_task.case_id
            AND c.pause_reason = 'menunggu_pemohon' AND c.intake_role = terbit_task.role) THEN 'applicant'
        WHEN duty IN ('paraf', 'tanda_tangan') THEN 'sign'
        WHEN duty = 'pencetakan' THEN 'print'
        WHEN duty = 'penyerahan' THEN 'handover'
        WHEN returned THEN 'returned' ELSE 'work' END"""
    )
    op.drop_index("ix_terbit_task_desk", "terbit_task")
    op.drop_index("ix_terbit_task_queue", "terbit_task")
    op.drop_column("terbit_task", "returned")
    for name, (where, columns) in INDEXES.items():
        listed = [text(column) if "(" in column else column for column in columns]
        op.create_index(
            f"ix_terbit_task_{name}",
            "terbit_task",
            listed,
            postgresql_where=text(where),
            sqlite_where=text(where),
        )


def _make_choices() -> None:
    op.create_table(
        "terbit_desk_choice",
        sa.Column("person_id", ID, nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("onward", sa.Boolean(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["terbit_person.id"], name=op.f("fk_terbit_desk_choice_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_terbit_desk_choice")),
    )
    op.create_table(
        "terbit_saved_filter",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("chosen", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["terbit_person.id"], name=op.f("fk_terbit_saved_filter_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_saved_filter")),
    )
    op.create_index(
        op.f("ix_terbit_saved_filter_person_id"), "terbit_saved_filter", ["person_id"], unique=False
    )


def _make_names() -> None:
    op.create_table(
        "terbit_case_name",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("word", AREA, nullable=False),
        sa.Column("sound", AREA, nullable=False),
        sa.Column("area_code", AREA, nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["terbit_case.id"], name=op.f("fk_terbit_case_name_case_id")),
        sa.PrimaryKeyConstraint("case_id", "position", name=op.f("pk_terbit_case_name")),
    )
    op.create_index(
        "ix_terbit_case_name_kelurahan",
        "terbit_case_name",
        ["office_code", sa.literal_column("substr(area_code || '.', 1, 14)"), "word", "area_code", "case_id"],
        unique=False,
    )
    op.create_index(
        "ix_terbit_case_name_sound",
        "terbit_case_name",
        ["office_code", "sound", "area_code", "case_id"],
        unique=False,
    )
    op.create_index(
        "ix_terbit_case_name_word",
        "terbit_case_name",
        ["office_code", "word", "area_code", "case_id"],
        unique=False,
    )


def _name_cases() -> None:
    table = sa.table("terbit_case_name", *(sa.column(name) for name in COLUMNS))
    cases = op.get_bind().execute(
        text("SELECT id, subject_name, area_code, office_code, regency_code FROM terbit_case")
    )
    for some in cases.partitions(AT_ONCE):
        rows = [
            dict(zip(COLUMNS, (case.id, at, word, names.sound(word), *case[2:]), strict=True))
            for case in some
            for at, word in enumerate(dict.fromkeys(names.words(case.subject_name)))
        ]
        if rows:
            op.get_bind().execute(table.insert(), rows)
