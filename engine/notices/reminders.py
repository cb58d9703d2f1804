"""Reminds of documents that nobody collects: each time once, in the history of the case, and by a notice."""

from sqlalchemy import select, update

from engine import casefile, caselock, filing
from engine.access import SYSTEM
from engine.db.cases import Case, Task
from engine.engine import Engine
from engine.notices import outbox, reminding, texts

AT_ONCE = 200
EVENT = "handover.reminded"


def sweep(engine: Engine, at_most: int = AT_ONCE) -> int:
    """How many were reminded. Finds them by one range of an index; of two sweeps at once, one says it."""
    with engine.reading() as reading:
        due = reading.execute(
            select(Task.id, Task.case_id)
            .where(
                Task.office_code == engine.office_code, Task.state == "open", Task.remind_at <= reading.now
            )
            .order_by(Task.remind_at)
            .limit(at_most)
        ).all()
    return sum(_remind(engine, task.id, task.case_id) for task in due)


def _remind(engine: Engine, task_id: str, case_id: str) -> bool:
    with engine.work(SYSTEM) as work:
        caselock.lock(work, case_id)
        task = work.execute(
            select(Task.reminded, Task.node).where(
                Task.id == task_id, Task.state == "open", Task.remind_at <= work.now
            )
        ).first()
        if task is None:
            return False
        times = task.reminded + 1
        next_at = reminding.following(work.office, times, work.now)
        work.execute(update(Task).where(Task.id == task_id).values(reminded=times, remind_at=next_at))
        row = work.execute(select(Case.__table__).where(Case.id == case_id)).one()
        definition = engine.definitions.version(work.connection, row.version_id)
        about = texts.About(row.number, definition.name)
        place, record = (case_id, task.node, task_id), casefile.read_record(work, row)
        written = outbox.write(work, record, place, texts.UNCOLLECTED, about, times)
        facts = {"task": task_id, "times": times, "notice": written}
        filing.record_act(work, case_id, EVENT, node=task.node, facts=facts)
        return True
