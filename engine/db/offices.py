"""The office: who works in it, in which post, over which area, and how it is set."""

import datetime as dt

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from engine.db.base import AREA, CODE, FINGERPRINT, ID, SEALED, Base, OfficeOwned


class Office(Base):
    code: Mapped[str] = mapped_column(CODE, primary_key=True)
    regency_code: Mapped[str] = mapped_column(AREA)
    name: Mapped[str] = mapped_column(String(200))
    city: Mapped[str] = mapped_column(String(100))
    timezone: Mapped[str] = mapped_column(String(64))
    demo: Mapped[bool]
    """A demo office prints CONTOH - TIDAK BERLAKU on everything it issues."""
    settings: Mapped[dict[str, object]] = mapped_column(JSON)
    """Step policies (`policy.rt`), service hours and the like; each change is an event."""


class Region(Base):
    """An administrative area by the codes of the Ministry of Home Affairs; retired codes stay, for old NIKs."""

    code: Mapped[str] = mapped_column(AREA, primary_key=True)
    parent_code: Mapped[str | None] = mapped_column(AREA, index=True)
    name: Mapped[str] = mapped_column(String(200))
    level: Mapped[str] = mapped_column(String(16))
    source: Mapped[str] = mapped_column(String(100))
    active: Mapped[bool]


class Unit(OfficeOwned, Base):
    """A part of the office, or a partner outside: section, kelurahan, RT, school, hospital."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(32))
    area_code: Mapped[str] = mapped_column(AREA)
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("terbit_unit.id"))
    hours: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))
    """Its own service hours; without any, the office's."""
    takes: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    """The document types that a partner's desk takes applications for; without any list, all."""


class Person(OfficeOwned, Base):
    """Somebody who can log in. Identity numbers are sealed; they are kept to keep own-family cases away."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    username: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(200))
    code_until: Mapped[dt.datetime | None]
    """The password is a one-time code, good until then, and its holder has to choose one of his own."""
    employee_number: Mapped[str | None] = mapped_column(String(32))
    nik: Mapped[bytes | None] = mapped_column(SEALED)
    nik_index: Mapped[bytes | None] = mapped_column(FINGERPRINT)
    kk_index: Mapped[bytes | None] = mapped_column(FINGERPRINT)
    language: Mapped[str] = mapped_column(String(8), default="id")
    disabled_at: Mapped[dt.datetime | None]
    created_at: Mapped[dt.datetime]

    __table_args__ = (UniqueConstraint("office_code", "username"),)


class Post(OfficeOwned, Base):
    """A post (jabatan) apart from whoever holds it: a role over an area."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    unit_id: Mapped[str] = mapped_column(ForeignKey("terbit_unit.id"))
    title: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(64))
    area_code: Mapped[str] = mapped_column(AREA)


class Assignment(OfficeOwned, Base):
    """Who holds a post from when to when; with a letter it is a delegation (Plt, Plh) on behalf of the holder."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    post_id: Mapped[str] = mapped_column(ForeignKey("terbit_post.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("terbit_person.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    letter_number: Mapped[str | None] = mapped_column(String(100))
    since: Mapped[dt.datetime]
    until: Mapped[dt.datetime | None]
    absence_id: Mapped[str | None] = mapped_column(ID)
    """The absence that the delegation is for."""

    __table_args__ = (
        CheckConstraint("kind IN ('definitif', 'plt', 'plh')", name="kind"),
        CheckConstraint("kind = 'definitif' OR letter_number IS NOT NULL", name="letter"),
    )


class Absence(OfficeOwned, Base):
    """Somebody is away from when to when; meanwhile the deputy acts in his posts by a delegation, and he does not."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("terbit_person.id"), index=True)
    deputy_id: Mapped[str] = mapped_column(ForeignKey("terbit_person.id"))
    kind: Mapped[str] = mapped_column(String(16))
    letter_number: Mapped[str] = mapped_column(String(100))
    since: Mapped[dt.datetime]
    until: Mapped[dt.datetime]

    __table_args__ = (CheckConstraint("kind IN ('cuti', 'tugas_luar')", name="kind"),)


class Session(OfficeOwned, Base):
    """A login. The token is kept as its SHA-256 only, so that a copy of the table opens nothing."""

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("terbit_person.id"), index=True)
    csrf_token: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[dt.datetime]
    seen_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]


class RateLimit(Base):
    """Hits counted for the limiter of the public pages and the login: key, window, count."""

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    hits: Mapped[int]
    expires_at: Mapped[dt.datetime] = mapped_column(index=True)


class Holiday(OfficeOwned, Base):
    """A day on which the office is closed (or, `working`, open although it would be closed)."""

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    day: Mapped[dt.date]
    name: Mapped[str] = mapped_column(String(200))
    working: Mapped[bool]
    source: Mapped[str] = mapped_column(Text)

    __table_args__ = (Index(None, "office_code", "day", unique=True),)
