"""What the office printed of its documents, on paper."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from engine.db.base import CODE, ID, Base, OfficeOwned


class Printing(OfficeOwned, Base):
    """Sheets of a document that left the printer: the first time, again, or spoiled. One first a document, by the lock
    of its case."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("terbit_document.id"), index=True)
    act: Mapped[str] = mapped_column(String(16))
    sheets: Mapped[int]
    reason: Mapped[str | None] = mapped_column(CODE)
    person_id: Mapped[str] = mapped_column(ID)
    at: Mapped[dt.datetime]

    __table_args__ = (
        CheckConstraint("act IN ('first', 'again', 'spoiled')", name="act"),
        CheckConstraint("(act = 'first') = (reason IS NULL)", name="reason"),
        CheckConstraint("sheets > 0", name="sheets"),
        Index(None, "office_code", "at"),
    )
