"""Work outside that failed for good: a person tries it once more or gives it up, with his reason.

What the case can do without is given up by what is true then: a notice was not sent, the case takes the way that its
diagram draws for a failure, or its record says that the step was given up. Nothing is ever taken for done, so a
document that was not made or not signed cannot be given up.
"""

import enum
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, null, select, update

from engine import casefile, caselock, cases, filing
from engine.access import Action, Actor, refusal
from engine.casefile import CaseFile
from engine.db.cases import Case, Incident, Job
from engine.engine import Engine
from engine.errors import (
    IncidentGoneError,
    InvalidAnswersError,
    NotAllowedError,
    NotFoundError,
    StepNeededError,
)
from engine.forms import Problem
from engine.notices import outbox
from engine.work import Reading, Work

FIELD = "alasan"
LONGEST = 300
CODE = "dilepas"
"""The BPMN error that a step which is given up ends with; also the key under which a record says so."""
DISCARDED = "job.discarded"


class Way(enum.StrEnum):
    """How a case goes on without the work."""

    UNSENT = "unsent"  # no step waits for it: a notice that nobody gets
    BOUNDARY = "boundary"  # as the diagram draws it for a failure
    WITHOUT = "without"  # the step ends with what its handler says is true then


@dataclass(frozen=True)
class Exit:
    """`node`: the boundary event that the case leaves the step by."""

    way: Way
    node: str | None = None


@dataclass(frozen=True)
class Failure:
    """An open incident of work outside. `sentence` is technical and in English; `exit` is None where the case cannot
    do without it."""

    id: str
    case_id: str
    node: str
    handler: str
    kind: str
    sentence: str
    opened_at: datetime
    exit: Exit | None


def find(reading: Reading, case_id: str, incident_id: str) -> Failure:
    """For whoever may see to it."""
    row = _open(reading, incident_id)
    if row.case_id != case_id:
        raise NotFoundError("incident")
    case = reading.execute(select(Case.__table__).where(Case.id == case_id)).one()
    _permit(reading, case)
    file = None if row.handler == outbox.HANDLER else casefile.read(reading, case_id)
    return Failure(
        row.id,
        case_id,
        row.node,
        row.handler,
        row.kind,
        row.sentence,
        row.opened_at,
        _exit(reading, file, row),
    )


def retry(engine: Engine, actor: Actor, incident_id: str, reason: str) -> None:
    """A new attempt, the same key. The reason may name people: it is kept sealed only."""
    with engine.work(actor) as work:
        incident, _file = _taken(work, incident_id, reason)
        attempt = incident.attempt + 1
        again = {"state": "open", "attempt": attempt, "ended_at": null()}
        work.execute(update(Job).where(Job.id == incident.job_id).values(again))
        engine.queue.enqueue(work.connection, incident.job_id, attempt, _queue_of(engine, incident.handler))
        facts = {"job": incident.job_id}
        filing.record_act(
            work, incident.case_id, "job.retried", node=incident.node, facts=facts, words=_words(reason)
        )


def discard(engine: Engine, actor: Actor, incident_id: str, reason: str) -> None:
    """It is not tried again, and the case goes on where it can. Raises StepNeededError where it cannot."""
    with engine.work(actor) as work:
        incident, file = _taken(work, incident_id, reason)
        out = _exit(work, file, incident)
        if out is None:
            raise StepNeededError(incident.node)
        work.execute(update(Job).where(Job.id == incident.job_id).values(state="gone", ended_at=work.now))
        facts = {"job": incident.job_id, "incident": incident.id, "way": out.way}
        if file is None:
            filing.record_act(
                work, incident.case_id, DISCARDED, node=incident.node, facts=facts, words=_words(reason)
            )
            return
        file.settled = incident.token
        _leave(engine, file, incident, out)
        began = file.save()
        filing.record_event(
            file, DISCARDED, node=incident.node, began=began, facts=facts, words=_words(reason)
        )


def _leave(engine: Engine, file: CaseFile, incident: Row[Any], out: Exit) -> None:
    if out.way is Way.BOUNDARY:
        file.run.fail_job(incident.token, CODE)
        return
    without = engine.handlers[incident.handler].given_up or {}
    file.run.finish_job(incident.token, {**without, CODE: True})


def _exit(reading: Reading, file: CaseFile | None, incident: Row[Any]) -> Exit | None:
    if file is None:
        return Exit(Way.UNSENT)
    boundary = file.run.boundary_of(incident.token, CODE)
    if boundary is not None:
        return Exit(Way.BOUNDARY, boundary)
    without = reading.engine.handlers[incident.handler].given_up
    return None if without is None else Exit(Way.WITHOUT)


def _taken(work: Work, incident_id: str, reason: str) -> tuple[Row[Any], CaseFile | None]:
    """The incident, closed by the actor, and its case on the desk; of a notice, whose case may be closed, only
    locked. Looked at again under the case's lock: of two people one is first."""
    found = _open(work, incident_id, any_state=True)
    if found.handler == outbox.HANDLER:
        caselock.lock(work, found.case_id)
        file, row = None, work.execute(select(Case.__table__).where(Case.id == found.case_id)).one()
    else:
        file = casefile.lock(work, found.case_id)
        row = file.row
    _permit(work, row)
    incident = _open(work, incident_id)
    if not _words(reason):
        raise InvalidAnswersError([Problem(FIELD, "incident_needs_words")])
    closed = {"state": "closed", "closed_at": work.now, "closed_by": work.actor.person_id}
    work.execute(update(Incident).where(Incident.id == incident_id).values(closed))
    return incident, file


def _open(reading: Reading, incident_id: str, *, any_state: bool = False) -> Row[Any]:
    """With its job."""
    columns = (Incident.id, Incident.case_id, Incident.job_id, Incident.node, Incident.kind, Incident.sentence,
               Incident.state, Incident.opened_at, Job.token, Job.handler, Job.attempt)  # fmt: skip
    found = reading.execute(
        select(*columns).join(Job, Job.id == Incident.job_id).where(Incident.id == incident_id)
    ).first()
    if found is None:
        raise NotFoundError("incident")
    if found.state != "open" and not any_state:
        raise IncidentGoneError
    return found


def _permit(reading: Reading, row: Row[Any]) -> None:
    refused = refusal(reading.actor, Action.REPAIR, cases.facts_to_act(reading, row))
    if refused:
        raise NotAllowedError("repair", refused)


def _words(reason: str) -> str:
    return reason.strip()[:LONGEST]


def _queue_of(engine: Engine, handler: str) -> str:
    return outbox.QUEUE if handler == outbox.HANDLER else engine.handlers[handler].queue
