"""A case's clock follows its tokens: it stands while the applicant has the file, while a step waits for what the office
cannot hurry (`jeda`), while an outage concerns a desk where it waits, and where the holder of a task stopped it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import update

from engine import promise, reckoning
from engine.db.cases import Task
from engine.process import Tokens
from engine.roles import INTAKE_DESK
from engine.stops import rows
from engine.stops.rows import DIAGRAM, HAND, Stop

if TYPE_CHECKING:
    from engine.casefile import CaseFile

WITH_APPLICANT = "menunggu_pemohon"


def follow(file: "CaseFile") -> None:
    """Before the case is saved. Costs nothing while the clock runs on."""
    tokens = file.run.tokens()
    wanted = {stop.key: stop for stop in _wanted(file, tokens)}
    if not wanted and file.row.paused_at is None:
        return
    known = rows.running(file.work, file.row.id) if file.row.paused_at is not None else []
    running = {stop.key: stop for stop in known}
    waiting = {task.token for task in tokens.tasks}
    lasting = [stop for key, stop in running.items() if key in wanted or _by_hand(stop, waiting)]
    over = [stop for stop in running.values() if stop not in lasting]
    begun = [stop for key, stop in wanted.items() if key not in running]
    rows.end(file.work, over, file.work.now)
    rows.begin(file.work, begun)
    file.columns |= rows.shown([*lasting, *begun], file.row.paused_at)
    _carry(file, tokens, stands=bool(lasting or begun))


def _wanted(file: "CaseFile", tokens: Tokens) -> Iterator[Stop]:
    if file.run.ended:
        return
    reason = _reason(file, tokens)
    if reason is not None:
        yield _stop(file, DIAGRAM, reason)
    outages = file.work.office.outages
    if outages:
        desks = {_desk(file, task.role) for task in tokens.tasks}
        for outage in outages:
            if outage.concerns(file.row.document_type, desks):
                yield _stop(file, outage.id, outage.reason)


def _desk(file: "CaseFile", role: str | None) -> str:
    return str(file.row.intake_role if role == INTAKE_DESK else role)


def _reason(file: "CaseFile", tokens: Tokens) -> str | None:
    if any(task.role == INTAKE_DESK for task in tokens.tasks):
        return WITH_APPLICANT
    nodes = file.document_type.procedure.nodes
    return next((jeda for task in tokens.tasks if (jeda := nodes[task.node].properties.get("jeda"))), None)


def _stop(file: "CaseFile", source: str, reason: str) -> Stop:
    return Stop(file.row.id, source, reason, "", file.work.now)


def _by_hand(stop: Stop, waiting: set[str]) -> bool:
    return stop.source == HAND and stop.token in waiting


def _carry(file: "CaseFile", tokens: Tokens, *, stands: bool) -> None:
    """What was promised, and the deadlines of tasks that stay."""
    work, stood = file.work, file.row.paused_at is not None
    staying = {task.token for task in file.before.tasks} & {task.token for task in tokens.tasks}
    if stands and not stood and staying:
        mine = (Task.case_id == file.row.id, Task.state == "open")
        work.execute(update(Task).where(*mine).values(look_at=None))
    if stood and not stands and not file.run.ended:
        file.columns |= promise.moved(file, (file.row.paused_at, work.now))
        if staying:
            spans = rows.spans(rows.of_cases(work, [file.row.id])[file.row.id], work.now)
            clock = reckoning.Clock(file.row.id, file.document_type.id, stands=False, spans=spans)
            reckoning.write_tasks(work, list(reckoning.tasks(work, [clock])))
