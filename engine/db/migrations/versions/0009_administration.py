"""Absences, one-time codes, hours of units; duties with their role; steps that the diagram keeps apart."""

import sqlalchemy as sa
from alembic import op

from engine.db.base import AREA, ID, UtcDateTime

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("terbit_unit", sa.Column("hours", sa.JSON(), nullable=True))
    op.add_column("terbit_person", sa.Column("code_until", UtcDateTime(), nullable=True))
    op.add_column("terbit_assignment", sa.Column("absence_id", ID, nullable=True))
    op.add_column("terbit_task", sa.Column("apart", sa.Text(), nullable=True))
    _make_absences()
    _tell_duties_with_their_role()


def _make_absences() -> None:
    op.create_table(
        "terbit_absence",
        sa.Column("id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("deputy_id", ID, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("letter_number", sa.String(length=100), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.CheckConstraint("kind IN ('cuti', 'tugas_luar')", name=op.f("ck_terbit_absence_kind")),
        sa.ForeignKeyConstraint(
            ["deputy_id"], ["terbit_person.id"], name=op.f("fk_terbit_absence_deputy_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["terbit_person.id"], name=op.f("fk_terbit_absence_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_absence")),
    )
    op.create_index(op.f("ix_terbit_absence_person_id"), "terbit_absence", ["person_id"], unique=False)


def _tell_duties_with_their_role() -> None:
    """Who completed a task did its duty in its role; who opened a case, in that of its desk."""
    op.execute("CREATE TABLE terbit_case_duty_before AS SELECT * FROM terbit_case_duty")
    op.drop_table("terbit_case_duty")
    op.create_table(
        "terbit_case_duty",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("duty", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["terbit_case.id"], name=op.f("fk_terbit_case_duty_case_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["terbit_person.id"], name=op.f("fk_terbit_case_duty_person_id")
        ),
        sa.PrimaryKeyConstraint(
            "case_id", "person_id", "duty", "role", "kind", name=op.f("pk_terbit_case_duty")
        ),
    )
    op.execute(
        """INSERT INTO terbit_case_duty (case_id, person_id, duty, role, kind, office_code, regency_code)
        SELECT case_id, done_by, duty, role, 'definitif', office_code, regency_code
        FROM terbit_task WHERE state = 'done' AND done_by IS NOT NULL
        UNION SELECT c.id, c.opened_by, d.duty, c.intake_role, 'definitif', c.office_code, c.regency_code
        FROM terbit_case c JOIN terbit_case_duty_before d
        ON d.case_id = c.id AND d.person_id = c.opened_by AND d.duty = 'penerimaan'"""
    )
    op.drop_table("terbit_case_duty_before")
