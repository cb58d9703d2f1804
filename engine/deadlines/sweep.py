"""Says of tasks that their deadline is near, past, or escalated: each once, and in the history of the case."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, literal_column, select, update

from engine import caselock, filing
from engine.access import SYSTEM
from engine.db.cases import Case, Task
from engine.db.clocks import TaskAlert
from engine.deadlines.levels import Deadline, Level
from engine.durations import office_time
from engine.engine import Engine
from engine.stops import rows
from engine.work import Work

AT_ONCE = 200
OPEN = Task.state == literal_column("'open'")
"""Written out, so that a prepared statement finds the index of what is open."""
KINDS = {Level.NEAR: "deadline.near", Level.PAST: "deadline.past", Level.ESCALATED: "deadline.escalated"}


def sweep(engine: Engine, at_most: int = AT_ONCE) -> int:
    """How many tasks something was said of. Finds them by one range of an index, and each is dealt with in a
    transaction of its own: of two sweeps at once, one says it."""
    with engine.reading() as reading:
        due = reading.execute(
            select(Task.id, Task.case_id)
            .where(Task.office_code == engine.office_code, OPEN, Task.look_at <= reading.now)
            .order_by(Task.look_at)
            .limit(at_most)
        ).all()
    return sum(_tell(engine, task.id, task.case_id) for task in due)


def _tell(engine: Engine, task_id: str, case_id: str) -> bool:
    with engine.work(SYSTEM) as work:
        caselock.lock(work, case_id)
        still = (Task.id == task_id, Task.state == "open", Task.look_at <= work.now)
        task = work.execute(
            select(Task.__table__, Case.version_id).join(Case, Case.id == Task.case_id).where(*still)
        ).first()
        if task is None:
            return False
        deadline, told = _deadline(work, task), _told(work, task_id)
        reached = list(_reached(work, deadline, told))
        superior = work.office.superiors.get(task.role)
        for level in reached:
            if level is not Level.ESCALATED or superior:
                _say(work, task, level, (deadline.due_at, superior))
        told = max([told, *reached])
        values: dict[str, Any] = {"look_at": deadline.look_at(work.office.patience, told)}
        if Level.ESCALATED in reached:
            values["escalated_to"] = superior
        work.execute(update(Task).where(Task.id == task_id).values(**values))
        return bool(reached)


def _deadline(work: Work, task: Row[Any]) -> Deadline:
    definition = work.engine.definitions.version(work.connection, task.version_id)
    allowed = office_time(definition.procedure.nodes[task.node].properties.get("waktu"))
    calendar = work.office.calendar_for(task.role, task.area_code)
    stops = rows.spans(rows.of_cases(work, [task.case_id])[task.case_id], work.now)
    return Deadline(calendar, task.created_at, allowed, stops)


def _told(work: Work, task_id: str) -> int:
    return work.execute(select(func.max(TaskAlert.level)).where(TaskAlert.task_id == task_id)).scalar() or 0


def _reached(work: Work, deadline: Deadline, told: int) -> list[Level]:
    """What has come to pass by now and was not said. That it is near is not said of what is past already."""
    found: list[Level] = []
    while (following := deadline.look(work.office.patience, told)) and following[1] <= work.now:
        found.append(following[0])
        told = following[0]
    return [level for level in found if level is not Level.NEAR or len(found) == 1]


def _say(work: Work, task: Row[Any], level: Level, about: tuple[datetime, str | None]) -> None:
    due, superior = about
    role = superior if level is Level.ESCALATED else None
    row = {"task_id": task.id, "level": int(level), "at": work.now, "role": role}
    work.execute(insert(TaskAlert), [row | work.office.owner])
    facts = {"task": task.id, "role": task.role, "due": due.isoformat(), "holder": task.claimed_by}
    filing.record_act(
        work, task.case_id, KINDS[level], node=task.node, facts=facts | ({"to": role} if role else {})
    )
