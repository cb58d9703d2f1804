"""A document is revoked by two people, or not at all."""

import pytest
from sqlalchemy import insert

from engine import documents, history, revocations, verifying
from engine.access import SYSTEM
from engine.db.cases import CaseParty
from engine.db.database import Database
from engine.documents import NewDocument
from engine.errors import NotAllowedError, NotFoundError
from engine.errors.revocations import (
    AlreadyProposedError,
    NoOpenRevocationError,
    NotRevocableError,
    RevocationFourEyesError,
    RevocationIncompleteError,
)
from engine.tokens import check_token
from engine.twopeople import Decision
from tests.builders import Bureau, make_bureau

LETTER = "470/12/Dukcapil, 24 November 2026"


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def issued(bureau: Bureau) -> str:
    opened = bureau.walker.open("akta_kelahiran")
    signer = bureau.actor("kadis").person_id or ""
    new = NewDocument(opened.case_id, "akta_kelahiran", "5371-LU-24112026-0017", signer, "Kepala Dinas")
    with bureau.engine.work(SYSTEM) as work:
        document_id = documents.draft(work, new)
        documents.store_file(work, document_id, b"%PDF")
        documents.issue(work, document_id)
    return document_id


def propose(
    bureau: Bureau, who: str, document_id: str, reason: str = "salah_terbit", letter: str = LETTER
) -> str:
    with bureau.engine.work(bureau.actor(who)) as work:
        return revocations.propose(work, document_id, reason, letter)


def decide(bureau: Bureau, who: str, proposal_id: str, decision: Decision = "confirmed") -> None:
    with bureau.engine.work(bureau.actor(who)) as work:
        revocations.decide(work, proposal_id, decision)


def state(bureau: Bureau, document_id: str) -> str:
    with bureau.engine.reading() as reading:
        return verifying.by_token(reading, check_token(bureau.engine.vault, document_id)).state


def test_two_people_revoke_and_both_stand_in_the_history(bureau: Bureau) -> None:
    document_id = issued(bureau)

    proposal = propose(bureau, "kabid", document_id)
    assert state(bureau, document_id) == "in_force"
    decide(bureau, "kadis", proposal)

    with bureau.engine.reading() as reading:
        story = history.story(reading, documents.find(reading, document_id).case_id)
        (found,) = revocations.of_document(reading, document_id)
    assert state(bureau, document_id) == "revoked"
    assert [(one.kind, one.person_id) for one in story[-3:]] == [
        ("revocation.proposed", bureau.actor("kabid").person_id),
        ("revocation.confirmed", bureau.actor("kadis").person_id),
        ("document.revoked", bureau.actor("kadis").person_id),
    ]
    assert (found.state, found.letter) == ("confirmed", LETTER)


def test_nobody_confirms_or_declines_his_own_proposal(bureau: Bureau) -> None:
    document_id = issued(bureau)
    proposal = propose(bureau, "kadis", document_id)

    for decision in ("confirmed", "declined"):
        with pytest.raises(RevocationFourEyesError):
            decide(bureau, "kadis", proposal, decision)  # type: ignore[arg-type]

    assert state(bureau, document_id) == "in_force"


@pytest.mark.parametrize(("who", "decision"), [("kabid", "withdrawn"), ("kadis", "declined")])
def test_what_is_taken_back_or_declined_leaves_the_document_and_room_for_another(
    bureau: Bureau, who: str, decision: Decision
) -> None:
    document_id = issued(bureau)

    proposal = propose(bureau, "kabid", document_id)
    decide(bureau, who, proposal, decision)

    assert state(bureau, document_id) == "in_force"
    with pytest.raises(NoOpenRevocationError):
        decide(bureau, "kadis", proposal)
    decide(bureau, "kadis", propose(bureau, "kasi", document_id))
    assert state(bureau, document_id) == "revoked"


def test_only_whoever_proposed_takes_it_back(bureau: Bureau) -> None:
    proposal = propose(bureau, "kabid", issued(bureau))

    with pytest.raises(NotFoundError):
        decide(bureau, "kadis", proposal, "withdrawn")


def test_there_is_one_open_proposal_a_document(bureau: Bureau) -> None:
    document_id = issued(bureau)
    propose(bureau, "kabid", document_id)

    with pytest.raises(AlreadyProposedError):
        propose(bureau, "kasi", document_id)


@pytest.mark.parametrize(
    ("reason", "letter"), [("", LETTER), ("lain", LETTER), ("ganda", "  "), ("ganda", "x" * 201)]
)
def test_wants_a_known_reason_and_a_letter(bureau: Bureau, reason: str, letter: str) -> None:
    with pytest.raises(RevocationIncompleteError):
        propose(bureau, "kabid", issued(bureau), reason, letter)


@pytest.mark.parametrize("who", ["loket", "verifikator", "operator", "lurah.oesapa", "auditor", "admin"])
def test_nobody_else_proposes_or_confirms(bureau: Bureau, who: str) -> None:
    document_id = issued(bureau)

    with pytest.raises(NotAllowedError):
        propose(bureau, who, document_id)
    with pytest.raises(NotAllowedError):
        decide(bureau, who, propose(bureau, "kabid", document_id))


def test_nobody_revokes_a_document_of_his_own_family(bureau: Bureau) -> None:
    document_id, card = issued(bureau), bureau.actor("kadis").kk_index
    with bureau.engine.work(SYSTEM) as work:
        case_id = documents.find(work, document_id).case_id
        party = {"case_id": case_id, "field": "kk.lain", "kind": "kk", "fingerprint": card}
        work.execute(insert(CaseParty), [party | work.office.owner])

    with pytest.raises(NotAllowedError) as refused:
        decide(bureau, "kadis", propose(bureau, "kabid", document_id))

    assert refused.value.refusal == "family"


def test_a_draft_and_a_revoked_document_are_not_revoked(bureau: Bureau) -> None:
    document_id = issued(bureau)
    proposal = propose(bureau, "kabid", document_id)
    with bureau.engine.work(SYSTEM) as work:
        documents.revoke(work, document_id, "akta dibatalkan")

    with pytest.raises(NotRevocableError):
        decide(bureau, "kadis", proposal)
    with pytest.raises(NotRevocableError):
        propose(bureau, "kasi", document_id)


def test_what_waits_is_listed_for_whoever_sees_the_case(bureau: Bureau) -> None:
    proposal = propose(bureau, "kabid", issued(bureau))

    with bureau.engine.reading(bureau.actor("kadis")) as reading:
        assert [(one.id, one.mine) for one in revocations.waiting(reading)] == [(proposal, False)]
    with bureau.engine.reading(bureau.actor("lurah.oesapa")) as reading:
        seen = revocations.waiting(reading)
    with bureau.engine.reading(bureau.actor("admin")) as reading:
        assert revocations.waiting(reading) == []
    assert {one.id for one in seen} <= {proposal}
