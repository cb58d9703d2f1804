"""The receipt as a PDF, from the page after an application was taken."""

import pytest

from engine import documents
from engine.db.database import Database
from tests.handlers.sheets import words
from tests.web.site import Site, case_of, file_birth, make_site
from tests.web.test_intake_pages import hand_in, picture
from tests.web.test_task_page import forward, papers, take
from tests.web.visitor import Page, Visitor

BUTTON = "Unduh tanda terima (PDF)"


@pytest.fixture
def site(database: Database) -> Site:
    return make_site(database)


def download(clerk: Visitor, case_id: str) -> Page:
    return clerk.press(clerk.get(f"/kasus/{case_id}/tanda-terima"), BUTTON)


def states(site: Site, case_id: str) -> list[str]:
    with site.bureau.engine.reading() as reading:
        return [paper.state for paper in documents.of_case(reading, case_id) if paper.kind == "tanda_terima"]


def test_gives_the_receipt_with_what_was_handed_in(site: Site) -> None:
    clerk = site.staff("loket")
    case_id = case_of(file_birth(clerk))
    hand_in(clerk, case_id, "keterangan_lahir", picture())

    file = download(clerk, case_id)

    assert file.response.headers["Content-Type"] == "application/pdf"
    text = words(file.response.data)
    for said in ("AL-2026-00001", "Gabriel Yohanes Nalle", "Surat keterangan lahir", "GRATIS di semua meja",
                 "Data pribadi (UU 27/2022)", "Loket 1"):  # fmt: skip
        assert said in text


def test_gives_the_same_receipt_while_nothing_has_come(site: Site) -> None:
    clerk = site.staff("loket")
    case_id = case_of(file_birth(clerk))

    first, second = download(clerk, case_id), download(clerk, case_id)

    assert first.response.data == second.response.data
    assert states(site, case_id) == ["in_force"]


def test_a_paper_that_came_later_makes_a_new_receipt(site: Site) -> None:
    clerk = site.staff("loket")
    case_id = case_of(file_birth(clerk))
    first = download(clerk, case_id)
    site.bureau.clock.forward(minutes=1)
    hand_in(clerk, case_id, "kartu_keluarga", picture())

    second = download(clerk, case_id)

    assert "Sudah diterima" not in words(first.response.data)
    assert "Sudah diterima" in words(second.response.data)
    assert states(site, case_id) == ["superseded", "in_force"]


def test_a_paper_that_went_back_is_waited_for_in_the_words_of_the_check(site: Site) -> None:
    clerk = site.staff("loket")
    case_id = case_of(file_birth(clerk))
    hand_in(clerk, case_id, "kartu_keluarga", picture())
    forward(site, "rt.oesapa", "kel.oesapa")
    other, page = take(site, "loket2")
    card = {"berkas.kartu_keluarga.hasil": "kembalikan", "berkas.kartu_keluarga.alasan": "tidak_terbaca",
            "berkas.kartu_keluarga.catatan": "Baris nomor 3 tertutup."}  # fmt: skip
    other.press(page, "Kembalikan untuk dilengkapi", papers(page) | card)

    page, file = clerk.get(f"/kasus/{case_id}/tanda-terima"), download(clerk, case_id)

    [due] = page.tree.xpath("//section[h2='Masih ditunggu']//li[contains(., 'Kartu keluarga')]")
    assert "Foto atau pindaian tidak terbaca. “Baris nomor 3 tertutup.”" in due.text_content()
    assert "Baris nomor 3 tertutup." in words(file.response.data)
