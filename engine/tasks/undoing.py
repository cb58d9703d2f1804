"""Taking back what somebody has just done with who holds a task, while nothing followed that counts on it. What was
decided, signed or handed out stays: it is in the history, in the register, in somebody's hands."""

from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Row, exists, or_, select, update

from engine import people
from engine.access import Action, Actor, allow
from engine.db.cases import Task, TaskDraft
from engine.db.history import Event
from engine.engine import Engine
from engine.errors import NotAllowedError, NotFoundError, NothingToUndoError
from engine.history import of_case
from engine.tasks import leases
from engine.tasks.found import facts, find, permit, record
from engine.tasks.handing import colleagues
from engine.work import Reading

CLAIMED, RELEASED, UNDONE = "task.claimed", "task.released", "task.undone"
LAPSED = "task.lapsed"
HANDED = frozenset({"task.handed_on", "task.taken_over"})
HOLDING = HANDED | {CLAIMED, RELEASED, UNDONE, LAPSED}
WORDS = frozenset({"case.seen", "case.commented"})
"""What somebody may do without having begun to work on the task."""
NEAR = 20
"""Events of who holds which task of a case that are looked through."""


@dataclass(frozen=True)
class Act:
    """The actor's last act in a case, on an open task. `before` and `after`: who held it, None for nobody."""

    task_id: str
    case_id: str
    case_number: str
    subject_name: str
    kind: str
    before: str | None
    after: str | None
    after_name: str | None
    mine: bool
    """The actor holds it since."""
    undoable: bool


def last_act(reading: Reading, task_id: str) -> Act | None:
    """None where somebody else acted since, or the task is done."""
    try:
        return _last(reading, find(reading, task_id))
    except NotFoundError:
        return None


def _last(reading: Reading, row: Row[Any]) -> Act | None:
    found = _last_of_holding(reading, row)
    if found is None or row.task_state != "open" or found[0].person_id != reading.actor.person_id:
        return None
    event, body = found
    held = _held(event.kind, event.person_id, body["facts"])
    if held is None or row.task_claimed_by != held[1]:
        return None
    name = people.names(reading, {held[1]}).get(held[1]) if held[1] else None
    undoable = event.kind != UNDONE and not _worked_on(reading, row, event)
    mine = held[1] == reading.actor.person_id
    return Act(row.task_id, row.id, row.number, row.subject_name, event.kind, *held, name, mine, undoable)


def _last_of_holding(reading: Reading, row: Row[Any]) -> tuple[Row[Any], dict[str, Any]] | None:
    """The last event of who holds the task, with its body; a case may have other tasks side by side."""
    wanted = select(Event.kind, Event.person_id, Event.at, Event.seq, Event.body).where(
        Event.stream == of_case(row.id), Event.kind.in_(HOLDING)
    )
    for event in reading.execute(wanted.order_by(Event.seq.desc()).limit(NEAR)):
        body = orjson.loads(event.body)
        if body["node"] == row.task_node:
            return event, body
    return None


def _held(kind: str, person_id: str, facts: dict[str, Any]) -> tuple[str | None, str | None] | None:
    """By whom before and after; None for an act that is about something else."""
    if kind in HANDED or kind == UNDONE:
        return facts["from"], facts["to"]
    return {CLAIMED: (None, person_id), RELEASED: (person_id, None)}.get(kind)


def _worked_on(reading: Reading, row: Row[Any], event: Row[Any]) -> bool:
    """Whoever holds it since has typed something, or done anything in the case but what the event says."""
    typed = exists().where(
        TaskDraft.task_id == row.task_id,
        TaskDraft.person_id == row.task_claimed_by,
        TaskDraft.saved_at >= event.at,
    )
    acted = exists().where(
        Event.stream == of_case(row.id),
        Event.seq > event.seq,
        Event.person_id == row.task_claimed_by,
        Event.kind.not_in(WORDS),
    )
    return bool(reading.execute(select(or_(typed, acted))).scalar())


def undo(engine: Engine, actor: Actor, task_id: str) -> None:
    """Whoever held the task before holds it again, if he still may."""
    with engine.work(actor) as work:
        row = find(work, task_id, lock=True)
        act = _last(work, row)
        if act is None and not allow(actor, Action.HAND_ON, facts(actor, row)):
            permit(actor, Action.SEE_TASK, row)
        if act is None or not act.undoable:
            raise NothingToUndoError(row.task_node)
        if act.kind in HANDED and act.before != actor.person_id:
            permit(actor, Action.HAND_ON, row)
        if act.before and act.before not in {one.person_id for one in colleagues(work, task_id)}:
            raise NotAllowedError("hand the task back to him", "role")
        held = act.before is not None
        work.execute(
            update(Task)
            .where(Task.id == task_id)
            .values(
                claimed_by=act.before,
                claimed_at=work.now if held else None,
                held_until=leases.until(work) if held else None,
                lost_by=None,
            )
        )
        record(work, row, UNDONE, facts={"undone": act.kind, "from": act.after, "to": act.before})
