"""What whoever collects a document signs: printed from the note after the hand-over, and from the case."""

import pytest

from engine import documents
from engine.db.database import Database
from engine.errors import NotAllowedError, NotFoundError
from engine.handover import make_receipt
from tests.handlers.sheets import words
from tests.web.site import Site, make_site
from tests.web.test_lists_together import at
from tests.web.test_task_page import take
from tests.web.visitor import Page, Visitor

BUTTON = "Cetak tanda terima penyerahan"
COUNTER = {
    "penyerahan.cara": "diambil", "penyerahan.hubungan": "keluarga", "penyerahan.penerima": "Maria Lede",
    "penyerahan.identitas": "sim", "penyerahan.identitas_akhir": "4711",
}  # fmt: skip


@pytest.fixture
def site(database: Database) -> Site:
    return make_site(database)


def hand_over(site: Site, answers: dict[str, str] = COUNTER) -> tuple[Visitor, Page]:
    """The officer, and the page that he comes to."""
    desk, page = take(site, "penyerahan")
    button = page.tree.xpath("//*[contains(@class,'bulk')]//button[@value='setuju']")[0]
    return desk, desk.press(page, " ".join(button.text_content().split()), answers)


def receipts(site: Site, case_id: str) -> list[documents.Issued]:
    with site.bureau.engine.reading() as reading:
        made = documents.of_case(reading, case_id)
    return [one for one in made if one.kind == "tanda_terima_penyerahan"]


def test_prints_the_receipt_from_the_note_after_the_hand_over(site: Site) -> None:
    at(site, "akta_kelahiran", "serahkan_dokumen")

    desk, note = hand_over(site)
    file = desk.press(note, BUTTON)

    assert file.response.headers["Content-Type"] == "application/pdf"
    text = words(file.response.data)
    for said in ("Maria Lede, keluarga", "SIM driving licence, nomor berakhir 4711", "TTP-AL-2026-00001",
                 site.bureau.actor("penyerahan").name):  # fmt: skip
        assert said in text


def test_gives_the_same_receipt_again_from_the_case(site: Site) -> None:
    case_id = at(site, "akta_kelahiran", "serahkan_dokumen")
    desk, _ = hand_over(site)

    first, second = (desk.press(desk.get(f"/kasus/{case_id}"), BUTTON) for _ in range(2))

    assert first.response.data == second.response.data
    assert [one.state for one in receipts(site, case_id)] == ["in_force"]
    assert "Tanda terima penyerahan" in desk.get(f"/kasus/{case_id}").text


def test_a_document_that_was_sent_has_nobody_who_signs(site: Site) -> None:
    case_id = at(site, "akta_kelahiran", "serahkan_dokumen")

    desk, note = hand_over(site, {"penyerahan.cara": "pdf"})

    assert BUTTON not in note.text
    assert BUTTON not in desk.get(f"/kasus/{case_id}").text
    with pytest.raises(NotFoundError):
        make_receipt(site.bureau.engine, site.bureau.actor("penyerahan"), case_id)


def test_a_card_s_receipt_names_its_blank(site: Site) -> None:
    case_id = at(site, "ktp_el", "serahkan_kartu")
    desk, _ = hand_over(site, {**COUNTER, "penyerahan.hubungan": "sendiri", "penyerahan.penerima": ""})

    text = words(desk.press(desk.get(f"/kasus/{case_id}"), BUTTON).response.data)

    assert "pemilik kartu" in text
    assert "Nomor seri kartu Serial of the card KTP" in text


@pytest.mark.parametrize("username", ["rt.oesapa", "auditor"])
def test_nobody_prints_it_who_does_not_work_with_the_papers(site: Site, username: str) -> None:
    case_id = at(site, "akta_kelahiran", "serahkan_dokumen")
    hand_over(site)

    with pytest.raises(NotAllowedError):
        make_receipt(site.bureau.engine, site.bureau.actor(username), case_id)
    assert receipts(site, case_id) == []
