"""A task with its case, and what access needs to know of whoever asks."""

from typing import Any

from sqlalchemy import BindParameter, Row, Select, bindparam, exists, func, or_, select

from engine import filing, separation
from engine.access import Action, Actor, Refusal, TaskFacts, refusal
from engine.db.base import FINGERPRINT
from engine.db.cases import Case, CaseDuty, CaseParty, Task, TaskDraft
from engine.db.history import Stream
from engine.errors import NotFoundError, TaskHeldError, TaskNotOpenError, denial
from engine.history import CaseStream
from engine.separation import Done
from engine.work import Reading, Work

TASK_COLUMNS = ("id", "token", "node", "item", "name", "role", "duty", "area_code", "state", "round", "due_at",
                "claimed_by", "claimed_at", "held_until", "done_by", "done_at", "outcome", "request_id",
                "created_at")  # fmt: skip


def find(reading: Reading, task_id: str, *, lock: bool = False) -> Row[Any]:
    """The task (columns `task_…`), its case and what access needs to know of the actor; one statement."""
    actor = reading.actor
    values = {
        "task_id": task_id,
        "person_id": actor.person_id,
        "nik_index": actor.nik_index,
        "kk_index": actor.kk_index,
    }
    row = reading.execute(_FOUND_AND_LOCKED if lock else _FOUND, values).first()
    if row is None:
        raise NotFoundError("task")
    return row


def _found() -> Select[Any]:
    """Built once: building it costs more than running it."""
    person: BindParameter[str] = bindparam("person_id")
    duties = (
        select(func.aggregate_strings(CaseDuty.duty + ":" + CaseDuty.kind + ":" + CaseDuty.role, ","))
        .where(CaseDuty.case_id == Case.id, CaseDuty.person_id == person)
        .scalar_subquery()
    )
    marks = [bindparam("nik_index", type_=FINGERPRINT), bindparam("kk_index", type_=FINGERPRINT)]
    family = exists().where(
        CaseParty.case_id == Case.id, or_(*(CaseParty.fingerprint == mark for mark in marks))
    )
    drafted = exists().where(TaskDraft.task_id == Task.id, TaskDraft.person_id == person)
    columns = (getattr(Task, name).label(f"task_{name}") for name in TASK_COLUMNS)
    return (
        select(
            *columns,
            *Case.__table__.c,
            Stream.seq.label("stream_seq"),
            Stream.hash.label("stream_hash"),
            duties.label("own_duties"),
            separation.barred_by_drawing(person).label("is_drawn_apart"),
            family.label("is_family"),
            drafted.label("is_drafted"),
        )
        .join(Case, Case.id == Task.case_id)
        .join(Stream, Stream.id == CaseStream(Case.id))
        .where(Task.id == bindparam("task_id"))
    )


_FOUND = _found()
_FOUND_AND_LOCKED = _FOUND.with_for_update(of=[Case, Stream])


def facts(actor: Actor, row: Row[Any]) -> TaskFacts:
    return TaskFacts(
        role=row.task_role,
        area_code=row.task_area_code,
        duty=row.task_duty,
        claimed_by=row.task_claimed_by,
        done=done(row),
        drawn_apart=bool(row.is_drawn_apart),
        parties=actor.fingerprints if row.is_family else frozenset(),
    )


def done(row: Row[Any]) -> frozenset[Done]:
    """What the actor did on the case before."""
    return frozenset(Done.read(text) for text in (row.own_duties or "").split(",") if text)


def permit(actor: Actor, action: Action, row: Row[Any]) -> None:
    refused = refusal(actor, action, facts(actor, row))
    if refused is Refusal.HELD and row.task_state != "open":
        raise TaskNotOpenError(row.task_node, row.task_done_by, row.task_done_at)
    if refused is Refusal.HELD:
        raise TaskHeldError(row.task_node, row.task_claimed_by)
    if refused is not None:
        raise denial(f"{action} of '{row.task_node}'", refused)


def record(work: Work, row: Row[Any], kind: str, **more: Any) -> None:
    """What touched a task without completing it; its case is locked."""
    work.heads[f"case:{row.id}"] = (row.stream_seq, row.stream_hash)
    filing.record_act(
        work, row.id, kind, node=row.task_node, role=(row.task_role, row.task_area_code), **more
    )
