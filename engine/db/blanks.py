"""Card blanks: every piece by its serial, what happened to it, and what the keeper counted."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engine.db.base import CODE, ID, Base, OfficeOwned

SERIAL = String(32)


class Blank(OfficeOwned, Base):
    """One piece. Only its state changes, and only forwards: a guard refuses to use a serial twice."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    kind: Mapped[str] = mapped_column(CODE)
    serial: Mapped[str] = mapped_column(SERIAL)
    state: Mapped[str] = mapped_column(String(16))

    __table_args__ = (
        UniqueConstraint("office_code", "kind", "serial"),
        CheckConstraint("state IN ('stock', 'used', 'spoiled', 'returned', 'destroyed')", name="state"),
        Index(None, "office_code", "kind", "state", "serial"),
    )


class BlankMovement(OfficeOwned, Base):
    """What happened to a piece. Pieces that moved in one act share its `posting`, counted per kind."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    blank_id: Mapped[str] = mapped_column(ForeignKey("terbit_blank.id"), index=True)
    kind: Mapped[str] = mapped_column(CODE)
    posting: Mapped[int]
    before: Mapped[str | None] = mapped_column(String(16))
    """The state it left; null when it was received."""
    after: Mapped[str] = mapped_column(String(16))
    day: Mapped[dt.date]
    """The office's day, which the keeper reconciles."""
    case_id: Mapped[str | None] = mapped_column(ForeignKey("terbit_case.id"), index=True)
    person_id: Mapped[str | None] = mapped_column(ID)
    reason: Mapped[str | None] = mapped_column(Text)
    minutes: Mapped[str | None] = mapped_column(String(64))
    """Number of the delivery note or of the minutes (berita acara)."""
    at: Mapped[dt.datetime]

    __table_args__ = (
        UniqueConstraint("blank_id", "after"),
        Index(None, "office_code", "kind", "day"),
    )


class BlankCount(OfficeOwned, Base):
    """A day's reconciliation: what the ledger says is in stock, and what the keeper counted."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    kind: Mapped[str] = mapped_column(CODE)
    day: Mapped[dt.date]
    opening: Mapped[int]
    received: Mapped[int]
    used: Mapped[int]
    spoiled: Mapped[int]
    returned: Mapped[int]
    destroyed: Mapped[int]
    closing: Mapped[int]
    counted: Mapped[int]
    reason: Mapped[str | None] = mapped_column(Text)
    person_id: Mapped[str | None] = mapped_column(ID)
    at: Mapped[dt.datetime]

    __table_args__ = (
        UniqueConstraint("office_code", "kind", "day"),
        CheckConstraint("counted = closing OR reason IS NOT NULL", name="difference"),
        CheckConstraint(
            "closing = opening + received - used - spoiled - returned - destroyed", name="balance"
        ),
    )
