"""Posts (jabatan) and who acts in them: assigned for good, or standing in by a letter and for a time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, or_, select, update

from engine import history, territory
from engine.access import Actor
from engine.db.offices import Assignment, Person, Post, Unit
from engine.errors import (
    AreaOutsideError,
    DatesReversedError,
    NotAllowedError,
    NotFoundError,
    RolesApartError,
    SelfAppointmentError,
    UnknownRoleError,
)
from engine.ids import new_id
from engine.people import holds
from engine.roles import ROLES, Permission, go_together
from engine.separation import OWN
from engine.work import Work

STAND_INS = ("plh", "plt")


@dataclass(frozen=True)
class Delegation:
    """Somebody acts in a post from when to when: `plh` for a holder who is away, `plt` where there is none."""

    post_id: str
    person_id: str
    kind: str
    letter_number: str
    since: datetime
    until: datetime
    absence_id: str | None = None


def permit(actor: Actor) -> None:
    """Administrators only; and the system, which founds offices."""
    if actor.person_id is not None and Permission.ADMINISTER not in actor.permissions:
        raise NotAllowedError("administer the office", "role")


def add_unit(work: Work, name: str, kind: str, area_code: str, parent_id: str | None = None) -> str:
    permit(work.actor)
    _within_the_office(work, area_code)
    unit = {"id": new_id(), "name": name, "kind": kind, "area_code": area_code, "parent_id": parent_id}
    work.execute(insert(Unit), [unit | work.office.owner])
    facts = {"unit": unit["id"], "area": area_code, "kind": kind}
    work.record(history.Event("unit.added", "office", facts=facts, changes={"name": (None, name)}))
    return str(unit["id"])


def add(work: Work, title: str, role: str, area_code: str, unit_id: str) -> str:
    """A post that nobody holds yet; its id."""
    permit(work.actor)
    if role not in ROLES:
        raise UnknownRoleError(role)
    _within_the_office(work, area_code)
    post = {"id": new_id(), "unit_id": unit_id, "title": title, "role": role, "area_code": area_code}
    work.execute(insert(Post), [post | work.office.owner])
    facts = {"post": post["id"], "role": role, "area": area_code}
    work.record(history.Event("post.added", "office", facts=facts, changes={"title": (None, title)}))
    return str(post["id"])


def _within_the_office(work: Work, area_code: str) -> None:
    if not territory.covers(work.office.regency_code, area_code):
        raise AreaOutsideError(area_code)


def assign(work: Work, post_id: str, person_id: str, since: datetime | None = None) -> str:
    """The post's new holder; whoever held it holds it until then. The assignment's id."""
    permit(work.actor)
    begins = since or work.now
    post = _lock(work, post_id)
    _may_take(work, post, person_id, begins, None)
    for held in _own(work, post_id, begins):
        if held.person_id == person_id:
            return str(held.id)
        _end(work, held, post, begins)
    return _put(work, post, {"person_id": person_id, "kind": OWN, "since": begins, "until": None})


def delegate(work: Work, given: Delegation) -> str:
    """The assignment's id."""
    permit(work.actor)
    return stand_in(work, given)


def stand_in(work: Work, given: Delegation) -> str:
    """The same by a superior, where the caller has made sure that he may."""
    if given.kind not in STAND_INS or given.until <= max(given.since, work.now):
        raise DatesReversedError
    post = _lock(work, given.post_id)
    _may_take(work, post, given.person_id, given.since, given.until)
    row = {name: value for name, value in vars(given).items() if name != "post_id"}
    return _put(work, post, row)


def end(work: Work, assignment_id: str) -> None:
    """From now on; what has ended already stays as it is."""
    permit(work.actor)
    held = work.execute(select(Assignment.__table__).where(Assignment.id == assignment_id)).first()
    if held is None:
        raise NotFoundError("assignment")
    post = _lock(work, held.post_id)
    if held.until is None or held.until > work.now:
        _end(work, held, post, max(work.now, held.since))


def _lock(work: Work, post_id: str) -> Row[Any]:
    """Two administrators at once: whoever comes second sees what the first has done."""
    office = Post.office_code == work.office.code
    post = work.execute(select(Post.__table__).where(Post.id == post_id, office).with_for_update()).first()
    if post is None:
        raise NotFoundError("post")
    return post


def _may_take(work: Work, post: Row[Any], person_id: str, since: datetime, until: datetime | None) -> None:
    """Nobody appoints himself, and whoever oversees does no work: no auditor or administrator holds another role."""
    if person_id == work.actor.person_id:
        raise SelfAppointmentError
    known = select(Person.id).where(Person.id == person_id, Person.office_code == work.office.code)
    if work.execute(known.with_for_update()).first() is None:
        raise NotFoundError("person")
    at_the_time = [or_(Assignment.until.is_(None), Assignment.until > since)]
    if until is not None:
        at_the_time.append(Assignment.since < until)
    roles = work.execute(
        select(Post.role).join(Assignment, Assignment.post_id == Post.id)
        .where(Assignment.person_id == person_id, *at_the_time)
    ).scalars()  # fmt: skip
    for role in roles:
        if not go_together(role, post.role):
            raise RolesApartError(role, post.role)


def _own(work: Work, post_id: str, at: datetime) -> list[Row[Any]]:
    held = (Assignment.post_id == post_id, Assignment.kind == OWN, holds(at))
    return list(work.execute(select(Assignment.__table__).where(*held)))


def _put(work: Work, post: Row[Any], row: dict[str, Any]) -> str:
    assignment = {"id": new_id(), "post_id": post.id} | row
    work.execute(insert(Assignment), [assignment | work.office.owner])
    facts = {
        "subject": row["person_id"], "post": post.id, "role": post.role, "kind": row["kind"],
        "since": row["since"].isoformat(), "until": row["until"].isoformat() if row["until"] else None,
        "letter": row.get("letter_number"),
    }  # fmt: skip
    work.record(history.Event("role.granted", f"person:{row['person_id']}", facts=facts))
    return str(assignment["id"])


def _end(work: Work, held: Row[Any], post: Row[Any], at: datetime) -> None:
    work.execute(update(Assignment).where(Assignment.id == held.id).values(until=at))
    facts = {"subject": held.person_id, "post": post.id, "role": post.role, "kind": held.kind}
    before = None if held.until is None else held.until.isoformat()
    changes = {"until": (before, at.isoformat())}
    work.record(history.Event("role.ended", f"person:{held.person_id}", facts=facts, changes=changes))
