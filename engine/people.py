"""People of the office: who they are, in which posts they act."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, func, insert, or_, select, update
from sqlalchemy.orm import aliased

from engine import history
from engine.access import Actor, Grant
from engine.db.base import UtcDateTime
from engine.db.offices import Absence, Assignment, Person, Post, Session
from engine.deadlines import superiors as chains
from engine.engine import Engine
from engine.errors import NotFoundError
from engine.ids import new_id
from engine.passwords import hash_password
from engine.separation import OWN
from engine.work import Reading, Work


@dataclass(frozen=True)
class NewPerson:
    username: str
    name: str
    password: str
    nik: str | None = None
    kk: str | None = None
    employee_number: str | None = None


def add(work: Work, new: NewPerson, password_hash: str | None = None) -> str:
    """The person's id. `password_hash`: made beforehand, since making one takes 0.16 s."""
    person_id, vault = new_id(), work.vault
    row = {
        "id": person_id,
        "username": new.username,
        "name": new.name,
        "password_hash": password_hash or hash_password(new.password),
        "employee_number": new.employee_number,
        "nik": vault.seal("terbit_person", "nik", person_id, new.nik.encode()) if new.nik else None,
        "nik_index": vault.fingerprint("nik", new.nik) if new.nik else None,
        "kk_index": vault.fingerprint("kk", new.kk) if new.kk else None,
        "created_at": work.now,
    }
    work.execute(insert(Person), [row | work.office.owner])
    work.record(history.Event("person.added", f"person:{person_id}", facts={"subject": person_id}))
    return person_id


LAPSED = timedelta(hours=12)
"""For how long what has ended is remembered: as long as a login lasts."""


def holds(now: Any) -> Any:
    return and_(Assignment.since <= now, or_(Assignment.until.is_(None), Assignment.until > now))


def held_lately(now: Any, lately: Any) -> Any:
    """Now, or until a while ago."""
    return and_(Assignment.since <= now, or_(Assignment.until.is_(None), Assignment.until > lately))


def away_until(now: Any) -> Any:
    """Until when the person of the query is absent; null while he is there."""
    away = and_(Absence.person_id == Person.id, Absence.since <= now, Absence.until > now)
    return (
        select(func.max(Absence.until, type_=UtcDateTime())).where(away).correlate(Person).scalar_subquery()
    )


def holder(now: Any) -> Any:
    """The id of whoever holds the post of the query himself."""
    own = aliased(Assignment)
    held = and_(own.since <= now, or_(own.until.is_(None), own.until > now))
    found = select(own.person_id).where(own.post_id == Post.id, own.kind == OWN, held)
    return found.correlate(Post).limit(1).scalar_subquery()


ACTING = (
    Person.id.label("person_id"),
    Person.name,
    Person.nik_index,
    Person.kk_index,
    Person.language,
    Assignment.kind,
    Assignment.until,
    Post.id.label("post_id"),
    Post.title,
    Post.role,
    Post.area_code,
)


def actor_from(rows: Any, now: datetime, superiors: Mapping[str, str]) -> Actor:
    """Whoever is away acts in no post: another does so for him. `superiors` as the office has them."""
    head = rows[0]
    held = [(row.until, _grant(row, superiors)) for row in rows if row.post_id is not None]
    ended = [grant for until, grant in held if until is not None and until <= now]
    present = () if head.away_until else tuple(grant for _, grant in held if grant not in ended)
    return Actor(
        head.person_id, head.name, present, head.nik_index, head.kk_index, head.language,
        lapsed=tuple(ended), away_until=head.away_until,
    )  # fmt: skip


def _grant(row: Any, superiors: Mapping[str, str]) -> Grant:
    holder_id = None if row.kind == OWN else row.holder
    below = chains.below(superiors, row.role)
    return Grant(row.post_id, row.title, row.role, row.area_code, row.kind, holder_id, row.until, below)


_NOW, _LATELY = bindparam("now", type_=UtcDateTime()), bindparam("lately", type_=UtcDateTime())
_ACTOR = (
    select(*ACTING, holder(_NOW).label("holder"), away_until(_NOW).label("away_until"))
    .outerjoin(Assignment, and_(Assignment.person_id == Person.id, held_lately(_NOW, _LATELY)))
    .outerjoin(Post, Post.id == Assignment.post_id)
    .where(Person.office_code == bindparam("office"), Person.username == bindparam("username"))
    .order_by(Post.title)
)


def actor_of(reading: Reading, username: str) -> Actor:
    """The actor that a login as `username` would give; for the command line and for what walks a demo."""
    now = reading.now
    given = {"now": now, "lately": now - LAPSED, "office": reading.engine.office_code, "username": username}
    rows = reading.execute(_ACTOR, given).all()
    if not rows:
        raise NotFoundError("person")
    return actor_from(rows, now, reading.office.superiors)


def set_language(engine: Engine, actor: Actor, language: str) -> None:
    with engine.work(actor) as work:
        work.execute(update(Person).where(Person.id == actor.person_id).values(language=language))


def names(reading: Reading, person_ids: set[str]) -> dict[str, str]:
    """Names by id, for whoever is shown on a page."""
    if not person_ids:
        return {}
    rows = reading.execute(select(Person.id, Person.name).where(Person.id.in_(sorted(person_ids))))
    return {row.id: row.name for row in rows}


def disable(engine: Engine, actor: Actor, username: str) -> None:
    """Ends the person's logins and refuses new ones."""
    with engine.work(actor) as work:
        person_id = work.execute(
            select(Person.id).where(Person.office_code == engine.office_code, Person.username == username)
        ).scalar()
        if person_id is None:
            raise NotFoundError("person")
        work.execute(update(Person).where(Person.id == person_id).values(disabled_at=work.now))
        work.execute(
            update(Session)
            .where(Session.person_id == person_id, Session.ended_at.is_(None))
            .values(ended_at=work.now)
        )
        work.record(history.Event("person.disabled", f"person:{person_id}", facts={"subject": person_id}))
