"""What a worker does for a token that waits for an outside system: call, then settle in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from engine import casefile, caselock, filing
from engine.access import SYSTEM, Actor
from engine.calls import Call, Refused, Waits
from engine.db.cases import Incident, Job
from engine.engine import Engine
from engine.errors import CaseClosedError, NotFoundError
from engine.ids import new_id
from engine.jobs import Duties
from engine.notices import Letter, outbox
from engine.signing import Secret
from engine.work import Reading, Work


@dataclass(frozen=True)
class Outcome:
    """What came back: a result, or a business error. JSON throughout, free of personal data."""

    result: Mapping[str, Any] | None = None
    code: str | None = None
    sentence: str | None = None

    def as_json(self) -> dict[str, Any]:
        return {"result": self.result, "code": self.code, "sentence": self.sentence}


def duties(engine: Engine) -> Duties:
    """What a worker of this engine does for a job."""
    return Duties(partial(perform, engine), partial(settle, engine), partial(give_up, engine))


def perform(engine: Engine, job_id: str) -> dict[str, Any] | None:
    """Calls the job's handler, outside any transaction; None when nobody waits for it any more, or it waits for
    somebody."""
    try:
        return attempt(engine, job_id)
    except Waits:
        return None


def attempt(engine: Engine, job_id: str, secret: Secret | None = None) -> dict[str, Any] | None:
    """The same with what somebody has typed for it. Raises Waits, Later."""
    with engine.reading() as reading:
        job = _job(reading, job_id)
        if job is None or job.state != "open":
            return None
        if job.handler == outbox.HANDLER:
            return _send(engine, outbox.letter(reading, job_id))
        file = casefile.read(reading, job.case_id)
        call = Call(
            handler=job.handler,
            node=job.node,
            key=job.id,
            case=file.identity,
            parameters=file.run.job_parameters(job.token),
            record=file.record,
            before=file.record.get(file.document_type.procedure.nodes[job.node].result or ""),
            now=reading.now,
            engine=engine,
            files=file.document_type.files,
            secret=secret,
        )
    try:
        result = engine.handlers[job.handler].function(call)
    except Refused as refused:
        return Outcome(code=refused.code, sentence=refused.sentence).as_json()
    return Outcome(result=result).as_json()


def parameters(reading: Reading, job_id: str) -> Mapping[str, Any] | None:
    """What the diagram gives an open job; None where nobody waits for it any more."""
    job = _job(reading, job_id)
    if job is None or job.state != "open":
        return None
    return casefile.read(reading, job.case_id).run.job_parameters(job.token)


def is_open(reading: Reading, job_id: str) -> bool:
    job = _job(reading, job_id)
    return job is not None and job.state == "open"


def _send(engine: Engine, letter: Letter) -> dict[str, Any]:
    try:
        return Outcome(result=outbox.deliver(engine, letter)).as_json()
    except Refused as refused:
        return Outcome(code=refused.code, sentence=refused.sentence).as_json()


def settle(engine: Engine, connection: Connection, job_id: str, outcome: Mapping[str, Any] | None) -> None:
    """Completes the waiting token; a result that nobody waits for is ignored."""
    with engine.work_on(connection, SYSTEM) as work:
        job = _job(work, job_id)
        if job is None or outcome is None:
            return
        if job.handler == outbox.HANDLER:
            _settle_notice(work, job, outcome)
            return
        try:
            file = casefile.lock(work, job.case_id)
        except CaseClosedError:
            return
        if not _end(work, job_id, "done"):
            return
        file.settled = job.token
        caught = _finish(file, job, outcome)
        if not caught:
            _fail(work, job, str(outcome["code"]), str(outcome["sentence"]))
            return
        began = file.save()
        filing.record_event(file, "job.done", node=job.node, began=began, outcome=outcome.get("code"))


def _settle_notice(work: Work, job: Row[Any], outcome: Mapping[str, Any]) -> None:
    """No token waits for it, and its case may be closed."""
    caselock.lock(work, job.case_id)
    if not _end(work, job.id, "done"):
        return
    if outcome.get("code"):
        _fail(work, job, str(outcome["code"]), str(outcome["sentence"]))
        return
    facts = {"job": job.id, **(outcome.get("result") or {})}
    filing.record_act(work, job.case_id, outbox.SENT, node=job.node, facts=facts)


def _finish(file: casefile.CaseFile, job: Row[Any], outcome: Mapping[str, Any]) -> bool:
    if outcome.get("code"):
        return file.run.fail_job(job.token, str(outcome["code"]))
    file.run.finish_job(job.token, outcome.get("result"))
    return True


def give_up(engine: Engine, connection: Connection, job_id: str, sentence: str) -> None:
    """Past its tries: the job fails and a person is told."""
    with engine.work_on(connection, SYSTEM) as work:
        job = _job(work, job_id)
        if job is None or job.state != "open":
            return
        if job.handler == outbox.HANDLER:
            caselock.lock(work, job.case_id)
        else:
            try:
                casefile.lock(work, job.case_id)
            except CaseClosedError:
                return
        _fail(work, job, "tries", sentence)


def decline(engine: Engine, actor: Actor, job_id: str, reason: str) -> None:
    """Whoever was to do it will not: the job fails with his reason, which is kept sealed only. That he was to do it
    is the caller's question."""
    with engine.work(actor) as work:
        job = _job(work, job_id)
        if job is None or job.state != "open":
            raise NotFoundError("open job")
        casefile.lock(work, job.case_id)
        sentence = "Expected the officer to do it, but he declined; the history has his reason"
        _fail(work, job, "declined", sentence, reason)


def _fail(work: Work, job: Row[Any], kind: str, sentence: str, words: str | None = None) -> None:
    work.execute(update(Job).where(Job.id == job.id).values(state="failed", ended_at=work.now))
    incident = {
        "id": new_id(),
        "case_id": job.case_id,
        "job_id": job.id,
        "node": job.node,
        "kind": kind,
        "sentence": sentence,
        "state": "open",
        "opened_at": work.now,
    }
    work.execute(insert(Incident), [incident | work.office.owner])
    facts = {"job": job.id, "incident": incident["id"]}
    filing.record_act(work, job.case_id, "job.failed", node=job.node, facts=facts, words=words)


def _job(work: Reading, job_id: str) -> Row[Any] | None:
    return work.execute(
        select(Job.id, Job.case_id, Job.token, Job.node, Job.handler, Job.state, Job.attempt).where(
            Job.id == job_id
        )
    ).first()


def _end(work: Work, job_id: str, state: str) -> bool:
    ended = work.execute(
        update(Job).where(Job.id == job_id, Job.state == "open").values(state=state, ended_at=work.now)
    )
    return ended.rowcount == 1


def go_on(work: Work, job_id: str) -> None:
    """What an open job waited for has come: a worker takes it up once more. The case is locked."""
    job = _job(work, job_id)
    if job is None or job.state != "open":
        return
    work.execute(update(Job).where(Job.id == job.id).values(attempt=job.attempt + 1))
    queue = work.engine.handlers[job.handler].queue
    work.engine.queue.enqueue(work.connection, job.id, job.attempt + 1, queue)
