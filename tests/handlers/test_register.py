"""What happens in the register when a case is approved, and when it comes back before its paper is out."""

from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select, update

from engine import casefile, documents, register
from engine.access import SYSTEM
from engine.calls import Call, Handlers
from engine.db.database import Database
from engine.db.documents import RegisterEntry
from engine.db.offices import Assignment, Person, Post
from engine.errors import AlreadyEnteredError
from engine.signers import NoSignerError, signer
from handlers import register as handler
from tests.builders import Bureau, make_bureau


@dataclass
class Approved:
    """A case that has been approved, as far as the register is concerned."""

    bureau: Bureau
    case_id: str
    before: dict[str, Any] | None = None

    def enter(self, record: dict[str, Any] | None = None, **parameters: Any) -> dict[str, Any]:
        engine = self.bureau.engine
        with engine.reading() as reading:
            file = casefile.read(reading, self.case_id)
        with engine.work(SYSTEM) as work:
            call = Call(
                handler="register.enter", node="catat", key="k", case=file.identity,
                parameters={"kode": "LU"} | parameters, record=record or file.record, now=work.now, engine=engine,
                work=work, before=self.before,
            )  # fmt: skip
            self.before = dict(handler.enter(call) or {})
        return self.before

    def papers(self) -> list[documents.Issued]:
        with self.bureau.engine.reading() as reading:
            return documents.of_case(reading, self.case_id)


@pytest.fixture
def approved(database: Database) -> Approved:
    bureau = make_bureau(database)
    return Approved(bureau, bureau.walker.open("akta_kelahiran").case_id)


def test_gives_number_entry_and_a_draft_with_a_signer(approved: Approved) -> None:
    result = approved.enter()

    (paper,) = approved.papers()
    assert result == {
        "entri": result["entri"],
        "dokumen": paper.id,
        "nomor": "5371-LU-24112026-0001",
        "kode": "LU",
        "tanggal": "2026-11-24",
    }
    assert (paper.kind, paper.number, paper.state) == ("akta_kelahiran", result["nomor"], "draft")


def test_drafts_an_excerpt_for_each_who_gets_one_under_one_number(approved: Approved) -> None:
    """UU 23/2006 Pasal 34: husband and wife each get an excerpt of the one certificate."""
    result = approved.enter(salinan=["suami", "istri"])

    first, second = approved.papers()
    assert (first.number, first.state) == (second.number, second.state) == (result["nomor"], "draft")
    assert result["salinan"] == [
        {"untuk": "suami", "dokumen": first.id}, {"untuk": "istri", "dokumen": second.id},
    ]  # fmt: skip
    assert approved.enter(salinan=["suami", "istri"]) == result


def test_withdraws_every_excerpt_of_an_entry_that_changed(approved: Approved) -> None:
    approved.enter(salinan=["suami", "istri"])

    approved.enter({"anak": {"nama": "Nama Lain"}}, salinan=["suami", "istri"])

    assert [paper.state for paper in approved.papers()] == ["revoked", "revoked", "draft", "draft"]


def test_takes_the_number_from_the_national_system(approved: Approved) -> None:
    assert approved.enter(nomor="5371-LU-20112026-0007")["nomor"] == "5371-LU-20112026-0007"


def test_enters_the_event_and_not_the_work_on_the_case(approved: Approved) -> None:
    result = approved.enter()

    with approved.bureau.engine.reading() as reading:
        content = register.content(reading, result["entri"])
    assert {"anak", "ibu", "pelapor"} <= content.keys()
    assert not {"berkas", "kebijakan", "verifikasi_isi"} & content.keys()
    assert "telepon" not in content["pelapor"]


def test_keeps_the_number_when_the_case_comes_by_again_unchanged(approved: Approved) -> None:
    first = approved.enter()

    assert approved.enter() == first
    assert len(approved.papers()) == 1


def test_voids_number_and_draft_when_the_content_has_changed(approved: Approved) -> None:
    first = approved.enter({"anak": {"nama": "Yermia"}})

    second = approved.enter({"anak": {"nama": "Yermias"}})

    assert second["nomor"] == "5371-LU-24112026-0002"
    assert [paper.state for paper in approved.papers()] == ["revoked", "draft"]
    with approved.bureau.engine.reading() as reading:
        rows = reading.execute(select(RegisterEntry.state).order_by(RegisterEntry.serial)).scalars().all()
        assert rows == ["void", "in_force"]
        assert register.gaps(reading) == []
    assert first["nomor"] == "5371-LU-24112026-0001"


def test_refuses_to_change_what_is_out_already(approved: Approved) -> None:
    first = approved.enter({"anak": {"nama": "Yermia"}})
    with approved.bureau.engine.work(SYSTEM) as work:
        documents.store_file(work, first["dokumen"], b"%PDF")
        documents.issue(work, first["dokumen"])

    with pytest.raises(AlreadyEnteredError):
        approved.enter({"anak": {"nama": "Yermias"}})


def test_enters_what_the_diagram_says(approved: Approved) -> None:
    result = approved.enter(isi={"anak": {"nama": "Gideon"}})

    with approved.bureau.engine.reading() as reading:
        assert register.content(reading, result["entri"]) == {"anak": {"nama": "Gideon"}}


def signer_of(approved: Approved, role: str = "Kepala dinas") -> str:
    with approved.bureau.engine.reading() as reading:
        return signer(reading, approved.case_id, role).post


def test_the_holder_of_the_post_signs(approved: Approved) -> None:
    assert signer_of(approved) == "Kepala Dinas"


def test_whoever_approved_signs_as_what_he_is(approved: Approved) -> None:
    while approved.bureau.walker.step(approved.case_id) != "verifikasi_isi":
        approved.bureau.walker.drain()
    with approved.bureau.engine.reading() as reading:
        found = signer(reading, approved.case_id, "Verifikator")

    assert found.name in {approved.bureau.actor(name).name for name in ("verifikator", "verifikator2")}


def test_a_stand_in_signs_before_the_holder_and_says_so(approved: Approved) -> None:
    engine = approved.bureau.engine
    with engine.work(SYSTEM) as work:
        post = work.execute(select(Post.id).where(Post.role == "Kepala dinas")).scalar_one()
        kabid = approved.bureau.actor("kabid").person_id
        work.execute(
            Assignment.__table__.insert(),
            [{"id": kabid, "post_id": post, "person_id": kabid, "kind": "plt", "letter_number": "800/12/2026",
              "since": work.now, **work.office.owner}],
        )  # fmt: skip

    assert signer_of(approved) == "Plt. Kepala Dinas"


def test_says_when_nobody_can_sign(approved: Approved) -> None:
    with approved.bureau.engine.work(SYSTEM) as work:
        work.execute(update(Person).where(Person.username == "kadis").values(disabled_at=work.now))

    with pytest.raises(NoSignerError):
        signer_of(approved)


def test_a_diagram_finds_it_by_its_name() -> None:
    table = Handlers.of(handler)

    assert table["register.enter"].outside is False
    assert set(table["register.enter"].parameters) == {"kode", "nomor", "isi", "peran", "salinan"}
