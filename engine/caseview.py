"""A case as a page shows it: what it is about, where it is, how it came there, what comes next."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import aliased

from engine import (
    approvals,
    attachments,
    casefile,
    cases,
    cautions,
    deaths,
    documents,
    handover,
    history,
    links,
    migration,
    register,
    stops,
    submission,
    summary,
)
from engine.access import Action, CaseFacts, TaskFacts, allow, refusal
from engine.db.cases import Case, Incident, Job, Task
from engine.db.offices import Person
from engine.definitions import DocumentType
from engine.errors import NotAllowedError, NotFoundError
from engine.process import Node
from engine.requirements import Requirement, needed
from engine.work import Reading

DONE, NOW, TODO = "done", "now", "todo"


@dataclass(frozen=True)
class Stop:
    """A stop of the short journey line."""

    name: str
    state: str
    name_en: str = ""


@dataclass(frozen=True)
class Waiting:
    """An open task of the case. `mine`: the actor may open it; `assigned`: he may hand it on."""

    id: str
    node: str
    name: str
    role: str
    round: int
    due_at: datetime
    holder: str | None
    claimed_at: datetime | None
    mine: bool
    assigned: bool


class PaperState(enum.StrEnum):
    MISSING = "missing"  # neither a file nor a verdict
    UNCHECKED = "unchecked"  # files that nobody has checked, or other ones than were checked
    ACCEPTED = "accepted"  # as a file, or shown at the counter
    RETURNED = "returned"


@dataclass(frozen=True)
class Paper:
    """A required paper: the verdict of the last check, and what was handed in for it."""

    requirement: Requirement
    verdict: Mapping[str, Any] | None
    files: Sequence[attachments.Attachment]

    @property
    def state(self) -> PaperState:
        if self.verdict is None or self.verdict.get(submission.CHANGED):
            return PaperState.UNCHECKED if self.files else PaperState.MISSING
        return PaperState.ACCEPTED if self.verdict["hasil"] == "terima" else PaperState.RETURNED

    @property
    def is_there(self) -> bool:
        """Nothing of it is waited for."""
        return self.state in (PaperState.UNCHECKED, PaperState.ACCEPTED)


@dataclass(frozen=True)
class CaseView:
    id: str
    number: str
    document_type: DocumentType
    subject_name: str
    state: str
    opened_at: datetime
    closed_at: datetime | None
    complete_at: datetime | None
    promised_at: datetime | None
    paused_at: datetime | None
    pause_reason: str | None
    stops: Sequence[stops.Stop]
    """When its clock stood still, oldest first."""
    returns: int
    intake_unit: str
    area_code: str
    journey: Sequence[Stop]
    waiting: Sequence[Waiting]
    sections: Sequence[summary.Section]
    papers: Sequence[Paper]
    documents: Sequence[documents.Issued]
    register: Sequence[register.Folio]
    story: Sequence[history.Entry]
    incidents: Sequence[Row[Any]]
    linked: Sequence[links.Linked]
    flags: frozenset[str]
    """What has to be looked at before an open case goes on."""
    cautions: Sequence[cautions.Caution]
    acceptors: Mapping[str, str]
    """Who accepted the cautions, by name."""
    cleared: Sequence[approvals.Cleared]
    """Approvals that do not stand any more."""
    steps: Mapping[str, int]
    """Node id -> how often it was passed; the drawing's path."""
    nodes: Mapping[str, Node]
    """Of every version that the case followed."""
    may_withdraw: bool
    may_repair: bool
    may_revoke: bool
    may_tell: bool
    sees_papers: bool
    taken: bool
    """Somebody came for the document, and signs a receipt."""
    record: Mapping[str, Any] = field(repr=False, default_factory=dict)


def view(reading: Reading, case_id: str) -> CaseView:
    """Everything of a case that the actor may see; each look is the caller's to record."""
    row = reading.execute(select(Case.__table__).where(Case.id == case_id)).first()
    if row is None:
        raise NotFoundError("case")
    facts = cases.facts_to_act(reading, row)
    refused = refusal(reading.actor, Action.SEE_CASE, facts)
    if refused is not None:
        raise NotAllowedError("see the case", refused)
    return _view(reading, row, facts)


def _view(reading: Reading, row: Row[Any], facts: CaseFacts) -> CaseView:
    definition = reading.engine.definitions.version(reading.connection, row.version_id)
    record = casefile.read_record(reading, row)
    actor, in_full = reading.actor, allow(reading.actor, Action.SEE_PAPERS, facts)
    story = history.story(reading, row.id)
    waiting = _waiting(reading, row.id, facts)
    warned = cautions.of_record(definition, record) if in_full else []
    steps = passed(story)
    return CaseView(
        id=row.id,
        number=row.number,
        document_type=definition,
        subject_name=row.subject_name,
        state=row.state,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        complete_at=row.complete_at,
        promised_at=row.promised_at,
        paused_at=row.paused_at,
        pause_reason=row.pause_reason,
        stops=stops.of_cases(reading, [row.id])[row.id],
        returns=row.returns,
        intake_unit=row.intake_unit,
        area_code=row.area_code,
        journey=journey(definition, steps, [task.node for task in waiting], row.state),
        waiting=waiting,
        sections=summary.sections(definition, record, reading.office, in_full=in_full),
        papers=papers(reading, definition, record, row.id, in_full=in_full),
        documents=documents.of_case(reading, row.id) if in_full else (),
        register=register.of_case(reading, row.id) if in_full else (),
        story=story,
        incidents=_incidents(reading, row.id),
        linked=links.of_case(reading, row.id),
        flags=deaths.flags(reading, row.id) if row.state == "open" else frozenset(),
        cautions=warned,
        acceptors={one.person_id: one.person for one in story if one.person_id and one.person},
        cleared=approvals.cleared(definition, record) if row.state == "open" else [],
        steps=steps,
        nodes=migration.steps(reading, definition, story),
        may_withdraw=row.state == "open" and allow(actor, Action.WITHDRAW, facts),
        may_repair=allow(actor, Action.REPAIR, facts),
        may_revoke=allow(actor, Action.REVOKE, facts),
        may_tell=row.state in ("open", "rejected") and allow(actor, Action.TELL, facts),
        sees_papers=in_full,
        taken=in_full and handover.taken(record),
        record=record if in_full else {},
    )


def papers(
    reading: Reading, definition: DocumentType, record: Mapping[str, Any], case_id: str, *, in_full: bool
) -> list[Paper]:
    shared = [one.id for one in links.of_case(reading, case_id)] if in_full else []
    files = attachments.of_case(reading, case_id, shared=shared) if in_full else []
    verdicts = record.get("berkas", {})
    return [
        Paper(
            requirement,
            verdicts.get(requirement.code),
            [file for file in files if file.requirement == requirement.code],
        )
        for requirement in needed(definition.requirements, record)
    ]


def passed(story: Sequence[history.Entry]) -> dict[str, int]:
    """How often each node was completed, from the history: the path that was really taken."""
    counts: dict[str, int] = {}
    for entry in story:
        for node in entry.facts.get("steps", ()):
            counts[node] = counts.get(node, 0) + 1
    return counts


def journey(
    definition: DocumentType, steps: Mapping[str, int], waiting: Sequence[str], state: str
) -> list[Stop]:
    """The stops of the diagram; what a return left to be passed again is not done."""
    stops = definition.procedure.journey
    if state == "issued":
        return [Stop(stop.name, DONE, stop.name_en) for stop in stops]
    states = [_state(stop.nodes, steps, waiting) for stop in stops]
    if NOW in states:
        ahead = len(states) - states[::-1].index(NOW)
        states[ahead:] = [TODO] * (len(states) - ahead)
    return [Stop(stop.name, at, stop.name_en) for stop, at in zip(stops, states, strict=True)]


def _state(nodes: frozenset[str], steps: Mapping[str, int], waiting: Sequence[str]) -> str:
    if nodes & set(waiting):
        return NOW
    return DONE if nodes & steps.keys() else TODO


def _waiting(reading: Reading, case_id: str, facts: CaseFacts) -> list[Waiting]:
    holder = aliased(Person)
    rows = reading.execute(
        select(
            Task.id,
            Task.node,
            Task.name,
            Task.role,
            Task.round,
            Task.due_at,
            Task.area_code,
            Task.claimed_at,
            Task.claimed_by,
            holder.name.label("holder"),
        )
        .outerjoin(holder, holder.id == Task.claimed_by)
        .where(Task.case_id == case_id, Task.state == "open")
        .order_by(Task.id)
    )
    return [
        Waiting(
            id=row.id,
            node=row.node,
            name=row.name,
            role=row.role,
            round=row.round,
            due_at=row.due_at,
            holder=row.holder,
            claimed_at=row.claimed_at,
            mine=reading.actor.grant_for(row.role, row.area_code) is not None,
            assigned=allow(
                reading.actor,
                Action.HAND_ON,
                TaskFacts(row.role, row.area_code, "", row.claimed_by, parties=facts.parties),
            ),
        )
        for row in rows
    ]


def _incidents(reading: Reading, case_id: str) -> Sequence[Row[Any]]:
    return reading.execute(
        select(
            Incident.id,
            Incident.node,
            Incident.kind,
            Incident.sentence,
            Incident.opened_at,
            Job.handler,
        )
        .outerjoin(Job, Job.id == Incident.job_id)
        .where(Incident.case_id == case_id, Incident.state == "open")
        .order_by(Incident.opened_at)
    ).all()
