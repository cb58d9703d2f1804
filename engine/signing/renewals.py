"""Documents whose last time stamp will not count for long get a further one: found by one range of an index, a few at
once. Whoever is at one has it for a while; of two who stamp it all the same, the first one's file is kept."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, func, insert, null, or_, select, update

from engine import documents, history
from engine.access import SYSTEM
from engine.db.documents import Document, Proof
from engine.engine import Engine
from engine.errors.signing import NoGainError, SignerBusyError, SignerRefusedError, UnsoundSignatureError
from engine.signing.signature import Stamp
from engine.work import Reading, Work

if TYPE_CHECKING:
    from engine.signing.lasting import Renewed

AHEAD = timedelta(days=90)
"""Before its end a proof is renewed."""
URGENT = timedelta(days=30)
"""Before its end a person is told that nobody has given a better one."""
AT_ONCE = 20
LEASE = timedelta(minutes=10)
TRIES = 5
"""Failures in a row after which a person is told; it is tried again all the same."""
PATIENCE = timedelta(hours=1)
REST = timedelta(days=1)
"""Where trying again soon is of no use."""
FAILED = "document.renewal_failed"
logger = logging.getLogger("terbit.renewals")


@dataclass(frozen=True)
class Trouble:
    """`problem`: a code; `ends_at`: when the first of these proofs ends, where that is known."""

    problem: str
    count: int
    ends_at: datetime | None


@dataclass(frozen=True)
class Swept:
    """How many were looked at and renewed; `stopped`: the code of what kept the rest from being tried."""

    looked: int
    renewed: int
    stopped: str | None = None


@dataclass(frozen=True)
class _Taken:
    document_id: str
    sha256: str
    pdf: bytes = field(repr=False)
    newer_than: datetime | None
    failures: int
    problem: str | None


def expect(work: Work, document_id: str, last: Stamp | None) -> None:
    """From now on the document's proof is looked after, where it has a time stamp that can be followed by another."""
    if last is not None:
        row = {"document_id": document_id, "failures": 0} | _known(last)
        work.execute(insert(Proof), [row | work.office.owner])


def demand(work: Work, newer_than: datetime) -> int:
    """Since an algorithm is to be left: stamps made before get another, however long they count. How many."""
    older = or_(Proof.stamped_at.is_(None), Proof.stamped_at < newer_than)
    mine = Proof.office_code == work.office.code
    wanted = update(Proof).where(mine, Proof.look_at.is_not(None), older)
    return work.execute(wanted.values(look_at=work.now, newer_than=newer_than)).rowcount


def due(reading: Reading) -> int:
    return int(reading.execute(select(func.count()).where(*_due(reading))).scalar_one())


def troubles(reading: Reading) -> list[Trouble]:
    """What a person should see to, the most frequent first."""
    count = func.count().label("count")
    rows = reading.execute(
        select(Proof.problem, count, func.min(Proof.ends_at).label("ends_at"))
        .join(Document, Document.id == Proof.document_id)
        .where(
            Proof.office_code == reading.office.code,
            Proof.problem.is_not(None),
            Document.state == "in_force",
        )
        .group_by(Proof.problem)
        .order_by(count.desc(), Proof.problem)
    )
    return [Trouble(**row._mapping) for row in rows]


def sweep(engine: Engine, at_most: int = AT_ONCE) -> Swept:
    """Where nobody gives stamps, or none that counts longer, the rest is not tried."""
    with engine.reading() as reading:
        found = select(Proof.document_id).where(*_due(reading)).order_by(Proof.look_at).limit(at_most)
        wanted = reading.execute(found).scalars().all()
    looked = renewed = 0
    for document_id in wanted:
        taken = _take(engine, document_id)
        if taken is None:
            continue
        looked += 1
        try:
            renewed += _renew(engine, taken)
        except (SignerBusyError, SignerRefusedError, NoGainError) as away:
            _put_off(engine, taken, away)
            return Swept(looked, renewed, away.code)
        except UnsoundSignatureError as unsound:
            _put_off(engine, taken, unsound)
        except Exception as problem:  # whatever a file brings the library to: the next one's turn
            logger.warning("renewal: %s", type(problem).__name__)
            _put_off(engine, taken, UnsoundSignatureError("failed", "Expected it to be stamped"))
    return Swept(looked, renewed)


def sweep_all(engine: Engine) -> Swept:
    """Until nothing is due, or nobody gives stamps."""
    looked = renewed = 0
    while (swept := sweep(engine)).looked and swept.stopped is None:
        looked, renewed = looked + swept.looked, renewed + swept.renewed
    return Swept(looked + swept.looked, renewed + swept.renewed, swept.stopped)


def _due(reading: Reading) -> list[ColumnElement[bool]]:
    free = or_(Proof.taken_until.is_(None), Proof.taken_until <= reading.now)
    return [Proof.office_code == reading.engine.office_code, Proof.look_at <= reading.now, free]


def _take(engine: Engine, document_id: str) -> _Taken | None:
    """None where somebody else has it, or it is in force no more."""
    with engine.work(SYSTEM) as work:
        one = Proof.document_id == document_id
        taken = work.execute(update(Proof).where(one, *_due(work)).values(taken_until=work.now + LEASE))
        if taken.rowcount != 1:
            return None
        file = documents.fetch(work, document_id)
        if file.state != "in_force":
            _note(work, document_id, {"look_at": null(), "problem": null()})
            return None
        row = work.execute(select(Proof.newer_than, Proof.failures, Proof.problem).where(one)).one()
        return _Taken(document_id, file.sha256, file.content, **row._mapping)


def _renew(engine: Engine, taken: _Taken) -> bool:
    from engine.signing import lasting

    if engine.signer is None or engine.stamps is None:
        raise SignerBusyError("stamps", "Expected somebody who gives time stamps, but the office has nobody")
    trust = engine.signer.trust
    last = lasting.last_stamp(taken.pdf, trust)
    demanded = taken.newer_than is not None and last is not None and last.at < taken.newer_than
    if last is None or not (demanded or last.until - AHEAD <= engine.clock()):
        with engine.work(SYSTEM) as work:
            _note(work, taken.document_id, _settled(last))
        return False
    renewed = lasting.renew(taken.pdf, trust, engine.stamps)
    if renewed.last.until <= last.until and not demanded:
        raise NoGainError(last.until)
    return _keep(engine, taken, renewed)


def _keep(engine: Engine, taken: _Taken, renewed: "Renewed") -> bool:
    """False where somebody else was first, or it is in force no more."""
    with engine.work(SYSTEM) as work:
        kept = documents.renew(work, taken.document_id, renewed.pdf, taken.sha256) is not None
        if kept:
            _note(work, taken.document_id, _settled(renewed.last))
        return kept


def _put_off(
    engine: Engine,
    taken: _Taken,
    why: SignerBusyError | SignerRefusedError | NoGainError | UnsoundSignatureError,
) -> None:
    """A person is told once, where he can do something: of a file at once, of an authority after some tries."""
    failures = taken.failures + 1
    with engine.work(SYSTEM) as work:
        case_id = documents.hold(work, taken.document_id)
        soon = isinstance(why, SignerBusyError | SignerRefusedError)
        tell = failures >= TRIES if soon else True
        if isinstance(why, NoGainError):
            tell = why.ends_at - URGENT <= work.now
        pause = min(PATIENCE, timedelta(minutes=2**failures)) if soon else REST
        told: dict[str, Any] = {"failures": failures, "look_at": work.now + pause}
        _note(work, taken.document_id, told | ({"problem": why.code} if tell else {}))
        if tell and taken.problem != why.code:
            facts = {"document": taken.document_id, "because": why.code}
            work.record(history.Event(FAILED, f"case:{case_id}", case_id=case_id, facts=facts))


def _known(last: Stamp) -> dict[str, Any]:
    return {"stamped_at": last.at, "ends_at": last.until, "look_at": last.until - AHEAD}


def _settled(last: Stamp | None) -> dict[str, Any]:
    nothing: dict[str, Any] = {"stamped_at": null(), "ends_at": null(), "look_at": null()}
    well: dict[str, Any] = {"failures": 0, "problem": null(), "newer_than": null()}
    return well | (nothing if last is None else _known(last))


def _note(work: Work, document_id: str, values: Mapping[str, Any]) -> None:
    """Nobody is at it any more."""
    work.execute(update(Proof).where(Proof.document_id == document_id).values(taken_until=null(), **values))
