"""A document is revoked by two people: one proposes it with a reason and a letter, another one confirms."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, insert, select, update
from sqlalchemy.orm import aliased

from engine import cases, documents, filing
from engine.access import Action, cases_seen_by, refusal
from engine.db.cases import Case
from engine.db.documents import Document, Revocation
from engine.db.offices import Person
from engine.errors import NotAllowedError, NotFoundError
from engine.errors.revocations import (
    AlreadyProposedError,
    NoOpenRevocationError,
    NotRevocableError,
    RevocationFourEyesError,
    RevocationIncompleteError,
)
from engine.ids import new_id
from engine.twopeople import Decision, permit
from engine.work import Reading, Work

REASONS = ("putusan_pengadilan", "akta_dibatalkan", "salah_terbit", "data_palsu", "ganda")
LONGEST_LETTER = 200
REVOCABLE = ("in_force", "superseded")


@dataclass(frozen=True)
class Proposed:
    """`mine`: the reader proposed it."""

    id: str
    document_id: str
    kind: str
    number: str
    case_id: str
    case_number: str
    state: str
    reason: str
    letter: str
    proposer: str = field(repr=False)
    proposed_at: datetime
    decider: str | None = field(repr=False)
    decided_at: datetime | None
    mine: bool


def propose(work: Work, document_id: str, reason: str, letter: str) -> str:
    """The proposal's id. Raises RevocationError, NotAllowedError, NotFoundError."""
    words = " ".join(letter.split())
    if reason not in REASONS or not words or len(words) > LONGEST_LETTER:
        raise RevocationIncompleteError
    case_id = _permitted(work, document_id)
    state = documents.find(work, document_id).state
    if state not in REVOCABLE:
        raise NotRevocableError(state)
    if _open(work, document_id) is not None:
        raise AlreadyProposedError
    proposal_id = new_id()
    row = {
        "id": proposal_id,
        "document_id": document_id,
        "state": "open",
        "reason": reason,
        "letter": words,
        "proposed_by": work.actor.person_id,
        "proposed_at": work.now,
    }
    work.execute(insert(Revocation), [row | work.office.owner])
    _record(work, "proposed", case_id, proposal_id, document_id, reason, words)
    return proposal_id


def decide(work: Work, proposal_id: str, decision: Decision) -> None:
    """By another person, unless whoever proposed it takes it back. Raises RevocationError, NotAllowedError,
    NotFoundError."""
    found = work.execute(select(Revocation.document_id).where(Revocation.id == proposal_id)).scalar()
    if found is None:
        raise NotFoundError("proposal to revoke")
    case_id = _permitted(work, found)
    row = _open(work, found)
    if row is None or row.id != proposal_id:
        raise NoOpenRevocationError
    permit(work, row.proposed_by, decision, RevocationFourEyesError)
    if decision == "confirmed":
        state = documents.find(work, found).state
        if state not in REVOCABLE:
            raise NotRevocableError(state)
    work.execute(
        update(Revocation)
        .where(Revocation.id == proposal_id)
        .values(state=decision, decided_by=work.actor.person_id, decided_at=work.now)
    )
    _record(work, decision, case_id, proposal_id, found, row.reason, row.letter)
    if decision == "confirmed":
        documents.revoke(work, found, row.letter)


def of_document(reading: Reading, document_id: str) -> list[Proposed]:
    """The newest first."""
    return _listed(reading, _list().where(Revocation.document_id == document_id))


def waiting(reading: Reading) -> list[Proposed]:
    """What somebody has to decide about, as far as the actor sees the cases; the newest first."""
    return _listed(reading, _list().where(Revocation.state == "open", cases_seen_by(reading.actor)))


def may(reading: Reading, case_id: str) -> bool:
    """Whether the actor may revoke documents of the case, with a second person."""
    return _refused(reading, case_id) is None


def _permitted(work: Work, document_id: str) -> str:
    """The document's case, locked."""
    case_id = documents.hold(work, document_id)
    refused = _refused(work, case_id)
    if refused is not None:
        raise NotAllowedError("revoke a document", refused)
    return case_id


def _refused(reading: Reading, case_id: str) -> str | None:
    case = reading.execute(select(Case.__table__).where(Case.id == case_id)).one()
    return refusal(reading.actor, Action.REVOKE, cases.facts_to_act(reading, case))


def _open(reading: Reading, document_id: str) -> Row[Any] | None:
    return reading.execute(
        select(Revocation.id, Revocation.proposed_by, Revocation.reason, Revocation.letter).where(
            Revocation.document_id == document_id, Revocation.state == "open"
        )
    ).first()


def _list() -> Any:
    decider = aliased(Person)
    return (
        select(
            Revocation.id, Revocation.document_id, Document.kind, Document.number, Document.case_id,
            Case.number.label("case_number"), Revocation.state, Revocation.reason, Revocation.letter,
            Person.name.label("proposer"), Revocation.proposed_at, decider.name.label("decider"),
            Revocation.decided_at, Revocation.proposed_by,
        )
        .join(Document, Document.id == Revocation.document_id)
        .join(Case, Case.id == Document.case_id)
        .join(Person, Person.id == Revocation.proposed_by)
        .outerjoin(decider, decider.id == Revocation.decided_by)
        .order_by(Revocation.proposed_at.desc(), Revocation.id.desc())
    )  # fmt: skip


def _listed(reading: Reading, statement: Select[Any]) -> list[Proposed]:
    rows: Sequence[Row[Any]] = reading.execute(
        statement.where(Revocation.office_code == reading.office.code)
    ).all()
    made = []
    for row in rows:
        said = row._asdict()
        mine = said.pop("proposed_by") == reading.actor.person_id
        made.append(Proposed(**said, mine=mine))
    return made


def _record(
    work: Work, what: str, case_id: str, proposal_id: str, document_id: str, reason: str, letter: str
) -> None:
    facts = {"document": document_id, "proposal": proposal_id, "because": reason}
    filing.record_act(work, case_id, f"revocation.{what}", facts=facts, words=letter)
