"""A claim lasts as long as its holder touches the task: after some hours of office time it lapses, and others may take
it. What he typed stays his; he is told."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, null, select, update

from engine.access import SYSTEM
from engine.db.cases import Task
from engine.engine import Engine
from engine.tasks.found import find, record
from engine.work import Work

AT_ONCE = 50


def until(work: Work) -> datetime:
    return work.office.calendar.add(work.now, work.office.lease)


def touch(work: Work, task_id: str) -> None:
    """By its holder; nothing where somebody else holds it, or nobody."""
    mine = (Task.id == task_id, Task.state == "open", Task.claimed_by == work.actor.person_id)
    work.execute(update(Task).where(*mine).values(held_until=until(work)))


def lapsed(work: Work, row: Row[Any]) -> Row[Any]:
    """The task as it is once a claim whose time is over has ended. The case is locked."""
    if row.task_claimed_by in (None, work.actor.person_id) or not _over(work, row):
        return row
    if not _end(work, row):
        return row
    return find(work, row.task_id)


def sweep(engine: Engine, at_most: int = AT_ONCE) -> int:
    """How many claims lapsed. Each in a transaction of its own; two sweeps at once end each claim once."""
    with engine.reading() as reading:
        over = reading.execute(
            select(Task.id)
            .where(
                Task.office_code == engine.office_code, Task.state == "open", Task.held_until <= reading.now,
                Task.claimed_by.is_not(None),
            )
            .order_by(Task.held_until)
            .limit(at_most)
        ).scalars().all()  # fmt: skip
    return sum(_sweep(engine, task_id) for task_id in over)


def _sweep(engine: Engine, task_id: str) -> bool:
    with engine.work(SYSTEM) as work:
        row = find(work, task_id, lock=True)
        return row.task_claimed_by is not None and _over(work, row) and _end(work, row)


def _over(work: Work, row: Row[Any]) -> bool:
    return row.task_state == "open" and row.task_held_until is not None and row.task_held_until <= work.now


def _end(work: Work, row: Row[Any]) -> bool:
    """False where its holder was quicker."""
    ended = work.execute(
        update(Task)
        .where(
            Task.id == row.task_id,
            Task.state == "open",
            Task.claimed_by == row.task_claimed_by,
            Task.held_until <= work.now,
        )
        .values(claimed_by=null(), claimed_at=null(), held_until=null(), lost_by=row.task_claimed_by)
    )
    if ended.rowcount != 1:
        return False
    record(work, row, "task.lapsed", facts={"from": row.task_claimed_by})
    return True
