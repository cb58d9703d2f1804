"""Tasks that somebody holds who may not do them any more: his post ended, he is away or his account is disabled."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, not_, null, or_, select, update

from engine import caselock, filing, territory
from engine.access import SYSTEM, Actor
from engine.db.cases import Task
from engine.db.offices import Absence, Assignment, Person, Post
from engine.engine import Engine
from engine.people import holds

AT_ONCE = 200


def release_leavers(engine: Engine, actor: Actor = SYSTEM) -> int:
    """Lets go what they hold, so that it is back in the queue of the role; how many tasks there were."""
    with engine.reading(actor) as reading:
        wanted = (Task.office_code == engine.office_code, _left_behind(reading.now))
        found = reading.execute(select(Task.id, Task.case_id).where(*wanted).limit(AT_ONCE)).all()
    return sum(_release(engine, actor, row.id, row.case_id) for row in found)


def _left_behind(now: Any) -> ColumnElement[bool]:
    holding = exists(
        select(Assignment.id)
        .join(Post, Post.id == Assignment.post_id)
        .join(Person, Person.id == Assignment.person_id)
        .where(
            Assignment.person_id == Task.claimed_by,
            holds(now),
            Person.disabled_at.is_(None),
            Post.role == Task.role,
            or_(
                Task.area_code == Post.area_code,
                and_(
                    Task.area_code > Post.area_code + territory.BELOW,
                    Task.area_code < Post.area_code + territory.AFTER,
                ),
            ),
        )
    )
    away = exists(
        select(Absence.id).where(
            Absence.person_id == Task.claimed_by, Absence.since <= now, Absence.until > now
        )
    )
    return and_(Task.state == "open", Task.claimed_by.is_not(None), or_(not_(holding), away))


def _release(engine: Engine, actor: Actor, task_id: str, case_id: str) -> bool:
    with engine.work(actor) as work:
        caselock.lock(work, case_id)
        mine = (Task.id == task_id, _left_behind(work.now))
        holder = work.execute(select(Task.claimed_by, Task.node).where(*mine)).first()
        if holder is None:
            return False
        work.execute(update(Task).where(Task.id == task_id).values(claimed_by=null(), claimed_at=null()))
        facts = {"subject": holder.claimed_by, "why": "post_ended"}
        filing.record_act(work, case_id, "task.released", node=holder.node, facts=facts)
        return True
