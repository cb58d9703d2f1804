"""What is destroyed once its time has passed, and who decided it."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from engine.db.base import CODE, ID, Base, OfficeOwned

OPEN = text("state = 'open'")


class Destruction(OfficeOwned, Base):
    """One proposal, and what the second person made of it. One open an office, so that nothing is proposed twice."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    state: Mapped[str] = mapped_column(String(16))
    number: Mapped[str | None] = mapped_column(String(64))
    """Of the minutes (berita acara); given with the destruction."""
    letter: Mapped[str] = mapped_column(String(200))
    """Number and day of the approval that it rests on."""
    rules: Mapped[dict[str, Any]] = mapped_column(JSON)
    """The classes of its items as they were: code -> label, legal basis, months."""
    proposed_by: Mapped[str] = mapped_column(ForeignKey("terbit_person.id"))
    proposed_at: Mapped[dt.datetime]
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("terbit_person.id"))
    decided_at: Mapped[dt.datetime | None]

    __table_args__ = (
        CheckConstraint("state IN ('open', 'confirmed', 'declined', 'withdrawn')", name="state"),
        CheckConstraint("(state = 'open') = (decided_by IS NULL AND decided_at IS NULL)", name="decided"),
        CheckConstraint("(state = 'confirmed') = (number IS NOT NULL)", name="numbered"),
        CheckConstraint(
            "state NOT IN ('confirmed', 'declined') OR decided_by <> proposed_by", name="four_eyes"
        ),
        UniqueConstraint("office_code", "number"),
        Index(
            "ux_terbit_destruction_open", "office_code", unique=True, postgresql_where=OPEN, sqlite_where=OPEN
        ),
    )


class DestructionItem(OfficeOwned, Base):
    """What of one case goes by one class of the schedule."""

    destruction_id: Mapped[str] = mapped_column(ForeignKey("terbit_destruction.id"), primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("terbit_case.id"), primary_key=True, index=True)
    rule: Mapped[str] = mapped_column(CODE, primary_key=True)
    what: Mapped[str] = mapped_column(String(16))
    pieces: Mapped[int]
    """Files; of values one."""
    due_on: Mapped[dt.date]

    __table_args__ = (CheckConstraint("what IN ('berkas', 'isian')", name="what"),)
