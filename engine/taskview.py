"""A task as its page shows it: the form with what is known, the papers, what was said before, what may be decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from engine import (
    approvals,
    casefile,
    cases,
    caseview,
    cautions,
    comments,
    deaths,
    drafts,
    history,
    people,
    submission,
    summary,
    tasks,
)
from engine.access import Action, Refusal, allow, refusal
from engine.definitions import DocumentType
from engine.errors import denial
from engine.forms import Form
from engine.process import Node
from engine.reasons import Reason
from engine.stops import hand
from engine.work import Reading


@dataclass(frozen=True)
class TaskView:
    """`raw` is what the form's inputs show: the draft if there is one, else the record; `typed` likewise for what
    stands beside the form. `refusal`: why the actor may not act on it, None where he may."""

    id: str
    case_id: str
    case_number: str
    subject_name: str
    document_type: DocumentType
    node: Node
    round: int
    state: str
    due_at: datetime
    opened_at: datetime
    paused_at: datetime | None
    pause_reason: str | None
    stopped_by_hand: bool
    """Whoever holds the task has stopped its clock."""
    origin: str
    held_by_me: bool
    holder: str | None
    claimed_at: datetime | None
    refusal: Refusal | None
    form: Form | None
    raw: Mapping[str, Any]
    typed: Mapping[str, Sequence[str]]
    draft_saved_at: datetime | None
    outcomes: Sequence[str]
    reasons: Sequence[Reason]
    checks_papers: bool
    papers: Sequence[caseview.Paper]
    sections: Sequence[summary.Section]
    journey: Sequence[caseview.Stop]
    last_return: history.Entry | None
    objections: Sequence[history.Entry]
    """The last word of each desk in the area that did not agree."""
    comments: Sequence[history.Entry]
    """What staff wrote for each other."""
    may_comment: bool
    flags: frozenset[str]
    cautions: Sequence[cautions.Caution]
    acceptors: Mapping[str, str]
    """Who accepted the cautions, by name."""
    cleared: Sequence[approvals.Cleared]
    """Approvals that do not stand any more."""
    sees_papers: bool
    record: Mapping[str, Any] = field(repr=False, default_factory=dict)


def view(reading: Reading, task_id: str) -> TaskView:
    row = tasks.find(reading, task_id)
    seen = refusal(reading.actor, Action.SEE_TASK, tasks.facts(reading.actor, row))
    if seen is not None:
        raise denial("see the task", seen)
    return _view(reading, row)


def _view(reading: Reading, row: Row[Any]) -> TaskView:
    actor = reading.actor
    definition = reading.engine.definitions.version(reading.connection, row.version_id)
    node = definition.procedure.nodes[row.task_node]
    record = casefile.read_record(reading, row)
    form = definition.form(node)
    draft = drafts.find(reading, row.task_id)
    in_full = allow(actor, Action.SEE_PAPERS, cases.facts(row))
    story = history.story(reading, row.id)
    sees_case = allow(actor, Action.SEE_CASE, cases.facts_to_act(reading, row))
    warned = cautions.of_record(definition, record) if in_full else []
    named = people.names(reading, ({row.task_claimed_by} - {None}) | cautions.people(warned))
    return TaskView(
        id=row.task_id,
        case_id=row.id,
        case_number=row.number,
        subject_name=row.subject_name,
        document_type=definition,
        node=node,
        round=row.task_round,
        state=row.task_state,
        due_at=row.task_due_at,
        opened_at=row.opened_at,
        paused_at=row.paused_at,
        pause_reason=row.pause_reason,
        stopped_by_hand=row.paused_at is not None and hand.is_stopped(reading, row),
        origin=row.intake_unit,
        held_by_me=row.task_claimed_by is not None and row.task_claimed_by == actor.person_id,
        holder=named.get(row.task_claimed_by),
        claimed_at=row.task_claimed_at,
        refusal=refusal(actor, Action.COMPLETE, tasks.facts(actor, row)),
        form=form,
        raw=_raw(reading, form, draft[0] if draft else None, record),
        typed=draft[0] if draft else _verdicts(record),
        draft_saved_at=draft[1] if draft else None,
        outcomes=submission.outcomes(node),
        reasons=list(definition.reasons.values()),
        checks_papers=submission.checks_papers(node),
        papers=caseview.papers(reading, definition, record, row.id, in_full=in_full),
        sections=summary.sections(definition, record, reading.office, in_full=in_full),
        journey=caseview.journey(definition, row.visits, [row.task_node], row.state),
        last_return=next((entry for entry in reversed(story) if entry.outcome == "kembalikan"), None),
        objections=_objections(story),
        comments=comments.told(story) if sees_case else [],
        may_comment=sees_case,
        flags=deaths.flags(reading, row.id) if row.state == "open" else frozenset(),
        cautions=warned,
        acceptors=named,
        cleared=approvals.cleared(definition, record),
        sees_papers=in_full,
        record=record,
    )


def _objections(story: Sequence[history.Entry]) -> list[history.Entry]:
    last = {entry.node: entry for entry in story if entry.outcome}
    return [entry for entry in last.values() if entry.outcome == "keberatan"]


def _raw(
    reading: Reading,
    form: Form | None,
    drafted: Mapping[str, Sequence[str]] | None,
    record: dict[str, Any],
) -> dict[str, Any]:
    if form is None:
        return {}
    if drafted is not None:
        return form.read(drafted)
    return form.begin(record, casefile.Scope(record, reading.office), reading.local)


def _verdicts(record: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    """The last check of the papers, as its inputs are named, but for those that have changed since."""
    return {
        f"berkas.{code}.{name}": [value]
        for code, verdict in record.get("berkas", {}).items()
        if not verdict.get(submission.CHANGED)
        for name, value in verdict.items()
        if value
    }
