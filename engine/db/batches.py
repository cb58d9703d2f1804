"""Applications that come many at once: the occasion, the file's rows until they are decided, the cases made of them."""

import datetime as dt

from sqlalchemy import Date, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engine.db.base import AREA, CODE, FINGERPRINT, ID, SEALED, Base, OfficeOwned


class Activity(OfficeOwned, Base):
    """An occasion (kegiatan) at which applications are taken: a school visit, an outreach service."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    place: Mapped[str] = mapped_column(String(200))
    held_on: Mapped[dt.date] = mapped_column(Date)
    recorded_by: Mapped[str] = mapped_column(ForeignKey("terbit_person.id"))
    recorded_at: Mapped[dt.datetime]


class Batch(OfficeOwned, Base):
    """One file of applications of one document type, brought to one desk."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    document_type: Mapped[str] = mapped_column(CODE)
    activity_id: Mapped[str] = mapped_column(ForeignKey("terbit_activity.id"))
    intake_role: Mapped[str] = mapped_column(String(64))
    intake_area: Mapped[str] = mapped_column(AREA)
    brought_by: Mapped[str] = mapped_column(ForeignKey("terbit_person.id"))
    brought_at: Mapped[dt.datetime]
    confirmed_at: Mapped[dt.datetime | None]
    """When the rows to take were chosen; from then on they are taken, one after the other."""


class BatchRow(OfficeOwned, Base):
    """A line of the file. What was written in it is gone once it is a case, or was not chosen."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    batch_id: Mapped[str] = mapped_column(ForeignKey("terbit_batch.id"))
    line: Mapped[int] = mapped_column(Integer)
    """Its number in the file, as spreadsheet programs count."""
    fingerprint: Mapped[bytes] = mapped_column(FINGERPRINT)
    values: Mapped[bytes | None] = mapped_column(SEALED)
    chosen: Mapped[bool]
    no_double: Mapped[str | None] = mapped_column(CODE)
    """The reason for which it was found to be no double of what it looks like."""
    refused: Mapped[str | None] = mapped_column(CODE)
    """Why it could not be taken after all."""

    __table_args__ = (UniqueConstraint("batch_id", "line"),)


class BatchCase(OfficeOwned, Base):
    """Which line became which case. By its key the same line makes one case, whoever brings it and how often."""

    office_code: Mapped[str] = mapped_column(CODE, primary_key=True)
    document_type: Mapped[str] = mapped_column(CODE, primary_key=True)
    fingerprint: Mapped[bytes] = mapped_column(FINGERPRINT, primary_key=True)
    row_id: Mapped[str] = mapped_column(ForeignKey("terbit_batch_row.id"), unique=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("terbit_case.id"), unique=True)
