"""What an administrator does with people's accounts: added, changed, disabled, enabled, given a one-time code."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, null, select, update

from engine import history, people, posts, secrecy
from engine.access import Actor
from engine.db.offices import Person, Session
from engine.engine import Engine
from engine.errors import IdentityNumberError, NotFoundError, SelfAppointmentError, UsernameError
from engine.passwords import hash_password
from engine.people import NewPerson
from engine.work import Work

USERNAME = re.compile(r"[a-z][a-z0-9.-]{1,39}")
SIXTEEN = re.compile(r"\d{16}", re.ASCII)


@dataclass(frozen=True)
class Details:
    """What is known of a person. `nik` and `kk`: None leaves what is there."""

    name: str
    language: str = "id"
    employee_number: str | None = None
    nik: str | None = None
    kk: str | None = None

    def check(self) -> None:
        if any(number and not SIXTEEN.fullmatch(number) for number in (self.nik, self.kk)):
            raise IdentityNumberError


def add(engine: Engine, actor: Actor, username: str, details: Details) -> tuple[str, str]:
    """The person's id, and the one-time code that is shown once."""
    posts.permit(actor)
    details.check()
    code = secrecy.new_code()
    made = hash_password(code)
    with engine.work(actor) as work:
        taken = (Person.office_code == engine.office_code, Person.username == username)
        if not USERNAME.fullmatch(username) or work.execute(select(Person.id).where(*taken)).first():
            raise UsernameError
        new = NewPerson(username, details.name, "", details.nik, details.kk, details.employee_number)
        person_id = people.add(work, new, made)
        work.execute(update(Person).where(Person.id == person_id).values(language=details.language))
        secrecy.replace_by_code(work, person_id, made)
    return person_id, code


def change(engine: Engine, actor: Actor, person_id: str, details: Details) -> None:
    """Identity numbers are told in the history only as having been changed."""
    details.check()
    with engine.work(actor) as work:
        row = _person(work, person_id)
        plain = {name: getattr(details, name) for name in ("name", "language", "employee_number")}
        told: dict[str, tuple[object, object]] = {
            name: (row._mapping[name], value) for name, value in plain.items() if row._mapping[name] != value
        }
        sealed = _sealed(work, person_id, details)
        told |= {
            f"identity.{name}": (row._mapping[name] is not None, True) for name in sealed if name != "nik"
        }
        work.execute(update(Person).where(Person.id == person_id).values(**plain, **sealed))
        if told:
            facts = {"subject": person_id}
            work.record(history.Event("person.changed", f"person:{person_id}", facts=facts, changes=told))


def _sealed(work: Work, person_id: str, details: Details) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    if details.nik:
        columns["nik"] = work.vault.seal("terbit_person", "nik", person_id, details.nik.encode())
        columns["nik_index"] = work.vault.fingerprint("nik", details.nik)
    if details.kk:
        columns["kk_index"] = work.vault.fingerprint("kk", details.kk)
    return columns


def disable(engine: Engine, actor: Actor, person_id: str) -> None:
    """Ends his logins and refuses new ones; what he did stays his."""
    if person_id == actor.person_id:
        raise SelfAppointmentError
    with engine.work(actor) as work:
        _person(work, person_id)
        work.execute(update(Person).where(Person.id == person_id).values(disabled_at=work.now))
        open_ones = (Session.person_id == person_id, Session.ended_at.is_(None))
        work.execute(update(Session).where(*open_ones).values(ended_at=work.now))
        work.record(history.Event("person.disabled", f"person:{person_id}", facts={"subject": person_id}))


def enable(engine: Engine, actor: Actor, person_id: str) -> None:
    with engine.work(actor) as work:
        _person(work, person_id)
        work.execute(update(Person).where(Person.id == person_id).values(disabled_at=null()))
        work.record(history.Event("person.enabled", f"person:{person_id}", facts={"subject": person_id}))


def give_code(engine: Engine, actor: Actor, person_id: str) -> str:
    """A one-time code in place of his password, shown once; nobody gives himself one."""
    if person_id == actor.person_id:
        raise SelfAppointmentError
    posts.permit(actor)
    code = secrecy.new_code()
    made = hash_password(code)
    with engine.work(actor) as work:
        _person(work, person_id)
        secrecy.replace_by_code(work, person_id, made)
    return code


def _person(work: Work, person_id: str) -> Row[Any]:
    posts.permit(work.actor)
    mine = (Person.id == person_id, Person.office_code == work.office.code)
    row = work.execute(select(Person.__table__).where(*mine).with_for_update()).first()
    if row is None:
        raise NotFoundError("person")
    return row
