"""Due times and promises, reckoned from what they follow: when a step began, its time, the calendar, stops."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, bindparam, func, select, update

from engine.clock import Span, ends
from engine.db.cases import Case, Task
from engine.db.clocks import TaskAlert
from engine.deadlines import Deadline
from engine.durations import office_time
from engine.stops import rows
from engine.work import Work

_TASK = (
    update(Task).where(Task.id == bindparam("of")).values(due_at=bindparam("due"), look_at=bindparam("look"))
)
_CASE = update(Case).where(Case.id == bindparam("of")).values(promised_at=bindparam("due"))
COLUMNS = (Case.id, Case.version_id, Case.complete_at, Case.promised_at, Case.paused_at)
_TOLD = (
    select(func.max(TaskAlert.level)).where(TaskAlert.task_id == Task.id).correlate(Task).scalar_subquery()
)
_TASKS = select(
    Task.id, Task.case_id, Task.node, Task.role, Task.area_code, Task.created_at, Task.due_at, Task.look_at,
    _TOLD.label("told"),
).where(Task.case_id.in_(bindparam("cases", expanding=True)), Task.state == "open")  # fmt: skip


@dataclass(frozen=True)
class Clock:
    """Of a case. `spans`: when it stood still before now, or before it came to stand as it does."""

    case_id: str
    version_id: str
    stands: bool
    spans: Sequence[Span] = field(default=())


@dataclass(frozen=True)
class Moved:
    """How many due times of tasks, and promises of cases, are others than before."""

    tasks: int = 0
    cases: int = 0

    def __add__(self, other: "Moved") -> "Moved":
        return Moved(self.tasks + other.tasks, self.cases + other.cases)


def reckon(work: Work, cases: Sequence[Row[Any]]) -> Moved:
    """Of these cases (`COLUMNS`), which are locked."""
    stops = rows.of_cases(work, [case.id for case in cases])
    clocks = [
        Clock(
            case.id,
            case.version_id,
            case.paused_at is not None,
            rows.spans(stops[case.id], case.paused_at or work.now),
        )
        for case in cases
    ]
    changed, promises = list(tasks(work, clocks)), list(_promises(work, cases, clocks))
    write_tasks(work, changed)
    if promises:
        work.execute(_CASE, promises)
    return Moved(sum(task["moved"] for task in changed), len(promises))


def tasks(work: Work, clocks: Sequence[Clock]) -> Iterator[dict[str, Any]]:
    """The open tasks of the cases whose times are others than what stands there; rows for `write_tasks`."""
    by_case = {clock.case_id: clock for clock in clocks}
    for task in work.execute(_TASKS, {"cases": list(by_case)}).all():
        deadline = _deadline(work, task, by_case[task.case_id])
        due = deadline.due_at
        look = None
        if not by_case[task.case_id].stands:
            look = deadline.look_at(work.office.patience, task.told or 0)
        if (due, look) != (task.due_at, task.look_at):
            yield {"of": task.id, "due": due, "look": look, "moved": due != task.due_at}


def _deadline(work: Work, task: Row[Any], clock: Clock) -> Deadline:
    definition = work.engine.definitions.version(work.connection, clock.version_id)
    allowed = definition.procedure.nodes[task.node].properties.get("waktu")
    calendar = work.office.calendar_for(task.role, task.area_code)
    return Deadline(calendar, task.created_at, office_time(allowed), clock.spans)


def write_tasks(work: Work, changed: Sequence[Mapping[str, Any]]) -> None:
    if changed:
        work.execute(_TASK, [{name: row[name] for name in ("of", "due", "look")} for row in changed])


def _promises(work: Work, cases: Sequence[Row[Any]], clocks: Sequence[Clock]) -> Iterator[dict[str, Any]]:
    for case, clock in zip(cases, clocks, strict=True):
        if case.complete_at is None:
            continue
        definition = work.engine.definitions.version(work.connection, case.version_id)
        length = office_time(definition.procedure.properties.get("waktuPelayanan"))
        due = ends(work.office.calendar, case.complete_at, length, clock.spans)
        if due != case.promised_at:
            yield {"of": case.id, "due": due}
