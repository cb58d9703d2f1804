"""A version that somebody wants in force, and the second person who decides about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, insert, null, select, update

from engine import definitions, history
from engine.access import Actor, Grant
from engine.db.definitions import DefinitionVersion, Deployment, Proposal
from engine.deployments import drafts
from engine.deployments.acts import permit
from engine.deployments.checking import refuse_errors
from engine.deployments.errors import (
    DraftChangedError,
    FourEyesError,
    NothingChangedError,
    NotOpenProposalError,
    ReasonNeededError,
    StaleBaseError,
)
from engine.deployments.versions import version_in_force
from engine.engine import Engine
from engine.errors import NotFoundError
from engine.history.streams import OFFICE
from engine.ids import new_id
from engine.roles import Permission
from engine.work import Reading, Work

OPEN, DEPLOYED, DECLINED = "open", "deployed", "declined"


@dataclass(frozen=True)
class Proposed:
    """`proposed_by` None: the release brought it. `decided_by` None in a declined one: taken back."""

    id: str
    document_type: str
    version_id: str
    number: int
    base_version_id: str | None
    proposed_by: str | None
    proposed_at: datetime
    reason: str
    state: str
    decided_by: str | None
    decided_at: datetime | None
    decision_note: str | None


def propose(engine: Engine, actor: Actor, document_type: str, reason: str) -> str:
    """The proposal's id. Only a draft of the version in force, whole and without errors, can be proposed."""
    grant, words = permit(actor, Permission.DESIGN, "propose a version"), _words(reason)
    with engine.reading(actor) as reading:
        draft = drafts.get(reading, document_type)
        files = drafts.bundle(reading, draft)
        _refuse_unfit(reading, document_type, files, draft.base_version_id)
    refuse_errors(engine, document_type, files)  # takes a while: nobody else's writing waits for it
    with engine.work(actor) as work:
        if drafts.get(work, document_type).revision != draft.revision:
            raise DraftChangedError(document_type, draft.revision)
        _refuse_unfit(work, document_type, files, draft.base_version_id)
        return put(work, document_type, files, words, grant)


def _refuse_unfit(reading: Reading, document_type: str, files: Mapping[str, bytes], base: str | None) -> None:
    current = version_in_force(reading, document_type)
    if base != current:
        raise StaleBaseError(document_type)
    if definitions.version_id(files) == current:
        raise NothingChangedError(document_type)


def put(work: Work, document_type: str, files: Mapping[str, bytes], reason: str, grant: Grant | None) -> str:
    """An open proposal of these checked files; an older open one of the same person is taken back."""
    _take_back_earlier(work, document_type)
    version_id, proposal_id = definitions.store(work, document_type, files), new_id()
    row = {
        "id": proposal_id,
        "document_type": document_type,
        "version_id": version_id,
        "base_version_id": version_in_force(work, document_type),
        "proposed_by": work.actor.person_id,
        "proposed_at": work.now,
        "reason": reason,
        "state": OPEN,
    }
    work.execute(insert(Proposal), [row | work.office.owner])
    _record(work, "proposal.made", row, reason, grant)
    return proposal_id


def _words(reason: str) -> str:
    words = reason.strip()
    if not words:
        raise ReasonNeededError
    return words


def _take_back_earlier(work: Work, document_type: str) -> None:
    mine = (
        Proposal.proposed_by == work.actor.person_id
        if work.actor.person_id
        else Proposal.proposed_by.is_(None)
    )
    work.execute(
        update(Proposal)
        .where(
            Proposal.office_code == work.office.code,
            Proposal.document_type == document_type,
            Proposal.state == OPEN,
            mine,
        )
        .values(state=DECLINED, decided_by=null(), decided_at=work.now)
    )


def withdraw(engine: Engine, actor: Actor, proposal_id: str) -> None:
    """Whoever made it takes it back."""
    grant = permit(actor, Permission.DESIGN, "take back a proposal")
    with engine.work(actor) as work:
        row = _locked(work, proposal_id)
        if row.proposed_by != actor.person_id:
            raise NotFoundError("proposal of yours")
        _decide(work, row, DECLINED, None, None)
        _record(work, "proposal.withdrawn", row._asdict(), None, grant)


def approve(engine: Engine, actor: Actor, proposal_id: str) -> str:
    """Puts it in force: new cases follow it, running ones stay on theirs. The version's id."""
    grant = permit(actor, Permission.APPROVE, "approve a proposal")
    with engine.reading(actor) as reading:
        proposal = find(reading, proposal_id)
        files = definitions.stored_files(reading.connection, proposal.version_id)
    refuse_errors(
        engine, proposal.document_type, files
    )  # this release may know less than the one that it was made on
    with engine.work(actor) as work:
        row = _to_decide(work, proposal_id)
        if row.base_version_id != version_in_force(work, row.document_type):
            raise StaleBaseError(row.document_type)
        _decide(work, row, DEPLOYED, actor.person_id, None)
        put_in_force(work, row._asdict(), row.reason, grant)
        if row.proposed_by:
            drafts.drop_deployed(work, row.document_type, row.proposed_by, row.version_id)
    return str(row.version_id)


def decline(engine: Engine, actor: Actor, proposal_id: str, note: str) -> None:
    grant = permit(actor, Permission.APPROVE, "decline a proposal")
    with engine.work(actor) as work:
        row, words = _to_decide(work, proposal_id), _words(note)
        _decide(work, row, DECLINED, actor.person_id, words)
        _record(work, "proposal.declined", row._asdict(), words, grant)


def put_in_force(work: Work, proposal: Mapping[str, Any], reason: str, grant: Grant | None) -> None:
    row = {
        "id": new_id(),
        "document_type": proposal["document_type"],
        "version_id": proposal["version_id"],
        "since": work.now,
        "proposed_by": proposal["proposed_by"],
        "approved_by": work.actor.person_id,
        "reason": reason,
    }
    work.execute(insert(Deployment), [row | work.office.owner])
    _record(work, "version.deployed", proposal, reason, grant)


def _to_decide(work: Work, proposal_id: str) -> Row[Any]:
    row = _locked(work, proposal_id)
    if work.actor.person_id is None or row.proposed_by == work.actor.person_id:
        raise FourEyesError
    return row


def _locked(work: Work, proposal_id: str) -> Row[Any]:
    """Every open proposal of the type is locked with it, so that two of them can't be put in force side by side."""
    row = work.execute(_one(proposal_id, work)).first()
    if row is None:
        raise NotFoundError("proposal")
    work.execute(
        select(Proposal.id)
        .where(Proposal.document_type == row.document_type, Proposal.state == OPEN)
        .order_by(Proposal.id)
        .with_for_update()
    )
    row = work.execute(_one(proposal_id, work)).one()
    if row.state != OPEN:
        raise NotOpenProposalError
    return row


def _decide(work: Work, row: Row[Any], state: str, by: str | None, note: str | None) -> None:
    work.execute(
        update(Proposal)
        .where(Proposal.id == row.id)
        .values(state=state, decided_by=by, decided_at=work.now, decision_note=note)
    )


def _record(
    work: Work, kind: str, proposal: Mapping[str, Any], words: str | None, grant: Grant | None
) -> None:
    facts = {
        "document_type": proposal["document_type"],
        "proposal": proposal.get("id"),
        "from": proposal.get("base_version_id"),
        "proposed_by": proposal["proposed_by"],
    }
    event = history.Event(kind, OFFICE, version=proposal["version_id"], facts=facts, words=words, grant=grant)
    work.record(event)


def _all(reading: Reading) -> Select[Any]:
    return (
        select(Proposal.__table__, DefinitionVersion.number)
        .join(DefinitionVersion, DefinitionVersion.id == Proposal.version_id)
        .where(Proposal.office_code == reading.office.code)
        .order_by(Proposal.proposed_at.desc(), Proposal.id.desc())
    )


def _one(proposal_id: str, reading: Reading) -> Select[Any]:
    return _all(reading).where(Proposal.id == proposal_id)


def find(reading: Reading, proposal_id: str) -> Proposed:
    row = reading.execute(_one(proposal_id, reading)).first()
    if row is None:
        raise NotFoundError("proposal")
    return _proposed(row)


def proposals(
    reading: Reading, *, document_type: str | None = None, state: str | None = None
) -> Sequence[Proposed]:
    """The newest first."""
    statement = _all(reading)
    if document_type is not None:
        statement = statement.where(Proposal.document_type == document_type)
    if state is not None:
        statement = statement.where(Proposal.state == state)
    return [_proposed(row) for row in reading.execute(statement)]


def _proposed(row: Row[Any]) -> Proposed:
    return Proposed(**{name: row._mapping[name] for name in Proposed.__dataclass_fields__})
