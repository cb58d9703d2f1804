"""Handing a task on: by its holder, or over his head by whoever oversees the area, always with a reason."""

from dataclasses import dataclass, replace

from sqlalchemy import select, update

from engine import people
from engine.access import Action, Actor, refusal
from engine.db.cases import Task
from engine.db.offices import Assignment, Person, Post
from engine.engine import Engine
from engine.errors import EngineError, NotAllowedError, TaskNotOpenError
from engine.tasks import leases
from engine.tasks.found import facts, find, permit, record
from engine.work import Reading


class ReasonMissingError(EngineError):
    def __init__(self) -> None:
        super().__init__("Expected a reason for handing a task on, but got none")


@dataclass(frozen=True)
class Colleague:
    person_id: str
    name: str
    title: str


def colleagues(reading: Reading, task_id: str) -> list[Colleague]:
    """Who else may do the task, by name: the same rule that lets them complete it."""
    row = find(reading, task_id)
    found = []
    for username in _in_role(reading, row.task_role):
        other = people.actor_of(reading, username)
        if other.person_id != row.task_claimed_by and _may(reading, other, task_id):
            grant = other.grant_for(row.task_role, row.task_area_code)
            found.append(Colleague(str(other.person_id), other.name, grant.title if grant else ""))
    return sorted(found, key=lambda colleague: colleague.name)


def _in_role(reading: Reading, role: str) -> list[str]:
    return list(
        reading.execute(
            select(Person.username)
            .join(Assignment, Assignment.person_id == Person.id)
            .join(Post, Post.id == Assignment.post_id)
            .where(
                Person.office_code == reading.engine.office_code,
                Person.disabled_at.is_(None),
                Post.role == role,
                people.holds(reading.now),
            )
            .distinct()
        ).scalars()
    )


def _may(reading: Reading, other: Actor, task_id: str) -> bool:
    """Whether he could take it if nobody held it."""
    row = find(Reading(reading.engine, reading.connection, other, reading.now), task_id)
    return refusal(other, Action.CLAIM, replace(facts(other, row), claimed_by=None)) is None


def hand_on(engine: Engine, actor: Actor, task_id: str, to: str | None, reason: str) -> None:
    """To a colleague, or with None back to the desk. The holder is told that it is no longer his."""
    if not reason.strip():
        raise ReasonMissingError
    with engine.work(actor) as work:
        row = find(work, task_id, lock=True)
        permit(actor, Action.HAND_ON, row)
        if to is not None and to not in {colleague.person_id for colleague in colleagues(work, task_id)}:
            raise NotAllowedError("hand the task to him", "role")
        holder = row.task_claimed_by
        lost = holder if holder not in (None, actor.person_id, to) else None
        handed = work.execute(
            update(Task)
            .where(Task.id == task_id, Task.state == "open", Task.claimed_by.is_not_distinct_from(holder))
            .values(
                claimed_by=to, claimed_at=work.now if to else None, held_until=leases.until(work) if to else None,
                lost_by=lost,
            )
        )  # fmt: skip
        if handed.rowcount != 1:
            raise TaskNotOpenError(row.task_node, row.task_done_by, row.task_done_at)
        kind = "task.handed_on" if holder in (None, actor.person_id) else "task.taken_over"
        record(work, row, kind, facts={"from": holder, "to": to}, words=reason.strip())
