"""The pages that name what was done to the history behind the application's back; on both databases."""

import re

import pytest

from engine.db.database import Database
from tests.audit import behind
from tests.audit.walks import walked
from tests.web.site import Site, make_site
from tests.web.visitor import Page


@pytest.fixture
def site(database: Database) -> Site:
    return make_site(database)


def checked(site: Site) -> Page:
    auditor = site.staff("auditor")
    return auditor.press(auditor.get("/periksa/rantai"), "Cocokkan semua peristiwa")


def case_page(site: Site, case_id: str) -> Page:
    return site.staff("auditor").get(f"/periksa/kasus/{case_id}")


def test_a_history_that_nobody_touched_holds(site: Site) -> None:
    walked(site.bureau, 2)

    page = checked(site)

    assert "Semua yang dibaca cocok" in page.text
    assert re.search(
        r"Dibaca \d+ peristiwa dalam \d+ rangkaian, dari \d+ peristiwa yang diketahui", page.text
    )
    assert "Belum semuanya dibaca" not in page.text


def test_names_an_edited_event(site: Site) -> None:
    case_id = walked(site.bureau, 2)
    behind.edit(site.bureau, case_id, 3, b'"setuju"', b'"tolak"')

    page = checked(site)

    assert "Peristiwa nomor 3 diubah sesudah ditandatangani." in page.text
    assert page.link("Kasus AL-2026-00001") == f"/periksa/kasus/{case_id}"


def test_names_a_deleted_event(site: Site) -> None:
    case_id = walked(site.bureau, 2)
    behind.remove(site.bureau, case_id, 4)

    page = checked(site)

    assert "Peristiwa nomor 4 dihapus." in page.text
    assert page.link("Kasus AL-2026-00001") == f"/periksa/kasus/{case_id}"


def test_names_an_inserted_event(site: Site) -> None:
    case_id = walked(site.bureau, 2)
    behind.squeeze_in(site.bureau, case_id, 2)

    page = checked(site)

    assert "1 masalah ditemukan" in page.text
    assert "Peristiwa nomor 3 disisipkan" in page.text


def test_names_two_events_that_changed_places(site: Site) -> None:
    case_id = walked(site.bureau, 2)
    behind.swap(site.bureau, case_id, 2, 4)

    page = checked(site)

    assert "Peristiwa nomor 2 ditukar tempatnya: ditandatangani sebagai nomor 4." in page.text
    assert "Peristiwa nomor 4 ditukar tempatnya: ditandatangani sebagai nomor 2." in page.text


def test_names_a_case_whose_history_is_gone(site: Site) -> None:
    case_id = walked(site.bureau, 1)
    behind.vanish(site.bureau, case_id)

    page = checked(site)
    trail = case_page(site, case_id)

    assert "AL-2026-00001: seluruh riwayatnya hilang." in page.text
    assert trail.status == 200
    assert "berbeda" not in trail.heading


def test_a_case_page_names_what_was_done_to_its_history(site: Site) -> None:
    case_id = walked(site.bureau, 3)
    behind.overwrite(site.bureau, case_id, 3, body=b"\x00 nothing")
    behind.remove(site.bureau, case_id, 5)

    page = case_page(site, case_id)

    assert "Rantai tidak utuh" in page.text
    assert "5. Peristiwa nomor 5 dihapus." in page.text
    marked = page.tree.xpath("//ol[@class='story']/li[@class='late']/@id")
    assert marked == ["p3", "p5"]


def test_reads_on_where_a_bounded_check_ended(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.audit.chains.MOST", 10)
    walked(site.bureau, 1)
    auditor = site.staff("auditor")

    pages = [auditor.press(auditor.get("/periksa/rantai"), "Cocokkan semua peristiwa")]
    while "Belum semuanya dibaca." in pages[-1].text:
        pages.append(auditor.press(pages[-1], "Lanjutkan pencocokan"))

    assert len(pages) > 2
    assert all("Semua yang dibaca cocok" in page.text for page in pages)
