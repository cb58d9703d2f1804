"""Logins: opened with a password, found again by a token, ended."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, bindparam, insert, select, update

from engine import history
from engine.access import SYSTEM, Actor
from engine.db.base import UtcDateTime
from engine.db.offices import Assignment, Person, Post, Session
from engine.engine import Engine
from engine.errors import LoginRefusedError, TooManyTriesError
from engine.passwords import NOBODYS, fits
from engine.people import ACTING, LAPSED, actor_from, away_until, held_lately, holder
from engine.tries import Tries
from engine.work import Reading

IDLE = timedelta(minutes=30)
ABSOLUTE = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)


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
    has_code: bool = False
    """He came in with a one-time code and has to choose a password before anything else."""


def log_in(engine: Engine, username: str, password: str, *, known: bool = False) -> Login:
    """Takes the same time and says the same whether or not somebody has the name. `known`: see Tries."""
    name = username.strip().lower()
    tries = Tries.of(engine, name, known=known)
    with engine.reading() as reading:
        row, barred = _by_name(reading, name), tries.barred_until(reading.connection, reading.now)
    if barred is not None:
        raise TooManyTriesError(barred)
    fitting = fits(row.password_hash if row is not None else NOBODYS, password)
    if not fitting or row is None or _is_barred(row, engine.clock()):
        _count_failure(engine, tries, row)
        raise LoginRefusedError
    login = _open_session(engine, row.id)
    with engine.database.writing() as connection:
        tries.clear(connection)
    return login


def _is_barred(row: Row[Any], now: datetime) -> bool:
    """Disabled, or his one-time code is too old."""
    return row.disabled_at is not None or (row.code_until is not None and row.code_until <= now)


def _by_name(reading: Reading, name: str) -> Row[Any] | None:
    return reading.execute(
        select(Person.id, Person.password_hash, Person.disabled_at, Person.code_until).where(
            Person.office_code == reading.engine.office_code, Person.username == name
        )
    ).first()


def _count_failure(engine: Engine, tries: Tries, row: Row[Any] | None) -> None:
    with engine.work(SYSTEM) as work:
        tries.add(work.connection, work.now)
        if row is not None:
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
        work.record(history.Event("login.opened", f"person:{person_id}", facts={"subject": person_id}))
    return Login(token, csrf_token, person_id, expires)


def hash_token(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def resume(engine: Engine, token: str) -> SignedIn | None:
    """Who the token stands for; None when it has ended, idled out or never was. One statement."""
    with engine.reading() as reading:
        now = reading.now
        values = {"token_hash": hash_token(token), "now": now, "since": now - IDLE, "lately": now - LAPSED}
        rows = reading.execute(_SESSION, values).all()
    if not rows:
        return None
    head = rows[0]
    if now - head.seen_at > SEEN_EVERY:
        _touch(engine, head.token_hash)
    has_code = head.code_until is not None
    actor = actor_from(rows, now, engine.steady_office.superiors)
    return SignedIn(actor, head.csrf_token, head.token_hash, has_code)


def _session_with_posts() -> Any:
    """Built once: building it costs more than running it."""
    now, lately = bindparam("now", type_=UtcDateTime()), bindparam("lately", type_=UtcDateTime())
    session = (Session.token_hash, Session.csrf_token, Session.seen_at, Person.code_until)
    return (
        select(*session, *ACTING, holder(now).label("holder"), away_until(now).label("away_until"))
        .join(Person, Person.id == Session.person_id)
        .outerjoin(Assignment, and_(Assignment.person_id == Person.id, held_lately(now, lately)))
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


_SESSION = _session_with_posts()


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


@dataclass(frozen=True)
class OpenLogin:
    token_hash: bytes
    created_at: datetime
    seen_at: datetime
    expires_at: datetime


def of_actor(reading: Reading) -> Sequence[OpenLogin]:
    """The latest first."""
    rows = reading.execute(
        select(Session.token_hash, Session.created_at, Session.seen_at, Session.expires_at)
        .where(
            Session.person_id == reading.actor.person_id,
            Session.ended_at.is_(None),
            Session.expires_at > reading.now,
            Session.seen_at > reading.now - IDLE,
        )
        .order_by(Session.created_at.desc())
    )
    return [OpenLogin(**row._mapping) for row in rows]
