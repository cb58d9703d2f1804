"""The register and what is issued from it."""

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from engine.db.base import AREA, CODE, ID, SEALED, Base, OfficeOwned
from engine.db.definitions import HASH

DRAFT = text("state = 'draft'")
OPEN = text("state = 'open'")
TROUBLED = text("problem IS NOT NULL")


class Counter(Base):
    """The last number given, per office and series: `case:AL:2026`, `register:LU:2026-11-24`."""

    office_code: Mapped[str] = mapped_column(CODE, primary_key=True)
    series: Mapped[str] = mapped_column(String(64), primary_key=True)
    regency_code: Mapped[str] = mapped_column(AREA)
    last: Mapped[int]


class RegisterEntry(OfficeOwned, Base):
    """An entry of the register: made once, never changed; a void or cancelled one keeps its number with a reason."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    """LU or LT for births; the table of kinds is data of the document type. BL: taken over from an old book."""
    entry_date: Mapped[dt.date]
    serial: Mapped[int]
    number: Mapped[str] = mapped_column(String(64))
    document_type: Mapped[str | None] = mapped_column(CODE)
    """What an old book's entry is about; other entries are of the type of their case."""
    case_id: Mapped[str] = mapped_column(ForeignKey("terbit_case.id"), index=True)
    content: Mapped[bytes] = mapped_column(SEALED)
    registrar_id: Mapped[str] = mapped_column(ID)
    state: Mapped[str] = mapped_column(String(16))
    void_reason: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[dt.datetime]

    __table_args__ = (
        UniqueConstraint("office_code", "kind", "entry_date", "serial"),
        UniqueConstraint("office_code", "number"),
        CheckConstraint("state IN ('in_force', 'void', 'cancelled')", name="state"),
    )


class RegisterVersion(OfficeOwned, Base):
    """What an entry says since it was corrected. The entry itself holds the first version; here are the later ones."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    entry_id: Mapped[str] = mapped_column(ForeignKey("terbit_register_entry.id"))
    number: Mapped[int]
    case_id: Mapped[str] = mapped_column(ForeignKey("terbit_case.id"), index=True)
    content: Mapped[bytes] = mapped_column(SEALED)
    basis: Mapped[str] = mapped_column(Text)
    registrar_id: Mapped[str] = mapped_column(ID)
    created_at: Mapped[dt.datetime]

    __table_args__ = (
        UniqueConstraint("entry_id", "number"),
        CheckConstraint("number > 1", name="number"),
    )


class MarginNote(OfficeOwned, Base):
    """Catatan pinggir: what changed an entry later, and on what basis."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    entry_id: Mapped[str] = mapped_column(ForeignKey("terbit_register_entry.id"), index=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("terbit_case.id"), index=True)
    kind: Mapped[str] = mapped_column(CODE)
    """`pembetulan`, `perubahan`, `pembatalan`, … : the document type's own words."""
    text: Mapped[bytes] = mapped_column(SEALED)
    basis: Mapped[str] = mapped_column(Text)
    registrar_id: Mapped[str] = mapped_column(ID)
    created_at: Mapped[dt.datetime]


class Document(OfficeOwned, Base):
    """A document that the office gives out. The check token is derived, never stored; only its hash is."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("terbit_case.id"), index=True)
    entry_id: Mapped[str | None] = mapped_column(ForeignKey("terbit_register_entry.id"))
    kind: Mapped[str] = mapped_column(CODE)
    number: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(16))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    issued_on: Mapped[dt.date]
    signer_post: Mapped[str] = mapped_column(String(200))
    signer_id: Mapped[str] = mapped_column(ID)
    sha256: Mapped[str | None] = mapped_column(HASH)
    size: Mapped[int | None]
    content: Mapped[bytes | None] = mapped_column(SEALED)
    created_at: Mapped[dt.datetime]
    changed_at: Mapped[dt.datetime]

    __table_args__ = (
        CheckConstraint("state IN ('draft', 'in_force', 'superseded', 'revoked')", name="state"),
        Index(None, "office_code", "number"),
        Index(None, "sha256"),
        Index("ix_terbit_document_unsigned", "signer_id", postgresql_where=DRAFT, sqlite_where=DRAFT),
    )


class Revocation(OfficeOwned, Base):
    """That somebody wants a document revoked, and what the second person made of it. One open a document."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("terbit_document.id"), index=True)
    state: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(CODE)
    letter: Mapped[str] = mapped_column(String(200))
    """Number and day of the letter that it rests on."""
    proposed_by: Mapped[str] = mapped_column(ForeignKey("terbit_person.id"))
    proposed_at: Mapped[dt.datetime]
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("terbit_person.id"))
    decided_at: Mapped[dt.datetime | None]

    __table_args__ = (
        CheckConstraint("state IN ('open', 'confirmed', 'declined', 'withdrawn')", name="state"),
        CheckConstraint("(state = 'open') = (decided_by IS NULL AND decided_at IS NULL)", name="decided"),
        CheckConstraint(
            "state NOT IN ('confirmed', 'declined') OR decided_by <> proposed_by", name="four_eyes"
        ),
        Index(
            "ux_terbit_revocation_open", "document_id", unique=True, postgresql_where=OPEN, sqlite_where=OPEN
        ),
    )


class Signing(OfficeOwned, Base):
    """What a document's signature was asked for and what came of it: `signing` before the signer is called, `signed`
    with the file. One a document, so that the first file that comes back stays the only one."""

    document_id: Mapped[str] = mapped_column(ForeignKey("terbit_document.id"), primary_key=True)
    state: Mapped[str] = mapped_column(String(16))
    signer: Mapped[str] = mapped_column(CODE)
    """The adapter."""
    level: Mapped[str] = mapped_column(String(8))
    plain_sha256: Mapped[str] = mapped_column(HASH)
    plain_size: Mapped[int]
    """The file as it was sent to be signed: the signed one begins with it."""
    sha256: Mapped[str | None] = mapped_column(HASH)
    certificate: Mapped[str | None] = mapped_column(HASH)
    started_at: Mapped[dt.datetime]
    signed_at: Mapped[dt.datetime | None]

    __table_args__ = (
        CheckConstraint("state IN ('signing', 'signed')", name="state"),
        CheckConstraint("(state = 'signed') = (sha256 IS NOT NULL AND signed_at IS NOT NULL)", name="whole"),
        Index(None, "plain_sha256"),
    )


class EarlierFile(OfficeOwned, Base):
    """A file that a document was given out as, before more was put behind it: the first bytes of the present one."""

    document_id: Mapped[str] = mapped_column(ForeignKey("terbit_document.id"), primary_key=True)
    size: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(HASH, index=True)
    replaced_at: Mapped[dt.datetime]


class Proof(OfficeOwned, Base):
    """How long the last time stamp of a signed document counts by itself; None until somebody looks at the file, and of
    one without such a stamp."""

    document_id: Mapped[str] = mapped_column(ForeignKey("terbit_document.id"), primary_key=True)
    stamped_at: Mapped[dt.datetime | None]
    ends_at: Mapped[dt.datetime | None]
    look_at: Mapped[dt.datetime | None]
    """When it is looked at next; None: not any more."""
    newer_than: Mapped[dt.datetime | None]
    """A stamp that is older is to be followed by another, however long it counts."""
    taken_until: Mapped[dt.datetime | None]
    """Somebody is at it."""
    failures: Mapped[int] = mapped_column(default=0)
    """In a row."""
    problem: Mapped[str | None] = mapped_column(CODE)
    """Why it cannot be renewed, once a person should know."""

    __table_args__ = (
        Index(None, "office_code", "look_at"),
        Index("ix_terbit_proof_problem", "office_code", postgresql_where=TROUBLED, sqlite_where=TROUBLED),
    )


class Download(OfficeOwned, Base):
    """A link by which the applicant fetches a signed document; the token itself is in his notice only."""

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("terbit_document.id"))
    expires_at: Mapped[dt.datetime]
