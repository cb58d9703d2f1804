"""Document types: what was written, what was proposed, what is in force."""

import datetime as dt

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engine.db.base import CODE, ID, Base, OfficeOwned

HASH = String(64)


class DefinitionVersion(OfficeOwned, Base):
    """One state of a document type, named by the hash over all its files; never changed, never deleted."""

    id: Mapped[str] = mapped_column(HASH, primary_key=True)
    document_type: Mapped[str] = mapped_column(CODE)
    number: Mapped[int]
    """Counts 1, 2, 3 within the document type: the name that people use."""
    created_at: Mapped[dt.datetime]

    __table_args__ = (UniqueConstraint("office_code", "document_type", "number"),)


class DefinitionFile(OfficeOwned, Base):
    version_id: Mapped[str] = mapped_column(
        HASH, ForeignKey("terbit_definition_version.id"), primary_key=True
    )
    path: Mapped[str] = mapped_column(String(200), primary_key=True)
    content: Mapped[bytes]


class Deployment(OfficeOwned, Base):
    """From `since` on new cases of the type follow this version; the newest row is in force."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    document_type: Mapped[str] = mapped_column(CODE)
    version_id: Mapped[str] = mapped_column(HASH, ForeignKey("terbit_definition_version.id"))
    since: Mapped[dt.datetime]
    proposed_by: Mapped[str | None] = mapped_column(ID)
    approved_by: Mapped[str | None] = mapped_column(ID)
    reason: Mapped[str] = mapped_column(Text)

    __table_args__ = (Index(None, "office_code", "document_type", "since"),)


class DefinitionDraft(OfficeOwned, Base):
    """A designer's unfinished work on a document type: path -> text. `revision` guards against two tabs."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    document_type: Mapped[str] = mapped_column(CODE)
    person_id: Mapped[str] = mapped_column(ID)
    base_version_id: Mapped[str | None] = mapped_column(HASH)
    files: Mapped[dict[str, str]] = mapped_column(JSON)
    revision: Mapped[int] = mapped_column(Integer, default=1)
    created_at: Mapped[dt.datetime]
    saved_at: Mapped[dt.datetime]

    __table_args__ = (UniqueConstraint("office_code", "document_type", "person_id"),)


class Proposal(OfficeOwned, Base):
    """A version that somebody wants in force; somebody else approves or declines it."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    document_type: Mapped[str] = mapped_column(CODE)
    version_id: Mapped[str] = mapped_column(HASH, ForeignKey("terbit_definition_version.id"))
    base_version_id: Mapped[str | None] = mapped_column(HASH)
    proposed_by: Mapped[str | None] = mapped_column(ID)
    """None: the release brought it."""
    proposed_at: Mapped[dt.datetime]
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16))
    decided_by: Mapped[str | None] = mapped_column(ID)
    decided_at: Mapped[dt.datetime | None]
    decision_note: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        CheckConstraint("state IN ('open', 'deployed', 'declined')", name="state"),
        CheckConstraint(
            "decided_by IS NULL OR proposed_by IS NULL OR decided_by <> proposed_by", name="four_eyes"
        ),
    )
