"""What an inbox needs beside its tasks: names by their words, and how each person wants his lists."""

import datetime as dt

from sqlalchemy import JSON, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from engine.db.base import AREA, ID, SEALED, Base, OfficeOwned

WORD = AREA
"""Byte order here too: a beginning is a range."""


class CaseName(OfficeOwned, Base):
    """One word of the name of whom a case is about, as it is searched: its letters, and its sound (`engine.names`)."""

    case_id: Mapped[str] = mapped_column(ForeignKey("terbit_case.id"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True)
    word: Mapped[str] = mapped_column(WORD)
    sound: Mapped[str] = mapped_column(WORD)
    area_code: Mapped[str] = mapped_column(AREA)

    __table_args__ = (
        Index("ix_terbit_case_name_word", "office_code", "word", "area_code", "case_id"),
        Index(
            "ix_terbit_case_name_kelurahan",
            "office_code",
            text("substr(area_code || '.', 1, 14)"),
            "word",
            "area_code",
            "case_id",
        ),
        Index("ix_terbit_case_name_sound", "office_code", "sound", "area_code", "case_id"),
    )


class SavedFilter(OfficeOwned, Base):
    """A filter that a person gave a name. `chosen`: the sealed JSON of what the inbox's filter form sends."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("terbit_person.id"), index=True)
    name: Mapped[str] = mapped_column(String(60))
    chosen: Mapped[bytes] = mapped_column(SEALED)
    created_at: Mapped[dt.datetime]


class DeskChoice(OfficeOwned, Base):
    """How a person wants his lists. Whoever has chosen nothing has no row."""

    person_id: Mapped[str] = mapped_column(ForeignKey("terbit_person.id"), primary_key=True)
    columns: Mapped[list[str]] = mapped_column(JSON)
    onward: Mapped[bool]
    """After a task is done: straight to the next one, instead of back to the list."""
