"""The holder of a task stops its case's clock, for a coded reason and in his words; whoever holds it lets it run on."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select, update

from engine import filing, reckoning
from engine.access import Action, Actor
from engine.db.cases import Case, Task
from engine.engine import Engine
from engine.errors import (
    ClockRunsError,
    ClockStandsError,
    InvalidAnswersError,
    TaskHeldError,
    TaskNotOpenError,
)
from engine.forms import Problem
from engine.reasons import CLOCK, Reason, fitting
from engine.stops import rows
from engine.stops.rows import HAND, Stop
from engine.tasks.found import find, permit
from engine.work import Reading, Work


def reasons(reading: Reading, document_type: str) -> tuple[Reason, ...]:
    """As the version in force has them: a case may follow one from before they were written."""
    definition = reading.engine.definitions.current(
        reading.connection, reading.engine.office_code, document_type
    )
    return fitting(definition.reasons.values(), CLOCK)


def is_stopped(reading: Reading, row: Row[Any]) -> bool:
    """Whether the holder of the task (a row of `tasks.find`) stopped its clock."""
    return bool(_of_task(rows.of_cases(reading, [row.id])[row.id], row))


def stop(engine: Engine, actor: Actor, task_id: str, reason: str, words: str) -> str:
    """The case's id."""
    with engine.work(actor) as work:
        row = _held(work, task_id)
        _check(work, row, reason, words)
        known = rows.of_cases(work, [row.id])[row.id]
        if _of_task(known, row):
            raise ClockStandsError(row.task_node)
        begun = Stop(row.id, HAND, reason, row.task_token, work.now, stopped_by=actor.person_id)
        rows.begin(work, [begun])
        _show(work, row, [one for one in known if one.until is None] + [begun])
        work.execute(update(Task).where(Task.case_id == row.id, Task.state == "open").values(look_at=None))
        _record(work, row, "clock.stopped", reason, words)
        return str(row.id)


def resume(engine: Engine, actor: Actor, task_id: str) -> str:
    """The case's id. Its promise and the deadlines of its tasks move by the office time that its clock stood still."""
    with engine.work(actor) as work:
        row = _held(work, task_id)
        known = rows.of_cases(work, [row.id])[row.id]
        own = _of_task(known, row)
        if not own:
            raise ClockRunsError(row.task_node)
        rows.end(work, own, work.now)
        _show(work, row, [one for one in known if one.until is None and one not in own])
        reckoning.reckon(work, work.execute(select(*reckoning.COLUMNS).where(Case.id == row.id)).all())
        _record(work, row, "clock.resumed", own[0].reason, None)
        return str(row.id)


def _held(work: Work, task_id: str) -> Row[Any]:
    row = find(work, task_id, lock=True)
    permit(work.actor, Action.COMPLETE, row)
    if row.task_state != "open":
        raise TaskNotOpenError(row.task_node, row.task_done_by, row.task_done_at)
    if row.task_claimed_by != work.actor.person_id:
        raise TaskHeldError(row.task_node, row.task_claimed_by)
    return row


def _check(work: Work, row: Row[Any], reason: str, words: str) -> None:
    problems = []
    if reason not in {known.code for known in reasons(work, row.document_type)}:
        problems.append(Problem("alasan", "reason_needed"))
    if not words:
        problems.append(Problem("catatan", "words_needed"))
    if problems:
        raise InvalidAnswersError(problems)


def _of_task(known: Sequence[Stop], row: Row[Any]) -> list[Stop]:
    running = (one for one in known if one.until is None)
    return [one for one in running if one.source == HAND and one.token == row.task_token]


def _show(work: Work, row: Row[Any], running: Sequence[Stop]) -> None:
    work.execute(update(Case).where(Case.id == row.id).values(**rows.shown(running, row.paused_at)))


def _record(work: Work, row: Row[Any], kind: str, reason: str, words: str | None) -> None:
    work.heads[f"case:{row.id}"] = (row.stream_seq, row.stream_hash)
    filing.record_act(
        work, row.id, kind, node=row.task_node, reason=reason, words=words,
        role=(row.task_role, row.task_area_code),
    )  # fmt: skip
