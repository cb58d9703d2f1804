"""Where an officer signs: what waits for his signature, his passphrase once for all that he ticks. The passphrase lives
as long as this call; a document that it did not reach goes on waiting."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from engine import outside
from engine.access import Actor
from engine.calls import Later, Waits
from engine.db.cases import Case, Job
from engine.db.documents import Document, Signing
from engine.engine import Engine
from engine.errors import EngineError, NotFoundError
from engine.errors.signing import SignerBusyError, SignerRefusedError
from engine.signing.phrases import Phrases
from engine.signing.port import Secret
from engine.work import Reading

HANDLER = "signing.sign"
MOST = 40
"""Signed at once: each takes up to a second."""
PATIENCE = 20.0
"""Seconds after which no further one is begun: the officer sees how far it came, and presses again."""


@dataclass(frozen=True)
class Paper:
    document_id: str
    kind: str
    number: str
    sha256: str
    asked_at: datetime | None
    """Since when it is known to be on its way to its signature."""


@dataclass(frozen=True)
class Awaiting:
    """All copies of a number are signed together."""

    job_id: str
    case_id: str
    case_number: str
    subject_name: str = field(repr=False)
    since: datetime
    papers: Sequence[Paper]


@dataclass(frozen=True)
class Outcome:
    """`refused` is None where it was signed."""

    awaiting: Awaiting
    refused: EngineError | None = None


def waiting(reading: Reading) -> list[Awaiting]:
    """What waits for the actor, the oldest first: documents that name him as their signer in a post that he holds."""
    rows = reading.execute(
        select(
            Job.id, Job.created_at, Job.case_id, Case.number.label("case_number"), Case.subject_name,
            Document.id.label("document_id"), Document.kind, Document.number, Document.signer_post, Document.sha256,
            Signing.started_at,
        )
        .join(Case, Case.id == Job.case_id)
        .join(Document, Document.case_id == Job.case_id)
        .outerjoin(Signing, Signing.document_id == Document.id)
        .where(
            Job.handler == HANDLER,
            Job.state == "open",
            Job.office_code == reading.office.code,
            Document.state == "draft",
            Document.sha256.is_not(None),
            Document.signer_id == reading.actor.person_id,
        )
        .order_by(Job.created_at, Job.id, Document.id)
    ).all()  # fmt: skip
    jobs = {row.id: row for row in rows if in_post(reading.actor, row.signer_post)}
    return [
        Awaiting(
            job_id, row.case_id, row.case_number, row.subject_name, row.created_at,
            [_paper(one) for one in rows if one.id == job_id],
        )
        for job_id, row in jobs.items()
    ]  # fmt: skip


def _paper(row: Row[Any]) -> Paper:
    return Paper(row.document_id, row.kind, row.number, row.sha256, row.started_at)


def in_post(actor: Actor, signer_post: str) -> bool:
    """Whether he holds the post that the paper names, himself or for somebody."""
    return signer_post.endswith(tuple(grant.title for grant in actor.grants))


def sign(
    engine: Engine, actor: Actor, job_ids: Sequence[str], secret: Secret, patience: float = PATIENCE
) -> list[Outcome]:
    """In the order given, MOST at most; where the signer is away, says no to the officer, or the time is over, the rest
    is not tried: whoever keeps the keys may lock them after a few wrong passphrases. Raises SignerRefusedError where it
    says no to him from the first on."""
    phrases = Phrases.of(engine, actor)
    phrases.check()
    with engine.reading(actor) as reading:
        mine = {one.job_id: one for one in waiting(reading)}
    chosen = [mine[one] for one in dict.fromkeys(job_ids) if one in mine]
    until = time.monotonic() + patience
    outcomes: list[Outcome] = []
    away: EngineError | None = None
    for one in chosen[:MOST]:
        try:
            outcome = Outcome(one, away) if away else _sign(engine, one, secret, phrases)
        except SignerRefusedError as refused:
            if not outcomes:
                raise
            outcome, away = Outcome(one, refused), refused
        outcomes.append(outcome)
        away = away or (outcome.refused if isinstance(outcome.refused, SignerBusyError) else None)
        if away is None and time.monotonic() > until:
            away = SignerBusyError("unreached", f"Expected all within {patience} seconds, but time was up")
    return outcomes


def _sign(engine: Engine, one: Awaiting, secret: Secret, phrases: Phrases) -> Outcome:
    try:
        outcome = outside.attempt(engine, one.job_id, secret)
    except Waits as wrong:
        phrases.note(wrong.code)
        raise SignerRefusedError(wrong.code, wrong.sentence) from None
    except Later as later:
        return Outcome(one, SignerBusyError("later", later.sentence))
    with engine.database.writing() as connection:
        outside.settle(engine, connection, one.job_id, outcome)
    if outcome is not None and outcome["code"]:
        return Outcome(one, SignerRefusedError(outcome["code"], outcome["sentence"]))
    phrases.note(None)
    return Outcome(one)


def decline(engine: Engine, actor: Actor, job_id: str, reason: str) -> None:
    """He does not sign this one: the case stops with his reason, until somebody has seen to it."""
    with engine.reading(actor) as reading:
        if job_id not in {one.job_id for one in waiting(reading)}:
            raise NotFoundError("document that waits for a signature")
    outside.decline(engine, actor, job_id, reason)
