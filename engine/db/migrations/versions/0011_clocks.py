"""Stops of clocks, outages of the office, and what was said of deadlines."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import text

from engine.db.base import AREA, ID, UtcDateTime

revision = "0011"
down_revision = "0013"

RUNNING, UNSETTLED = text("until IS NULL"), text("settled_at IS NULL")
LOOKED_AT = text("state = 'open' AND look_at IS NOT NULL")
ESCALATED = text("state = 'open' AND escalated_to IS NOT NULL")
KELURAHAN = text("substr(area_code || '.', 1, 14)")
AREAS = {"all": (), "kelurahan": (KELURAHAN,), "area": ("area_code",)}


def upgrade() -> None:
    _make_stops()
    _make_outages()
    _make_alerts()
    _tell_stops()


def _make_stops() -> None:
    op.create_table(
        "terbit_case_stop",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("token", sa.String(length=36), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=True),
        sa.Column("stopped_by", ID, nullable=True),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["terbit_case.id"], name=op.f("fk_terbit_case_stop_case_id")),
        sa.PrimaryKeyConstraint(
            "case_id", "source", "reason", "token", "since", name=op.f("pk_terbit_case_stop")
        ),
    )
    op.create_index(
        "ix_terbit_case_stop_running",
        "terbit_case_stop",
        ["source", "case_id", "reason", "token"],
        unique=True,
        postgresql_where=RUNNING,
        sqlite_where=RUNNING,
    )


def _make_outages() -> None:
    op.create_table(
        "terbit_outage",
        sa.Column("id", ID, nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("document_types", sa.JSON(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=True),
        sa.Column("begun_by", ID, nullable=False),
        sa.Column("ended_by", ID, nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_terbit_outage")),
    )
    op.create_index(
        "ix_terbit_outage_unsettled",
        "terbit_outage",
        ["office_code", "since"],
        unique=False,
        postgresql_where=UNSETTLED,
        sqlite_where=UNSETTLED,
    )


def _make_alerts() -> None:
    op.create_table(
        "terbit_task_alert",
        sa.Column("task_id", ID, nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=True),
        sa.Column("office_code", sa.String(length=64), nullable=False),
        sa.Column("regency_code", AREA, nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["terbit_task.id"], name=op.f("fk_terbit_task_alert_task_id")),
        sa.PrimaryKeyConstraint("task_id", "level", name=op.f("pk_terbit_task_alert")),
    )
    op.add_column("terbit_task", sa.Column("look_at", UtcDateTime(), nullable=True))
    op.add_column("terbit_task", sa.Column("escalated_to", sa.String(length=64), nullable=True))
    _index("look", ["office_code", "look_at"], LOOKED_AT)
    for within, area in AREAS.items():
        _index(
            f"unit_{within}", ["office_code", "escalated_to", *area, "due_at", "id", "claimed_by"], ESCALATED
        )


def _index(name: str, columns: list[object], where: object) -> None:
    op.create_index(
        f"ix_terbit_task_{name}",
        "terbit_task",
        columns,  # type: ignore[arg-type]
        postgresql_where=where,
        sqlite_where=where,
    )


def _tell_stops() -> None:
    """Clocks that stand still now do so by the diagram. Open tasks are looked at when they are due: the share of
    their time that is nearly over is not known any more."""
    op.execute(
        """INSERT INTO terbit_case_stop (case_id, source, reason, token, since, office_code, regency_code)
        SELECT id, 'diagram', COALESCE(pause_reason, 'menunggu_pemohon'), '', paused_at, office_code, regency_code
        FROM terbit_case WHERE paused_at IS NOT NULL AND state = 'open'"""
    )
    op.execute(
        """UPDATE terbit_task SET look_at = due_at WHERE state = 'open' AND NOT EXISTS (
        SELECT 1 FROM terbit_case c WHERE c.id = terbit_task.case_id AND c.paused_at IS NOT NULL)"""
    )
