"""Who signs what a case leads to: whoever approved it in that role, else whoever holds the role today."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, or_, select

from engine.db.cases import Task
from engine.db.offices import Assignment, Person, Post
from engine.errors import EngineError
from engine.submission import FORWARD
from engine.work import Reading

PREFIX = {"definitif": "", "plt": "Plt. ", "plh": "Plh. "}
"""As papers say it: for a post without a holder (pelaksana tugas), or whose holder is away (pelaksana harian)."""


class NoSignerError(EngineError):
    def __init__(self, role: str) -> None:
        super().__init__(f"Expected somebody in the role '{role}' who can sign, but nobody holds it now")


@dataclass(frozen=True)
class Signer:
    """`post`: as a paper says it, with "Plt." or "Plh." where he stands in."""

    person_id: str
    name: str
    post: str


def signer(reading: Reading, case_id: str, role: str) -> Signer:
    """Whoever approves the case in this role at this moment; else who last did. A stand-in goes before the post's
    own holder, who is away."""
    actor = reading.actor
    acting = next((grant for grant in actor.grants if grant.role == role), None)
    if acting is not None and actor.person_id is not None:
        return Signer(actor.person_id, actor.name, PREFIX[acting.kind] + acting.title)
    approved = (
        select(Task.done_by)
        .where(Task.case_id == case_id, Task.role == role, Task.state == "done", Task.outcome == FORWARD)
        .order_by(Task.done_at.desc())
        .limit(1)
    )
    person_id = reading.execute(approved).scalar()
    row = reading.execute(held_by(reading, role, person_id)).first()
    if row is None:
        raise NoSignerError(role)
    return Signer(row.id, row.name, PREFIX[row.kind] + row.title)


def held_by(reading: Reading, role: str, person_id: str | None) -> Any:
    """The query for whoever holds the role now, and as what; `person_id` narrows it to one."""
    now = reading.now
    held = and_(Assignment.since <= now, or_(Assignment.until.is_(None), Assignment.until > now))
    statement = (
        select(Person.id, Person.name, Post.title, Assignment.kind)
        .join(Assignment, Assignment.person_id == Person.id)
        .join(Post, Post.id == Assignment.post_id)
        .where(Post.office_code == reading.office.code, Post.role == role, held, Person.disabled_at.is_(None))
        .order_by(Assignment.kind.desc(), Assignment.since.desc())
        .limit(1)
    )
    return statement if person_id is None else statement.where(Person.id == person_id)
