"""When the clocks of cases stood still, and what has been said of deadlines."""

import datetime as dt

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from engine.db.base import CODE, ID, Base, OfficeOwned

RUNNING = text("until IS NULL")
UNSETTLED = text("settled_at IS NULL")


class CaseStop(OfficeOwned, Base):
    """A case's clock stood still: `until` is null while it does. What a case's row says of it follows from these."""

    case_id: Mapped[str] = mapped_column(ForeignKey("terbit_case.id"), primary_key=True)
    source: Mapped[str] = mapped_column(CODE, primary_key=True)
    """`diagram`, `hand`, or the id of an outage."""
    reason: Mapped[str] = mapped_column(CODE, primary_key=True)
    token: Mapped[str] = mapped_column(String(36), primary_key=True, default="")
    """Of the task whose holder stopped it: the stop ends with the task."""
    since: Mapped[dt.datetime] = mapped_column(primary_key=True)
    until: Mapped[dt.datetime | None]
    stopped_by: Mapped[str | None] = mapped_column(ID)

    __table_args__ = (
        Index(
            "ix_terbit_case_stop_running",
            "source",
            "case_id",
            "reason",
            "token",
            unique=True,
            postgresql_where=RUNNING,
            sqlite_where=RUNNING,
        ),
    )


class Outage(OfficeOwned, Base):
    """The office cannot work on something: the clocks of all cases concerned stand still. Empty lists mean all."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    reason: Mapped[str] = mapped_column(CODE)
    document_types: Mapped[list[str]] = mapped_column(JSON)
    roles: Mapped[list[str]] = mapped_column(JSON)
    """Desks that cannot work; a case is concerned while it waits at one."""
    since: Mapped[dt.datetime]
    until: Mapped[dt.datetime | None]
    begun_by: Mapped[str] = mapped_column(ID)
    ended_by: Mapped[str | None] = mapped_column(ID)
    settled_at: Mapped[dt.datetime | None]
    """When the last case's clock ran again, after it was over."""

    __table_args__ = (
        Index(
            "ix_terbit_outage_unsettled",
            "office_code",
            "since",
            postgresql_where=UNSETTLED,
            sqlite_where=UNSETTLED,
        ),
    )


class TaskAlert(OfficeOwned, Base):
    """What was said of a task's deadline: each level once (`engine.deadlines.Level`)."""

    task_id: Mapped[str] = mapped_column(ForeignKey("terbit_task.id"), primary_key=True)
    level: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[dt.datetime]
    role: Mapped[str | None] = mapped_column(String(64))
    """The superior's, to whom it was escalated."""
