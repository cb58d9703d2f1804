"""The printer's list and a document's own page: printed together, again, and spoiled."""

from io import BytesIO

import pikepdf
import pytest

from engine.db.database import Database
from tests.test_printing import waits
from tests.web.site import Site, make_site
from tests.web.test_lists_together import at, boxes


@pytest.fixture
def site(database: Database) -> Site:
    return make_site(database)


def test_prints_the_chosen_ones_and_then_again_with_a_reason(site: Site) -> None:
    documents = [waits(site.bureau) for _ in range(2)]
    desk = site.staff("cetak")
    page = desk.get("/cetak")

    none = desk.press(page, "Cetak yang dipilih (satu PDF)", {"pilih": []})
    file = desk.press(page, "Cetak yang dipilih (satu PDF)", {"pilih": boxes(page)})
    twice = desk.press(page, "Cetak yang dipilih (satu PDF)", {"pilih": boxes(page)})
    own = desk.get(f"/cetak/{documents[0]}")
    wrong = desk.press(own, "Catat dan unduh PDF", {"alasan": "", "keterangan": ""})
    again = desk.press(own, "Catat dan unduh PDF", {"alasan": "cetakan_rusak", "keterangan": "Terlipat"})
    spoiled = desk.press(own, "Catat lembar rusak", {"alasan": "kertas_macet", "lembar": "2"})

    assert boxes(page) == documents
    assert (none.status, wrong.status, twice.status) == (422, 422, 422)
    with pikepdf.open(BytesIO(file.response.data)) as made:
        assert len(made.pages) == 2
    assert again.response.headers["Content-Type"] == "application/pdf"
    assert "1 kali" in spoiled.text
    listed = desk.get("/cetak")
    assert "Kertas macet di pencetak. 2" in " ".join(listed.text.split())
    assert boxes(listed) == []


def test_the_case_tells_how_often_its_document_was_printed(site: Site) -> None:
    case_id = at(site, "akta_kelahiran", "serahkan_dokumen")
    desk = site.staff("penyerahan")
    page = desk.get("/cetak")
    desk.press(page, "Cetak yang dipilih (satu PDF)", {"pilih": boxes(page)})
    [document_id] = boxes(page)
    own = desk.get(f"/cetak/{document_id}")
    desk.press(own, "Catat dan unduh PDF", {"alasan": "cetakan_hilang", "keterangan": "Tercecer di loket"})

    case = desk.get(f"/kasus/{case_id}")

    assert "Dicetak; cetak ulang 1 kali, 0 lembar rusak" in case.text
    assert "Dokumen dicetak ulang" in case.text
    assert "Cetakan sebelumnya hilang sebelum diserahkan. “Tercecer di loket”" in case.text


def test_cards_are_printed_from_the_same_list(site: Site) -> None:
    at(site, "ktp_el", "cetak_kartu")
    desk = site.staff("cetak")
    page = desk.get("/cetak")

    asked = desk.press(page, "Kerjakan bersama…", {"pilih": boxes(page)})

    assert "Nomor seri blangko" in asked.text
