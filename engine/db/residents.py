"""What the office knows of residents and their family cards: a working copy of SIAK, found by number alone."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from engine.db.base import AREA, FINGERPRINT, ID, SEALED, Base, OfficeOwned

HEAD = text("head")
OWN = text("case_id IS NOT NULL")


class FamilyCard(OfficeOwned, Base):
    """A family card (KK). Its number changes with its head: then another card begins and this one is replaced."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    number: Mapped[bytes] = mapped_column(FINGERPRINT)
    """The blind index of the number."""
    state: Mapped[str] = mapped_column(String(16))
    record: Mapped[bytes] = mapped_column(SEALED)
    """The number and the address, as forms name them: a JSON object, sealed."""
    case_id: Mapped[str | None] = mapped_column(ForeignKey("terbit_case.id"))
    """The case that wrote it last; null: it came with an extract of SIAK."""
    version: Mapped[int] = mapped_column(Integer, default=1)
    changed_at: Mapped[dt.datetime]

    __table_args__ = (
        UniqueConstraint("office_code", "number"),
        CheckConstraint("state IN ('active', 'replaced')", name="state"),
    )


class Resident(OfficeOwned, Base):
    """A person by his NIK. He stands on one card at most, the dead and those who moved away on none."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    nik: Mapped[bytes] = mapped_column(FINGERPRINT)
    """The blind index of the NIK."""
    likeness: Mapped[bytes] = mapped_column(FINGERPRINT)
    """The same for a name and birth date under another NIK: perhaps one person with two numbers."""
    mother: Mapped[bytes | None] = mapped_column(FINGERPRINT)
    """The blind index of the mother's NIK."""
    card_id: Mapped[str | None] = mapped_column(ForeignKey("terbit_family_card.id"), index=True)
    head: Mapped[bool]
    state: Mapped[str] = mapped_column(String(16))
    area_code: Mapped[str] = mapped_column(AREA)
    """Where he lives or last lived, down to the RT: who of the office may look."""
    record: Mapped[bytes] = mapped_column(SEALED)
    """What a family card says of him, as forms name it: a JSON object, sealed."""
    case_id: Mapped[str | None] = mapped_column(ForeignKey("terbit_case.id"))
    """The case that wrote it last; null: it came with an extract of SIAK."""
    version: Mapped[int] = mapped_column(Integer, default=1)
    changed_at: Mapped[dt.datetime]

    __table_args__ = (
        UniqueConstraint("office_code", "nik"),
        CheckConstraint("state IN ('alive', 'dead', 'moved')", name="state"),
        CheckConstraint("state = 'alive' OR card_id IS NULL", name="card"),
        CheckConstraint("NOT head OR card_id IS NOT NULL", name="head"),
        Index("ix_terbit_resident_head", "card_id", unique=True, postgresql_where=HEAD, sqlite_where=HEAD),
        Index("ix_terbit_resident_own", "office_code", "changed_at", postgresql_where=OWN, sqlite_where=OWN),
        Index(None, "office_code", "likeness"),
        Index(None, "office_code", "mother"),
    )
