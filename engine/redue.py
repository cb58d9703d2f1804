"""What is due, reckoned anew after the calendar has changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from engine import history
from engine.access import Actor
from engine.calendar import NOTHING, Calendar
from engine.db.cases import Case, Task
from engine.durations import office_time
from engine.engine import Engine
from engine.placing import due_at
from engine.work import Work

AT_ONCE = 200
"""Cases that are locked together."""
_TASK = update(Task).where(Task.id == bindparam("of")).values(due_at=bindparam("due"))
_CASE = update(Case).where(Case.id == bindparam("of")).values(promised_at=bindparam("due"))


@dataclass(frozen=True)
class Moved:
    """How many due times of tasks, and promises of cases, are others than before."""

    tasks: int = 0
    cases: int = 0


def redue(engine: Engine, actor: Actor, before: Calendar) -> Moved:
    """Of every open case, some at a time, each locked as a completion locks it. Told in the history of the office."""
    moved, last = Moved(), None
    while True:
        with engine.work(actor) as work:
            cases = _some(work, last)
            if not cases:
                break
            tasks, promises = list(_tasks(work, cases)), list(_promises(work, cases, before))
            if tasks:
                work.execute(_TASK, tasks)
            if promises:
                work.execute(_CASE, promises)
        moved, last = Moved(moved.tasks + len(tasks), moved.cases + len(promises)), cases[-1].id
    with engine.work(actor) as work:
        work.record(history.Event("office.redue", "office", facts=vars(moved)))
    return moved


def _some(work: Work, last: str | None) -> Sequence[Row[Any]]:
    columns = (Case.id, Case.version_id, Case.complete_at, Case.promised_at)
    wanted = [Case.office_code == work.office.code, Case.state == "open"]
    if last is not None:
        wanted.append(Case.id > last)
    return work.execute(
        select(*columns).where(*wanted).order_by(Case.id).limit(AT_ONCE).with_for_update()
    ).all()


def _tasks(work: Work, cases: Sequence[Row[Any]]) -> Iterator[dict[str, Any]]:
    versions = {case.id: case.version_id for case in cases}
    columns = (Task.id, Task.case_id, Task.node, Task.role, Task.area_code, Task.created_at, Task.due_at)
    found = work.execute(select(*columns).where(Task.case_id.in_(versions), Task.state == "open")).all()
    for task in found:
        definition = work.engine.definitions.version(work.connection, versions[task.case_id])
        allowed = definition.procedure.nodes[task.node].properties.get("waktu")
        due = due_at(work.office.calendar_for(task.role, task.area_code), task.created_at, allowed)
        if due != task.due_at:
            yield {"of": task.id, "due": due}


def _promises(work: Work, cases: Sequence[Row[Any]], before: Calendar) -> Iterator[dict[str, Any]]:
    """What a case's clock has stood still stays as long as it was."""
    for case in cases:
        if case.promised_at is None or case.complete_at is None:
            continue
        definition = work.engine.definitions.version(work.connection, case.version_id)
        length = office_time(definition.procedure.properties.get("waktuPelayanan"))
        stood = before.between(before.add(case.complete_at, length), case.promised_at)
        due = work.office.calendar.add(case.complete_at, length + max(stood, NOTHING))
        if due != case.promised_at:
            yield {"of": case.id, "due": due}
