"""Numbered papers without a register entry: their number, their draft, and what they replace."""

from dataclasses import dataclass
from typing import Any

import pytest

from engine import casefile, documents
from engine.access import SYSTEM
from engine.calls import Call
from engine.db.database import Database
from handlers import papers
from tests.builders import Bureau, make_bureau


@dataclass
class Desk:
    bureau: Bureau

    def open(self) -> str:
        case_id: str = self.bureau.walker.open("akta_kelahiran").case_id
        return case_id

    def open_another(self) -> str:
        case_id: str = self.bureau.walker.open("kartu_keluarga").case_id
        return case_id

    def call(self, name: str, case_id: str, before: Any = None, **parameters: Any) -> dict[str, Any]:
        engine = self.bureau.engine
        with engine.reading() as reading:
            file = casefile.read(reading, case_id)
        with engine.work(SYSTEM) as work:
            call = Call(
                handler=f"papers.{name}", node="beri_nomor", key="k", case=file.identity, parameters=parameters,
                record=file.record, now=work.now, engine=engine, work=work, before=before,
            )  # fmt: skip
            return dict(getattr(papers, name)(call))

    def issue(self, document_id: str) -> None:
        with self.bureau.engine.work(SYSTEM) as work:
            documents.store_file(work, document_id, b"%PDF")
            documents.issue(work, document_id)

    def issue_all(self, case_id: str) -> None:
        with self.bureau.engine.reading() as reading:
            drafted = documents.of_case(reading, case_id)
        for paper in drafted:
            self.issue(paper.id)

    def states(self, case_id: str) -> list[str]:
        with self.bureau.engine.reading() as reading:
            return [paper.state for paper in documents.of_case(reading, case_id)]


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(make_bureau(database))


def test_takes_the_number_that_the_national_system_gave(desk: Desk) -> None:
    case_id = desk.open()

    assert (
        desk.call("number", case_id, nomor="SKPWNI-5371-24112026-9001")["nomor"]
        == "SKPWNI-5371-24112026-9001"
    )
    assert desk.states(case_id) == ["draft"]


def test_gives_the_next_number_of_the_office_where_none_was_given(desk: Desk) -> None:
    first, second = (desk.call("number", desk.open())["nomor"] for _ in range(2))

    assert first == "AL-5371-2026-00001"
    assert second == "AL-5371-2026-00002"


def test_keeps_number_and_draft_when_the_case_comes_by_again(desk: Desk) -> None:
    case_id = desk.open()
    first = desk.call("number", case_id)

    assert desk.call("number", case_id, before=first) == first
    assert desk.states(case_id) == ["draft"]


def test_revokes_the_draft_whose_number_has_changed(desk: Desk) -> None:
    case_id = desk.open()
    first = desk.call("number", case_id, nomor="SKPWNI-5371-24112026-9001")

    desk.call("number", case_id, before=first, nomor="SKPWNI-5371-24112026-9002")

    assert desk.states(case_id) == ["revoked", "draft"]


@pytest.mark.parametrize("number", ["SKPWNI-5371-24112026-9001", "SKPWNI-5371-24112026-9002"])
def test_supersedes_what_another_case_issued_before(desk: Desk, number: str) -> None:
    former, later = desk.open(), desk.open()
    desk.issue(desk.call("number", former, nomor="SKPWNI-5371-24112026-9001")["dokumen"])
    desk.issue(desk.call("number", later, nomor=number)["dokumen"])

    desk.call("replace", later, nomor=number, lama="SKPWNI-5371-24112026-9001")

    assert (desk.states(former), desk.states(later)) == (["superseded"], ["in_force"])


def test_the_new_card_of_a_family_takes_the_place_of_the_old_one(desk: Desk) -> None:
    walker = desk.bureau.walker
    first, other = walker.open("kartu_keluarga").case_id, walker.open("kartu_keluarga").case_id
    for case_id in (first, other):
        walker.to_end(case_id)
        desk.issue_all(case_id)
    with desk.bureau.engine.reading() as reading:
        card = casefile.read(reading, first).record["siak"]["nomor_kk"]

    replaced = desk.call("replace", desk.open_another(), kk=card)

    assert replaced == {"diganti": 1}
    assert desk.states(first) == ["superseded"]
    assert desk.states(other) == ["in_force"]
