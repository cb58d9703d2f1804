"""People of the office: who logs in, in which posts he acts, for how long a login lasts."""

import hashlib
import secrets
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Row, and_, bindparam, insert, null, or_, select, update

from engine import history
from engine.access import SYSTEM, Actor, Grant
from engine.db.base import UtcDateTime
from engine.db.offices import Assignment, Person, Post, Session
from engine.engine import Engine
from engine.errors import EngineError, NotFoundError
from engine.ids import new_id
from engine.work import Reading, Work

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)
FREE_TRIES = 5
_HASHER = PasswordHasher()  # argon2id, 64 MiB, 3 passes
_AT_ONCE = threading.BoundedSemaphore(4)  # 256 MiB at most
_NOBODY = _HASHER.hash(secrets.token_hex(16))


class LoginRefusedError(EngineError):
    """Says nothing of why: an unknown name, a wrong password and a disabled account look the same."""

    def __init__(self) -> None:
        super().__init__("Expected a known name with its password, but they do not fit")


class TooManyTriesError(EngineError):
    def __init__(self, until: datetime) -> None:
        super().__init__("Expected some patience after several wrong passwords, but another try came")
        self.until = until


@dataclass(frozen=True)
class Login:
    token: str
    csrf_token: str
    person_id: str
    expires_at: datetime


@dataclass(frozen=True)
class SignedIn:
    """A session that is alive, and the actor behind it."""

    actor: Actor
    csrf_token: str
    token_hash: bytes


@dataclass(frozen=True)
class NewPerson:
    username: str
    name: str
    password: str
    nik: str | None = None
    kk: str | None = None
    employee_number: str | None = None


def hash_password(password: str) -> str:
    with _AT_ONCE:
        return _HASHER.hash(password)


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


def log_in(engine: Engine, username: str, password: str) -> Login:
    """Takes the same time whether or not the name is known."""
    with engine.reading() as reading:
        row = _by_name(reading, username)
    if row is not None and row.locked_until is not None and row.locked_until > engine.clock():
        raise TooManyTriesError(row.locked_until)
    if not _fits(row.password_hash if row is not None else _NOBODY, password) or row is None:
        if row is not None:
            _count_failure(engine, row)
        raise LoginRefusedError
    if row.disabled_at is not None:
        raise LoginRefusedError
    return _open_session(engine, row.id)


def _by_name(reading: Reading, username: str) -> Row[Any] | None:
    return reading.execute(
        select(
            Person.id, Person.password_hash, Person.failed_logins, Person.locked_until, Person.disabled_at
        ).where(Person.office_code == reading.engine.office_code, Person.username == username.strip().lower())
    ).first()


def _fits(password_hash: str, password: str) -> bool:
    with _AT_ONCE:
        try:
            return _HASHER.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False


def _count_failure(engine: Engine, row: Row[Any]) -> None:
    failures = row.failed_logins + 1
    wait = timedelta(seconds=min(2 ** (failures - FREE_TRIES), 900)) if failures >= FREE_TRIES else None
    with engine.work(SYSTEM) as work:
        until = work.now + wait if wait else None
        work.execute(
            update(Person).where(Person.id == row.id).values(failed_logins=failures, locked_until=until)
        )
        work.record(history.Event("login.failed", f"person:{row.id}", facts={"subject": row.id}))


def _open_session(engine: Engine, person_id: str) -> Login:
    token, csrf_token = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    with engine.work(SYSTEM) as work:
        expires = work.now + ABSOLUTE
        row = {
            "token_hash": hash_token(token),
            "person_id": person_id,
            "csrf_token": csrf_token,
            "created_at": work.now,
            "seen_at": work.now,
            "expires_at": expires,
        }
        work.execute(insert(Session), [row | work.office.owner])
        work.execute(
            update(Person).where(Person.id == person_id).values(failed_logins=0, locked_until=null())
        )
        work.record(history.Event("login.opened", f"person:{person_id}", facts={"subject": person_id}))
    return Login(token, csrf_token, person_id, expires)


def hash_token(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def resume(engine: Engine, token: str) -> SignedIn | None:
    """Who the token stands for; None when it has ended, idled out or never was. One statement."""
    with engine.reading() as reading:
        values = {"token_hash": hash_token(token), "now": reading.now, "since": reading.now - IDLE}
        rows = reading.execute(_SESSION, values).all()
        now = reading.now
    if not rows:
        return None
    head = rows[0]
    if now - head.seen_at > SEEN_EVERY:
        _touch(engine, head.token_hash)
    return SignedIn(_actor(rows), head.csrf_token, head.token_hash)


def _session_with_posts() -> Any:
    """Built once: building it costs more than running it."""
    now = bindparam("now", type_=UtcDateTime())
    definitive = and_(Assignment.post_id == Post.id, Assignment.kind == "definitif", _holds(now))
    holder = (
        select(Person.name)
        .join(Assignment, Assignment.person_id == Person.id)
        .where(definitive)
        .correlate(Post)
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(Session.token_hash, Session.csrf_token, Session.seen_at, *_ACTING, holder.label("holder"))
        .join(Person, Person.id == Session.person_id)
        .outerjoin(Assignment, and_(Assignment.person_id == Person.id, _holds(now)))
        .outerjoin(Post, Post.id == Assignment.post_id)
        .where(
            Session.token_hash == bindparam("token_hash"),
            Session.ended_at.is_(None),
            Session.expires_at > now,
            Session.seen_at > bindparam("since", type_=UtcDateTime()),
            Person.disabled_at.is_(None),
        )
        .order_by(Post.title)
    )


def _holds(now: Any) -> Any:
    return and_(Assignment.since <= now, or_(Assignment.until.is_(None), Assignment.until > now))


_ACTING = (
    Person.id.label("person_id"),
    Person.name,
    Person.nik_index,
    Person.kk_index,
    Person.language,
    Assignment.kind,
    Post.id.label("post_id"),
    Post.title,
    Post.role,
    Post.area_code,
)
_SESSION = _session_with_posts()


def _actor(rows: Any) -> Actor:
    head = rows[0]
    grants = tuple(
        Grant(
            row.post_id,
            row.title,
            row.role,
            row.area_code,
            row.kind,
            None if row.kind == "definitif" else row.holder,
        )
        for row in rows
        if row.post_id is not None
    )
    return Actor(head.person_id, head.name, grants, head.nik_index, head.kk_index, head.language)


def _touch(engine: Engine, token_hash: bytes) -> None:
    with engine.work(SYSTEM) as work:
        work.execute(update(Session).where(Session.token_hash == token_hash).values(seen_at=work.now))


def log_out(engine: Engine, token: str) -> None:
    with engine.work(SYSTEM) as work:
        work.execute(
            update(Session)
            .where(Session.token_hash == hash_token(token), Session.ended_at.is_(None))
            .values(ended_at=work.now)
        )


def end_sessions(engine: Engine, actor: Actor, *, keep: bytes | None = None) -> int:
    """Ends every login of the actor but `keep`; how many there were."""
    with engine.work(actor) as work:
        mine = [Session.person_id == actor.person_id, Session.ended_at.is_(None)]
        if keep is not None:
            mine.append(Session.token_hash != keep)
        ended = work.execute(update(Session).where(*mine).values(ended_at=work.now)).rowcount
        work.record(history.Event("login.ended", f"person:{actor.person_id}", facts={"sessions": ended}))
    return int(ended)


def actor_of(reading: Reading, username: str) -> Actor:
    """The actor that a login as `username` would give; for the command line and for what walks a demo."""
    held = and_(Assignment.person_id == Person.id, _holds(reading.now))
    rows = reading.execute(
        select(*_ACTING, null().label("holder"))
        .outerjoin(Assignment, held)
        .outerjoin(Post, Post.id == Assignment.post_id)
        .where(Person.office_code == reading.engine.office_code, Person.username == username)
    ).all()
    if not rows:
        raise LoginRefusedError
    return _actor(rows)


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
