"""Completing a task: one transaction, in one order, each step a function that can be read on one screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Row, bindparam, insert, or_, select, update

from engine import approvals, casenames, cautions, drafts, filing, promise, residents
from engine import submission as submissions
from engine.access import Action, Actor
from engine.casefile import CaseFile, Scope, on_desk
from engine.cautions import Heeded
from engine.db.cases import Answer, Task
from engine.engine import Engine
from engine.errors import (
    InvalidAnswersError,
    NotWaitingError,
    PostEndedError,
    TaskHeldError,
    TaskNotOpenError,
    WarningsError,
)
from engine.forms import Form, Problem
from engine.ids import new_id
from engine.notices import outbox
from engine.placing import Begun
from engine.process import Node
from engine.separation import OWN, Done
from engine.submission import FORWARD, Submission
from engine.tasks.drafting import save_draft
from engine.tasks.found import done, find, permit
from engine.work import Work


@dataclass(frozen=True)
class Completion:
    """What to tell the person: which case, what he decided, where it went."""

    case_id: str
    case_number: str
    subject_name: str
    outcome: str
    next: tuple[Begun, ...]
    state: str
    repeated: bool = False
    """The same request had been carried out before."""


def complete(engine: Engine, actor: Actor, task_id: str, submission: Submission) -> Completion:
    """One transaction, one order: lock the case, take the task, check, write, move, record."""
    try:
        with engine.work(actor, submission.request_id) as work:
            row = find(work, task_id, lock=True)
            if row.task_request_id == submission.request_id and row.task_done_by == actor.person_id:
                return _repeated(row)
            permit(actor, Action.COMPLETE, row)
            _take(work, row, submission)
            file = on_desk(work, row)
            return _carry_out(file, row, submission)
    except (TaskNotOpenError, TaskHeldError, NotWaitingError, PostEndedError, WarningsError):
        save_draft(engine, actor, task_id, submission.posted)
        raise


_ANSWER = insert(Answer)
_TAKE = (
    update(Task)
    .where(
        Task.id == bindparam("task"),
        Task.state == "open",
        or_(Task.claimed_by.is_(None), Task.claimed_by == bindparam("person")),
    )
    .values(
        state="done",
        done_by=bindparam("person"),
        done_at=bindparam("at"),
        outcome=bindparam("result"),
        request_id=bindparam("request"),
    )
)


def _take(work: Work, row: Row[Any], submission: Submission) -> None:
    """The one statement that decides who completes a task."""
    values = {
        "task": row.task_id,
        "person": work.actor.person_id,
        "at": work.now,
        "result": submission.outcome,
        "request": submission.request_id,
    }
    if work.execute(_TAKE, values).rowcount != 1:
        state = (Task.state, Task.done_by, Task.done_at, Task.claimed_by)
        first = work.execute(select(*state).where(Task.id == row.task_id)).one()
        if first.state == "open":
            raise TaskHeldError(row.task_node, first.claimed_by)
        raise TaskNotOpenError(row.task_node, first.done_by, first.done_at)


def _repeated(row: Row[Any]) -> Completion:
    return Completion(row.id, row.number, row.subject_name, row.task_outcome, (), row.state, repeated=True)


def _carry_out(file: CaseFile, row: Row[Any], submission: Submission) -> Completion:
    node = file.document_type.procedure.nodes[row.task_node]
    before = orjson.loads(orjson.dumps(file.record))
    form = file.document_type.form(node) if submission.outcome == FORWARD else None
    values, heeded = _checked(file, node, form, submission)
    filing.file_answers(file, form, values)
    if form is not None:
        cautions.note(file.record, form, node.id, heeded)
    _decide(file, node, submission)
    changed = approvals.changed(file.document_type, before, file.record) if values else set()
    fallen = approvals.clear(file.document_type, file.record, changed, by=node.id)
    _write_answer(file, row, values | {node.id: submission.as_record()} | heeded.as_answer)
    file.run.complete(row.task_token)
    file.settled = row.task_token
    promise.turn(file, node, submission)
    moves = file.save()
    _note_duty(file.work, row)
    casenames.renew(file)
    if row.is_drafted:
        drafts.drop(file.work, row.task_id)
    filing.record_event(
        file,
        "task.completed",
        node=node.id,
        before=before,
        began=moves,
        outcome=submission.outcome,
        reason=submission.why,
        words="; ".join(filter(None, (submission.note, heeded.why))) or None,
        facts=heeded.facts,
        role=(row.task_role, row.task_area_code),
    )
    if fallen:
        facts = approvals.facts(fallen, changed)
        role = (row.task_role, row.task_area_code)
        filing.record_act(file.work, row.id, approvals.EVENT, node=node.id, facts=facts, role=role)
    outbox.follow(file, row, submission)
    return Completion(
        row.id, row.number, file.value("subject_name"), submission.outcome, moves.tasks, file.value("state")
    )


def _checked(
    file: CaseFile, node: Node, form: Form | None, submission: Submission
) -> tuple[dict[str, Any], Heeded]:
    """The form's values, as they go into the record. A task that goes back or is refused writes none."""
    values: dict[str, Any] = {}
    problems: list[Any] = []
    warnings: Sequence[Problem] = ()
    if form is not None:
        typed, scope = form.read(submission.posted), Scope(file.record, file.work.office)
        checked = form.check(typed, scope, file.work.local, residents.functions(file.work))
        values, problems, warnings = checked.values, list(checked.problems), checked.warnings
    merged = filing.merge(file.record, values)
    problems += submissions.check(submission, file.document_type, node, merged)
    if problems:
        raise InvalidAnswersError(problems)
    return values, cautions.heed(submission, warnings, file.work.actor.person_id)


def _decide(file: CaseFile, node: Node, submission: Submission) -> None:
    file.record[node.id] = submission.as_record()
    if submission.papers:
        papers = {code: verdict.as_record() for code, verdict in submission.papers.items()}
        file.record["berkas"] = file.record.get("berkas", {}) | papers


def _write_answer(file: CaseFile, row: Row[Any], values: Mapping[str, Any]) -> None:
    work, answer_id = file.work, new_id()
    answer = {
        "id": answer_id,
        "case_id": row.id,
        "node": row.task_node,
        "item": row.task_item,
        "values": work.vault.seal("terbit_answer", "values", answer_id, orjson.dumps(values)),
        "person_id": work.actor.person_id,
        "written_at": work.now,
    }
    work.execute(_ANSWER, [answer | work.office.owner])


def _note_duty(work: Work, row: Row[Any]) -> None:
    grant = work.actor.grant_for(row.task_role, row.task_area_code)
    duty = Done(row.task_duty, row.task_role, grant.kind if grant else OWN)
    if duty not in done(row):
        filing.note_duty(work, row.id, duty)
