"""Who is in the office, as administrators read it: people, posts with whoever holds them, absences, units. No case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import aliased

from engine import posts, territory
from engine.db.offices import Absence, Assignment, Holiday, Person, Post, Region, Unit
from engine.errors import NotFoundError
from engine.work import Reading

PAGE = 50


@dataclass(frozen=True)
class Holding:
    """Somebody in a post. `standing`: whether it is now, has ended, or is to come."""

    id: str
    person_id: str
    person: str
    kind: str
    letter_number: str | None
    since: datetime
    until: datetime | None
    absence_id: str | None
    post_id: str
    title: str
    role: str
    area_code: str

    def is_at(self, now: datetime) -> bool:
        return self.since <= now and (self.until is None or self.until > now)


@dataclass(frozen=True)
class Sheet:
    """A person with posts and absences. `marks`: which identity numbers are known, never which they are."""

    person: Row[Any] = field(repr=False)
    holdings: Sequence[Holding]
    absences: Sequence[Row[Any]]
    marks: Mapping[str, bool]


def people(reading: Reading, text: str = "", after: str = "") -> Sequence[Row[Any]]:
    """By username; one more than a page where there are more. Found by name or username."""
    posts.permit(reading.actor)
    held = (Assignment.person_id == Person.id, *_now(reading))
    titles = (
        select(func.aggregate_strings(Post.title, ", "))
        .join(Assignment, Assignment.post_id == Post.id)
        .where(*held)
        .correlate(Person)
        .scalar_subquery()
    )
    wanted = [Person.office_code == reading.office.code, Person.username > after]
    if text.strip():
        sought = text.strip().lower()
        named = func.lower(Person.name).contains(sought, autoescape=True)
        wanted.append(or_(named, Person.username.contains(sought, autoescape=True)))
    columns = (Person.id, Person.username, Person.name, Person.disabled_at, Person.code_until)
    statement = select(*columns, titles.label("titles")).where(*wanted)
    return reading.execute(statement.order_by(Person.username).limit(PAGE + 1)).all()


def everybody(reading: Reading) -> Sequence[Row[Any]]:
    """Id and name of all who may log in, for a choice."""
    posts.permit(reading.actor)
    wanted = (Person.office_code == reading.office.code, Person.disabled_at.is_(None))
    return reading.execute(
        select(Person.id, Person.name, Person.username).where(*wanted).order_by(Person.name, Person.id)
    ).all()


def sheet(reading: Reading, person_id: str) -> Sheet:
    posts.permit(reading.actor)
    columns = (Person.id, Person.username, Person.name, Person.language, Person.employee_number,
               Person.disabled_at, Person.code_until, Person.created_at)  # fmt: skip
    marks = (Person.nik_index.is_not(None).label("nik"), Person.kk_index.is_not(None).label("kk"))
    mine = (Person.id == person_id, Person.office_code == reading.office.code)
    row = reading.execute(select(*columns, *marks).where(*mine)).first()
    if row is None:
        raise NotFoundError("person")
    deputy = aliased(Person)
    away = (
        select(Absence.id, Absence.kind, Absence.since, Absence.until, Absence.letter_number, deputy.name)
        .join(deputy, deputy.id == Absence.deputy_id)
        .where(Absence.person_id == person_id)
        .order_by(Absence.since.desc())
        .limit(20)
    )
    held = holdings(reading, Assignment.person_id == person_id)
    return Sheet(row, held, reading.execute(away).all(), {"nik": bool(row.nik), "kk": bool(row.kk)})


def holdings(reading: Reading, *which: Any) -> list[Holding]:
    columns = (Assignment.id, Assignment.person_id, Person.name.label("person"), Assignment.kind,
               Assignment.letter_number, Assignment.since, Assignment.until, Assignment.absence_id,
               Post.id.label("post_id"), Post.title, Post.role, Post.area_code)  # fmt: skip
    rows = reading.execute(
        select(*columns)
        .join(Post, Post.id == Assignment.post_id)
        .join(Person, Person.id == Assignment.person_id)
        .where(Post.office_code == reading.office.code, *which)
        .order_by(Assignment.since.desc(), Assignment.id)
        .limit(200)
    )
    return [Holding(**row._mapping) for row in rows]


def of_post(reading: Reading, post_id: str) -> list[Holding]:
    posts.permit(reading.actor)
    return holdings(reading, Assignment.post_id == post_id)


def seats(reading: Reading, role: str = "", area: str = "", after: str = "") -> Sequence[Row[Any]]:
    """Posts by title, with whoever holds each now and whoever stands in."""
    posts.permit(reading.actor)
    wanted = [Post.office_code == reading.office.code]
    if role:
        wanted.append(Post.role == role)
    if area:
        wanted.append(territory.within(Post.area_code, area))
    if after:
        wanted.append(Post.id > after)
    held = (
        select(func.aggregate_strings(Person.name, ", "))
        .join(Assignment, Assignment.person_id == Person.id)
        .where(Assignment.post_id == Post.id, *_now(reading))
        .correlate(Post)
        .scalar_subquery()
    )
    columns = (Post.id, Post.title, Post.role, Post.area_code, Unit.name.label("unit"), held.label("held"))
    statement = select(*columns).join(Unit, Unit.id == Post.unit_id).where(*wanted)
    return reading.execute(statement.order_by(Post.id).limit(PAGE + 1)).all()


def post(reading: Reading, post_id: str) -> Row[Any]:
    posts.permit(reading.actor)
    columns = (
        Post.id,
        Post.title,
        Post.role,
        Post.area_code,
        Unit.name.label("unit"),
        Unit.id.label("unit_id"),
    )
    mine = (Post.id == post_id, Post.office_code == reading.office.code)
    row = reading.execute(select(*columns).join(Unit, Unit.id == Post.unit_id).where(*mine)).first()
    if row is None:
        raise NotFoundError("post")
    return row


def units(reading: Reading, *, plain: bool = False) -> Sequence[Row[Any]]:
    """`plain`: without those of the territory, such as kecamatan and RT."""
    posts.permit(reading.actor)
    wanted = [Unit.office_code == reading.office.code]
    if plain:
        wanted.append(Unit.kind.not_in(("kecamatan", "kelurahan", "rt")))
    columns = (Unit.id, Unit.name, Unit.kind, Unit.area_code, Unit.hours, Unit.takes)
    return reading.execute(select(*columns).where(*wanted).order_by(Unit.kind, Unit.name, Unit.id)).all()


def unit_of(reading: Reading, area_code: str) -> Row[Any] | None:
    """The unit of a kelurahan, for what lies in it."""
    wanted = (Unit.office_code == reading.office.code, Unit.area_code == area_code)
    return reading.execute(select(Unit.id, Unit.name).where(*wanted).order_by(Unit.id).limit(1)).first()


def region_name(reading: Reading, code: str) -> str:
    return str(reading.execute(select(Region.name).where(Region.code == code)).scalar() or code)


def days(reading: Reading, year: int) -> Sequence[Row[Any]]:
    """Holidays and extra working days of a year."""
    posts.permit(reading.actor)
    first = reading.local.date().replace(year=year, month=1, day=1)
    wanted = (Holiday.office_code == reading.office.code, Holiday.day >= first,
              Holiday.day < first.replace(year=year + 1))  # fmt: skip
    columns = (Holiday.id, Holiday.day, Holiday.name, Holiday.working, Holiday.source)
    return reading.execute(select(*columns).where(*wanted).order_by(Holiday.day)).all()


def _now(reading: Reading) -> tuple[Any, ...]:
    lasting = or_(Assignment.until.is_(None), Assignment.until > reading.now)
    return (Assignment.since <= reading.now, lasting)
