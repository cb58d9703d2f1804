"""What the office asks of the central register (SIAK), and where the two disagree."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from engine.db.base import AREA, CODE, ID, SEALED, Base, OfficeOwned


class SiakDay(OfficeOwned, Base):
    """How many questions were sent on a day: the centre gives each office so many. `again`: those of them that no
    desk asked."""

    office_code: Mapped[str] = mapped_column(CODE, primary_key=True)
    day: Mapped[dt.date] = mapped_column(Date, primary_key=True)
    calls: Mapped[int] = mapped_column(Integer)
    again: Mapped[int] = mapped_column(Integer, server_default=text("0"))


class SiakAsking(OfficeOwned, Base):
    """A resident about whom the centre is asked again: up to which version of what the office knows of him. `due_at`:
    when next, where it gave no answer or is just being asked; null once it has answered."""

    resident_id: Mapped[str] = mapped_column(ForeignKey("terbit_resident.id"), primary_key=True)
    version: Mapped[int]
    tries: Mapped[int]
    due_at: Mapped[dt.datetime | None]


class SiakDifference(OfficeOwned, Base):
    """Where the office and the centre disagree. What a list shows stands in the row."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    """`registered`: what the office registered and asked about again; `checked`: what it was told before it issued a
    document; `unsent`: an entry that the centre did not take."""
    about: Mapped[str] = mapped_column(String(80))
    """What of the kind it is about: a resident's id, a case's and the blind index of a NIK, or a case's id."""
    case_id: Mapped[str] = mapped_column(ForeignKey("terbit_case.id"), index=True)
    document_type: Mapped[str] = mapped_column(CODE)
    area_code: Mapped[str] = mapped_column(AREA)
    code: Mapped[str | None] = mapped_column(CODE)
    """Why: the centre does not know the person, does not answer, or did not take the entry."""
    fields: Mapped[Any] = mapped_column(JSON)
    """Name of a field -> `sesuai` or `tidak_sesuai`; no value."""
    person: Mapped[bytes | None] = mapped_column(SEALED)
    """The question that was asked, `nik` and facts: a JSON object, sealed."""
    state: Mapped[str] = mapped_column(String(16))
    """`noted` until it is clear whether anybody has to look at it."""
    found_at: Mapped[dt.datetime]
    asked_at: Mapped[dt.datetime]
    settled_at: Mapped[dt.datetime | None]
    settled_by: Mapped[str | None] = mapped_column(ID)
    reason: Mapped[str | None] = mapped_column(CODE)

    __table_args__ = (
        UniqueConstraint("office_code", "kind", "about"),
        CheckConstraint("kind IN ('registered', 'checked', 'unsent')", name="kind"),
        CheckConstraint("state IN ('noted', 'open', 'settled')", name="state"),
        CheckConstraint("(state = 'settled') = (settled_at IS NOT NULL)", name="settled"),
        Index("ix_terbit_siak_difference_all", "office_code", "state", "id"),
        Index("ix_terbit_siak_difference_kind", "office_code", "state", "kind", "id"),
        Index("ix_terbit_siak_difference_type", "office_code", "state", "document_type", "id"),
    )
