"""Who is away, and who acts for him meanwhile: by one letter the deputy stands in for each of his posts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, or_, select, update

from engine import history, posts
from engine.db.offices import Absence, Assignment, Person
from engine.errors import DatesReversedError, DeputyAwayError, NotFoundError, SelfAppointmentError
from engine.ids import new_id
from engine.posts import Delegation
from engine.separation import OWN
from engine.work import Work

KINDS = ("cuti", "tugas_luar")


@dataclass(frozen=True)
class NewAbsence:
    """`kind`: `cuti` or `tugas_luar`. Times: from the first moment of being away to the first of being back."""

    person_id: str
    deputy_id: str
    kind: str
    letter_number: str
    since: datetime
    until: datetime


def begin(work: Work, new: NewAbsence) -> str:
    """Hands his queues to the deputy for that time; the absence's id."""
    posts.permit(work.actor)
    if new.until <= max(new.since, work.now) or new.kind not in KINDS:
        raise DatesReversedError
    if new.deputy_id == new.person_id:
        raise SelfAppointmentError
    known = (Person.id == new.person_id, Person.office_code == work.office.code)
    if work.execute(select(Person.id).where(*known).with_for_update()).first() is None:
        raise NotFoundError("person")
    if _is_away(work, new.deputy_id, new) or _is_away(work, new.person_id, new):
        raise DeputyAwayError
    absence_id = new_id()
    work.execute(insert(Absence), [vars(new) | {"id": absence_id} | work.office.owner])
    facts = {"subject": new.person_id, "deputy": new.deputy_id, "kind": new.kind, "letter": new.letter_number,
             "since": new.since.isoformat(), "until": new.until.isoformat()}  # fmt: skip
    work.record(history.Event("absence.begun", f"person:{new.person_id}", facts=facts))
    for held in _posts_of(work, new):
        since = max(held.since, new.since)
        until = new.until if held.until is None else min(held.until, new.until)
        if until > max(since, work.now):
            by = Delegation(held.post_id, new.deputy_id, "plh", new.letter_number, since, until, absence_id)
            posts.delegate(work, by)
    return absence_id


def end(work: Work, absence_id: str) -> None:
    """He is back: his posts are his again, and the deputy's delegations end."""
    posts.permit(work.actor)
    away = work.execute(
        select(Absence.__table__)
        .where(Absence.id == absence_id, Absence.office_code == work.office.code)
        .with_for_update()
    ).first()
    if away is None:
        raise NotFoundError("absence")
    if away.until <= work.now:
        return
    at = max(work.now, away.since)
    work.execute(update(Absence).where(Absence.id == absence_id).values(until=at))
    changes = {"until": (away.until.isoformat(), at.isoformat())}
    facts = {"subject": away.person_id, "deputy": away.deputy_id}
    work.record(history.Event("absence.ended", f"person:{away.person_id}", facts=facts, changes=changes))
    mine = select(Assignment.id).where(Assignment.absence_id == absence_id)
    for assignment_id in work.execute(mine).scalars().all():
        posts.end(work, assignment_id)


def _is_away(work: Work, person_id: str, new: NewAbsence) -> bool:
    overlapping = (Absence.since < new.until, Absence.until > new.since, Absence.until > work.now)
    found = select(Absence.id).where(Absence.person_id == person_id, *overlapping)
    return work.execute(found).first() is not None


def _posts_of(work: Work, new: NewAbsence) -> list[Row[Any]]:
    own = (Assignment.person_id == new.person_id, Assignment.kind == OWN, Assignment.since < new.until)
    lasting = or_(Assignment.until.is_(None), Assignment.until > new.since)
    return list(work.execute(select(Assignment.__table__).where(*own, lasting)))
