"""Who holds a task: taken, taken next, let go."""

from typing import Any

from sqlalchemy import Row, null, update

from engine import inbox
from engine.access import Action, Actor
from engine.db.cases import Task
from engine.engine import Engine
from engine.errors import NotAllowedError, TaskHeldError, TaskNotOpenError
from engine.tasks import leases
from engine.tasks.found import find, permit, record
from engine.work import Work


def claim(engine: Engine, actor: Actor, task_id: str) -> None:
    """Holding it already is no error; somebody else's claim is."""
    with engine.work(actor) as work:
        row = leases.lapsed(work, find(work, task_id, lock=True))
        permit(actor, Action.CLAIM, row)
        _claim(work, row)


def _claim(work: Work, row: Row[Any]) -> None:
    if row.task_claimed_by == work.actor.person_id:
        return
    claimed = work.execute(
        update(Task)
        .where(Task.id == row.task_id, Task.state == "open", Task.claimed_by.is_(None))
        .values(
            claimed_by=work.actor.person_id,
            claimed_at=work.now,
            held_until=leases.until(work),
            lost_by=null(),
        )
    )
    if claimed.rowcount != 1:
        raise TaskNotOpenError(row.task_node, row.task_done_by, row.task_done_at)
    record(work, row, "task.claimed")


def claim_next(engine: Engine, actor: Actor, role: str | None = None) -> str | None:
    """Takes the free task that is due first, against cherry-picking; None when there is none."""
    with engine.reading(actor) as reading:
        found = inbox.free(reading, [role] if role else inbox.roles(actor))
    for task_id in found:
        try:
            claim(engine, actor, task_id)
        except (TaskHeldError, TaskNotOpenError, NotAllowedError):
            continue
        return str(task_id)
    return None


def release(engine: Engine, actor: Actor, task_id: str) -> None:
    with engine.work(actor) as work:
        row = find(work, task_id, lock=True)
        permit(actor, Action.SEE_TASK, row)
        released = work.execute(
            update(Task)
            .where(Task.id == row.task_id, Task.state == "open", Task.claimed_by == actor.person_id)
            .values(claimed_by=null(), claimed_at=null(), held_until=null())
        )
        if released.rowcount != 1:
            raise TaskHeldError(row.task_node, row.task_claimed_by)
        record(work, row, "task.released")
