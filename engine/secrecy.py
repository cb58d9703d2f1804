"""Passwords and one-time codes of people: chosen, changed, made anew."""

import secrets
from datetime import timedelta

from sqlalchemy import null, select, update

from engine import history
from engine.access import Actor
from engine.db.offices import Person, Session
from engine.engine import Engine
from engine.errors import LoginRefusedError, TooManyTriesError, WeakPasswordError
from engine.passwords import SHORTEST, fits, hash_password
from engine.tries import Tries
from engine.work import Work

CODE_LASTS = timedelta(hours=24)
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without those that look like others."""


def new_code() -> str:
    """79 bits, in four groups to be read out."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def confirm(engine: Engine, actor: Actor, password: str) -> None:
    """That it is the person himself, before something that nobody else may do. Raises LoginRefusedError,
    TooManyTriesError."""
    tries = Tries.of(engine, f"confirm:{actor.person_id}", known=True)
    with engine.reading(actor) as reading:
        kept = reading.execute(select(Person.password_hash).where(Person.id == actor.person_id)).scalar_one()
        barred = tries.barred_until(reading.connection, reading.now)
    if barred is not None:
        raise TooManyTriesError(barred)
    fitting = fits(kept, password)
    with engine.database.writing() as connection:
        tries.clear(connection) if fitting else tries.add(connection, engine.clock())
    if not fitting:
        raise LoginRefusedError


def choose(engine: Engine, actor: Actor, present: str, new: str, *, keep: bytes) -> None:
    """The person's own new password; ends his other logins. `keep`: the token hash of this one."""
    with engine.reading(actor) as reading:
        mine = select(Person.password_hash, Person.username).where(Person.id == actor.person_id)
        row = reading.execute(mine).one()
    if not fits(row.password_hash, present):
        raise LoginRefusedError
    if len(new) < SHORTEST or new in (present, row.username) or len(set(new)) < 4:
        raise WeakPasswordError
    made = hash_password(new)
    with engine.work(actor) as work:
        changed = {"password_hash": made, "code_until": null()}
        work.execute(update(Person).where(Person.id == actor.person_id).values(**changed))
        _end_logins(work, str(actor.person_id), keep)
        subject = {"subject": actor.person_id}
        work.record(history.Event("password.chosen", f"person:{actor.person_id}", facts=subject))


def replace_by_code(work: Work, person_id: str, code_hash: str) -> None:
    """The person can come in with the code only, and has to choose a password then. Ends his logins. The hash is
    made beforehand, since making one takes 0.16 s."""
    changed = {"password_hash": code_hash, "code_until": work.now + CODE_LASTS}
    work.execute(update(Person).where(Person.id == person_id).values(**changed))
    _end_logins(work, person_id)
    work.record(history.Event("password.reset", f"person:{person_id}", facts={"subject": person_id}))


def _end_logins(work: Work, person_id: str, keep: bytes | None = None) -> None:
    ending = [Session.person_id == person_id, Session.ended_at.is_(None)]
    if keep is not None:
        ending.append(Session.token_hash != keep)
    work.execute(update(Session).where(*ending).values(ended_at=work.now))
