"""From where the tokens were and are now: which tasks, timers and jobs begin, and which end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select, update

from engine.db.cases import Incident, Job, Task, Timer
from engine.deadlines import Deadline
from engine.durations import office_time
from engine.ids import new_id
from engine.notices import reminding
from engine.process import Node, Tokens, Waiting
from engine.roles import INTAKE_DESK
from engine.separation import as_list
from engine.shelves import shelf_of

if TYPE_CHECKING:
    from engine.casefile import CaseFile


_NEW_TASK, _NEW_JOB, _NEW_TIMER = insert(Task), insert(Job), insert(Timer)
_CANCEL_TASK = (
    update(Task)
    .where(Task.case_id == bindparam("case"), Task.token == bindparam("gone"), Task.state == "open")
    .values(state="cancelled", done_at=bindparam("at"))
)
_END_JOB = (
    update(Job)
    .where(
        Job.case_id == bindparam("case"), Job.token == bindparam("gone"), Job.state.in_(("open", "failed"))
    )
    .values(state="gone", ended_at=bindparam("at"))
)
_CLOSE_INCIDENT = (
    update(Incident)
    .where(
        Incident.state == "open",
        Incident.job_id.in_(
            select(Job.id).where(Job.case_id == bindparam("case"), Job.token == bindparam("gone"))
        ),
    )
    .values(state="closed", closed_at=bindparam("at"))
)
_DROP_TIMER = delete(Timer).where(
    Timer.case_id == bindparam("case"), Timer.token == bindparam("gone"), Timer.node == bindparam("of")
)


@dataclass(frozen=True)
class Begun:
    id: str
    node: str
    name: str
    role: str
    area_code: str


@dataclass(frozen=True)
class Moves:
    """What one step began; the ends follow from the tokens."""

    tasks: tuple[Begun, ...] = ()
    jobs: tuple[str, ...] = ()


def project(file: "CaseFile") -> Moves:
    """Rewrites the rows that follow the tokens. The task that was just completed is not touched again."""
    before, after = file.before, file.run.tokens()
    _end(file, before, after)
    tasks = _begin_tasks(file, [task for task in after.tasks if task not in before.tasks])
    jobs = _begin_jobs(file, [job for job in after.jobs if job not in before.jobs])
    timers = [timer for timer in after.timers if timer not in before.timers]
    if timers:
        rows = [
            {
                "id": new_id(),
                "case_id": file.row.id,
                "token": timer.token,
                "node": timer.node,
                "due_at": timer.due_at,
            }
            for timer in timers
        ]
        file.work.execute(_NEW_TIMER, [row | file.work.office.owner for row in rows])
    return Moves(tasks, jobs)


def _end(file: "CaseFile", before: Tokens, after: Tokens) -> None:
    work, case_id = file.work, file.row.id
    for token in _gone(file, before.tasks, after.tasks):
        work.execute(_CANCEL_TASK, {"case": case_id, "gone": token, "at": work.now})
    for token in _gone(file, before.jobs, after.jobs):
        work.execute(_END_JOB, {"case": case_id, "gone": token, "at": work.now})
        work.execute(_CLOSE_INCIDENT, {"case": case_id, "gone": token, "at": work.now})
    for timer in before.timers:
        if timer not in after.timers:
            work.execute(_DROP_TIMER, {"case": case_id, "gone": timer.token, "of": timer.node})


def _gone(file: "CaseFile", before: Sequence[Waiting], after: Sequence[Waiting]) -> list[str]:
    staying = {waiting.token for waiting in after} | {file.settled}
    return [waiting.token for waiting in before if waiting.token not in staying]


def _begin_tasks(file: "CaseFile", waiting: Sequence[Waiting]) -> tuple[Begun, ...]:
    if not waiting:
        return ()
    rows = [_task_row(file, place) for place in waiting]
    file.work.execute(_NEW_TASK, rows)
    return tuple(Begun(row["id"], row["node"], row["name"], row["role"], row["area_code"]) for row in rows)


def _task_row(file: "CaseFile", place: Waiting) -> dict[str, Any]:
    row, node = file.row, file.document_type.procedure.nodes[place.node]
    visits = file.columns.setdefault("visits", dict(row.visits))
    visits[node.id] = visits.get(node.id, 0) + 1
    desk = desk_of(file, place)
    deadline = _deadline(file, desk["role"], desk["area_code"], node)
    return {
        "id": new_id(),
        "case_id": row.id,
        "token": place.token,
        "node": node.id,
        "item": place.item,
        **desk,
        "state": "open",
        "document_type": row.document_type,
        "case_number": row.number,
        "subject_name": file.value("subject_name"),
        "origin": row.intake_unit,
        "round": visits[node.id],
        "due_at": deadline.due_at,
        "look_at": None if file.value("paused_at") else deadline.look_at(file.work.office.patience),
        "remind_at": reminding.first(file.work.office, desk["shelf"], file.work.now),
        "created_at": file.work.now,
        **file.work.office.owner,
    }


def desk_of(file: "CaseFile", place: Waiting) -> dict[str, Any]:
    """What the diagram says of a task: the columns for its name, its desk and who may not do it."""
    node = file.document_type.procedure.nodes[place.node]
    at_intake, duty = place.role == INTAKE_DESK, node.properties.get("tugas", "penerimaan")
    again = file.value("visits").get(node.id, 0) > 1
    return {
        "name": node.name,
        "role": str(file.row.intake_role if at_intake else place.role),
        "duty": duty,
        "apart": as_list(file.document_type.procedure.apart.get(node.id, ())),
        "area_code": file.row.intake_area if at_intake else file.value("area_code"),
        "shelf": shelf_of(duty, with_applicant=at_intake, again=again),
    }


def _deadline(file: "CaseFile", role: str, area: str, node: Node) -> Deadline:
    office = file.work.office
    allowed = office_time(node.properties.get("waktu"))
    return Deadline(office.calendar_for(role, area), file.work.now, allowed)


def _begin_jobs(file: "CaseFile", waiting: Sequence[Waiting]) -> tuple[str, ...]:
    work, engine = file.work, file.work.engine
    rows = [
        {
            "id": new_id(),
            "case_id": file.row.id,
            "token": place.token,
            "node": place.node,
            "item": place.item,
            "handler": file.document_type.procedure.nodes[place.node].handler or "",
            "state": "open",
            "attempt": 1,
            "created_at": work.now,
            **work.office.owner,
        }
        for place in waiting
    ]
    if rows:
        work.execute(_NEW_JOB, rows)
    for row in rows:
        engine.queue.enqueue(work.connection, row["id"], 1, engine.handlers[row["handler"]].queue)
    return tuple(row["id"] for row in rows)
