"""From the head's approval to a signed paper; and what a person sees where the signer refuses."""

from dataclasses import dataclass

import pytest
from sqlalchemy import select

from engine import documents, incidents
from engine.db.cases import Incident
from engine.db.database import Database
from engine.errors.signing import SignerRefusedError
from engine.signing import Order, intents
from engine.signing.trust import Trust
from engine.signing.validation import inspect
from tests.builders import Bureau, make_bureau
from tests.signing.offices import SIGNING
from tests.signing.papers import Desk


@dataclass
class Refusing:
    name: str = "local"
    refuses: bool = True
    asks: bool = False

    @property
    def trust(self) -> Trust:
        return Desk().signer.trust

    def sign(self, order: Order) -> bytes:
        if self.refuses:
            raise SignerRefusedError("certificate", "Expected a certificate in force, but it has ended")
        return Desk().signer.sign(order)


@pytest.fixture
def bureau(database: Database) -> Bureau:
    made = make_bureau(database, SIGNING)
    made.engine.signer = Desk().signer
    return made


def papers(bureau: Bureau, case_id: str) -> list[documents.Issued]:
    with bureau.engine.reading() as reading:
        return documents.of_case(reading, case_id)


def failures(bureau: Bureau) -> list[str]:
    with bureau.engine.reading() as reading:
        rows = reading.execute(select(Incident.kind, Incident.id).where(Incident.state == "open"))
        return [f"{row.kind} {row.id}" for row in rows]


def test_a_case_ends_with_a_paper_signed_by_whoever_approved_it(bureau: Bureau) -> None:
    opened = bureau.walker.open("akta_kelahiran")

    state = bureau.walker.to_end(opened.case_id)

    paper_ = papers(bureau, opened.case_id)[-1]
    with bureau.engine.reading() as reading:
        content = documents.fetch(reading, paper_.id).content
        officer = intents.officer_of(reading, paper_.id)
    assert (state, paper_.state) == ("issued", "in_force")
    assert inspect(content, Desk().signer.trust).is_of(officer)


def test_both_excerpts_of_a_marriage_are_signed(bureau: Bureau) -> None:
    opened = bureau.walker.open("akta_perkawinan")

    bureau.walker.to_end(opened.case_id)

    found = papers(bureau, opened.case_id)
    with bureau.engine.reading() as reading:
        signed = [intents.of_document(reading, one.id) for one in found]
    assert [one.state for one in found] == ["in_force", "in_force"]
    assert [one and one.state for one in signed] == ["signed", "signed"]


def test_a_signer_that_refuses_leaves_a_draft_and_a_task_for_a_person(bureau: Bureau) -> None:
    bureau.engine.signer = Refusing()
    opened = bureau.walker.open("akta_kelahiran")

    bureau.walker.to_end(opened.case_id)

    assert [one.state for one in papers(bureau, opened.case_id)] == ["draft"]
    assert [one.partition(" ")[0] for one in failures(bureau)] == ["certificate"]


def test_it_is_signed_once_the_signer_is_well_again(bureau: Bureau) -> None:
    signer = Refusing()
    bureau.engine.signer = signer
    opened = bureau.walker.open("akta_kelahiran")
    bureau.walker.to_end(opened.case_id)
    signer.refuses = False

    incident = failures(bureau)[0].partition(" ")[2]
    incidents.retry(bureau.engine, bureau.actor("kabid"), incident, "Sertifikat sudah diperbarui")
    bureau.walker.drain()
    state = bureau.walker.to_end(opened.case_id)

    assert (state, papers(bureau, opened.case_id)[-1].state) == ("issued", "in_force")


def test_an_office_without_electronic_signatures_issues_papers_to_be_signed_by_hand(bureau: Bureau) -> None:
    bureau.engine.signer = None
    opened = bureau.walker.open("akta_kelahiran")

    state = bureau.walker.to_end(opened.case_id)

    found = papers(bureau, opened.case_id)[-1]
    with bureau.engine.reading() as reading:
        assert intents.of_document(reading, found.id) is None
    assert (state, found.state) == ("issued", "in_force")
