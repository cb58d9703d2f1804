"""Tasks: claim, release, complete. Exactly one person completes a task; whoever is second keeps what he typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from engine.forms import Form
from sqlalchemy import Row, Select, func, insert, literal, null, select, update

from engine import drafts, filing, promise
from engine import submission as submissions
from engine.access import Action, Actor, Refusal, TaskFacts, refusal, tasks_open_to, tasks_seen_by
from engine.casefile import CaseFile, Scope, on_desk
from engine.db.cases import Answer, Case, CaseDuty, CaseParty, Task
from engine.db.history import Stream
from engine.engine import Engine
from engine.errors import (
    InvalidAnswersError,
    NotAllowedError,
    NotFoundError,
    NotWaitingError,
    TaskHeldError,
    TaskNotOpenError,
)
from engine.history import CaseStream
from engine.ids import new_id
from engine.placing import Begun
from engine.process import Node
from engine.submission import FORWARD, Submission
from engine.work import Reading, Work

TASK_COLUMNS = ("id", "token", "node", "item", "name", "role", "duty", "area_code", "state", "round", "due_at",
                "claimed_by", "claimed_at", "done_by", "done_at", "outcome", "request_id", "created_at")  # fmt: skip


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
    except (TaskNotOpenError, TaskHeldError, NotWaitingError):
        drafts.save(engine, actor, task_id, submission.posted)
        raise


def find(reading: Reading, task_id: str, *, lock: bool = False) -> Row[Any]:
    """The task (columns `task_…`), its case and what access needs to know of the actor; one statement."""
    actor = reading.actor
    duties = (
        select(func.aggregate_strings(CaseDuty.duty, ","))
        .where(CaseDuty.case_id == Case.id, CaseDuty.person_id == actor.person_id)
        .scalar_subquery()
    )
    parties = (
        select(func.count())
        .where(CaseParty.case_id == Case.id, CaseParty.fingerprint.in_(sorted(actor.fingerprints)))
        .scalar_subquery()
    )
    statement = (
        select(
            *(getattr(Task, name).label(f"task_{name}") for name in TASK_COLUMNS),
            Case.__table__,
            Stream.seq.label("stream_seq"),
            Stream.hash.label("stream_hash"),
            duties.label("own_duties"),
            (parties if actor.fingerprints else literal(0)).label("own_parties"),
        )
        .join(Case, Case.id == Task.case_id)
        .join(Stream, Stream.id == CaseStream(Case.id))
        .where(Task.id == task_id)
    )
    row = reading.execute(statement.with_for_update(of=[Case, Stream]) if lock else statement).first()
    if row is None:
        raise NotFoundError("task")
    return row


def facts(actor: Actor, row: Row[Any]) -> TaskFacts:
    return TaskFacts(
        role=row.task_role,
        area_code=row.task_area_code,
        duty=row.task_duty,
        claimed_by=row.task_claimed_by,
        own_duties=frozenset((row.own_duties or "").split(",")),
        parties=actor.fingerprints if row.own_parties else frozenset(),
    )


def permit(actor: Actor, action: Action, row: Row[Any]) -> None:
    refused = refusal(actor, action, facts(actor, row))
    if refused is Refusal.HELD:
        raise TaskHeldError(row.task_node, row.task_claimed_by)
    if refused is not None:
        raise NotAllowedError(f"{action} of '{row.task_node}'", refused)


def _take(work: Work, row: Row[Any], submission: Submission) -> None:
    """The one statement that decides who completes a task."""
    taken = work.execute(
        update(Task)
        .where(
            Task.id == row.task_id,
            Task.state == "open",
            (Task.claimed_by.is_(None)) | (Task.claimed_by == work.actor.person_id),
        )
        .values(
            state="done",
            done_by=work.actor.person_id,
            done_at=work.now,
            outcome=submission.outcome,
            request_id=submission.request_id,
        )
    )
    if taken.rowcount != 1:
        first = work.execute(
            select(Task.state, Task.done_by, Task.done_at, Task.claimed_by).where(Task.id == row.task_id)
        ).one()
        if first.state == "open":
            raise TaskHeldError(row.task_node, first.claimed_by)
        raise TaskNotOpenError(row.task_node, first.done_by, first.done_at)


def _repeated(row: Row[Any]) -> Completion:
    return Completion(row.id, row.number, row.subject_name, row.task_outcome, (), row.state, repeated=True)


def _carry_out(file: CaseFile, row: Row[Any], submission: Submission) -> Completion:
    node = file.document_type.procedure.nodes[row.task_node]
    before = orjson.dumps(file.record)
    form = file.document_type.form(node) if submission.outcome == FORWARD else None
    values = _checked(file, node, form, submission)
    filing.file_answers(file, form, values)
    _decide(file, node, submission)
    _write_answer(file, row, values | {node.id: submission.as_record()})
    file.run.complete(row.task_token)
    promise.turn(file, node, submission)
    moves = file.save()
    _note_duty(file.work, row)
    filing.note_parties(file, form)
    drafts.drop(file.work, row.task_id)
    filing.record_event(
        file, "task.completed", node=node.id, before=orjson.loads(before), began=moves,
        outcome=submission.outcome, reason=submission.why, words=submission.note, role=(row.task_role, row.task_area_code),
    )  # fmt: skip
    return Completion(
        row.id, row.number, file.value("subject_name"), submission.outcome, moves.tasks, file.value("state")
    )


def _checked(file: CaseFile, node: Node, form: Form | None, submission: Submission) -> dict[str, Any]:
    """The form's values, as they go into the record. A task that goes back or is refused writes none."""
    values: dict[str, Any] = {}
    problems: list[Any] = []
    if form is not None:
        checked = form.check(
            form.read(submission.posted), Scope(file.record, file.work.office), file.work.local
        )
        values, problems = checked.values, list(checked.problems)
    merged = filing.merge(file.record, values)
    problems += submissions.check(submission, file.document_type, node, merged)
    if problems:
        raise InvalidAnswersError(problems)
    return values


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
    work.execute(insert(Answer), [answer | work.office.owner])


def _note_duty(work: Work, row: Row[Any]) -> None:
    if row.task_duty in (row.own_duties or "").split(","):
        return
    duty = {"case_id": row.id, "person_id": work.actor.person_id, "duty": row.task_duty}
    work.execute(insert(CaseDuty), [duty | work.office.owner])


def claim(engine: Engine, actor: Actor, task_id: str) -> None:
    """Holding it already is no error; somebody else's claim is."""
    with engine.work(actor) as work:
        row = find(work, task_id, lock=True)
        permit(actor, Action.CLAIM, row)
        _claim(work, row)


def _claim(work: Work, row: Row[Any]) -> None:
    if row.task_claimed_by == work.actor.person_id:
        return
    claimed = work.execute(
        update(Task)
        .where(Task.id == row.task_id, Task.state == "open", Task.claimed_by.is_(None))
        .values(claimed_by=work.actor.person_id, claimed_at=work.now)
    )
    if claimed.rowcount != 1:
        raise TaskNotOpenError(row.task_node, row.task_done_by, row.task_done_at)
    _record(work, row, "task.claimed")


def claim_next(engine: Engine, actor: Actor, role: str | None = None) -> str | None:
    """Takes the free task that is due first, against cherry-picking; None when there is none."""
    with engine.reading(actor) as reading:
        found = reading.execute(_free_tasks(reading, role)).scalars().all()
    for task_id in found:
        try:
            claim(engine, actor, task_id)
        except (TaskHeldError, TaskNotOpenError, NotAllowedError):
            continue
        return str(task_id)
    return None


def _free_tasks(reading: Reading, role: str | None) -> Select[Any]:
    actor = reading.actor
    return (
        select(Task.id)
        .where(
            Task.office_code == reading.office.code,
            Task.state == "open",
            Task.claimed_by.is_(None),
            tasks_seen_by(actor, None if role is None else [role]),
            tasks_open_to(actor),
        )
        .order_by(Task.due_at, Task.id)
        .limit(10)
    )


def release(engine: Engine, actor: Actor, task_id: str) -> None:
    with engine.work(actor) as work:
        row = find(work, task_id, lock=True)
        released = work.execute(
            update(Task)
            .where(Task.id == row.task_id, Task.state == "open", Task.claimed_by == actor.person_id)
            .values(claimed_by=null(), claimed_at=null())
        )
        if released.rowcount != 1:
            raise TaskHeldError(row.task_node, row.task_claimed_by)
        _record(work, row, "task.released")


def _record(work: Work, row: Row[Any], kind: str) -> None:
    work.heads[f"case:{row.id}"] = (row.stream_seq, row.stream_hash)
    filing.record_act(work, row.id, kind, node=row.task_node, role=(row.task_role, row.task_area_code))
