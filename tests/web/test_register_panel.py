"""The register on pages of cases: linked for whoever may open the other case, on the auditor's page too."""

import datetime as dt

import pytest

from engine import register
from engine.access import SYSTEM
from engine.db.database import Database
from engine.ids import new_id
from engine.register import OldEntry
from tests.web.site import Site, make_site
from tests.web.visitor import Page


@pytest.fixture
def site(database: Database) -> Site:
    return make_site(database)


def corrected(site: Site) -> str:
    """A case that corrected a birth certificate; its id."""
    opened = site.bureau.walker.open("perubahan_akta", "loket", "pembetulan")
    assert site.bureau.walker.to_end(opened.case_id) == "issued"
    return opened.case_id


def panel(page: Page) -> str:
    [found] = page.tree.xpath("//section[.//h2='Register']")
    return " ".join(found.text_content().split())


def linked(page: Page) -> list[str]:
    return [a.text_content() for a in page.tree.xpath("//section[.//h2='Register']//a")]


def test_shows_versions_margin_notes_and_excerpts(site: Site) -> None:
    case_id = corrected(site)

    page = site.staff("loket").get(f"/kasus/{case_id}")

    said = panel(page)
    for words in ("Kelahiran (LU)", "Versi catatan", "Pembetulan", "oleh PA-2026-00001"):
        assert words in said
    assert {"AL-2026-00001", "PA-2026-00001"} == set(linked(page))


def test_leads_an_auditor_to_the_traces_of_the_other_cases(site: Site) -> None:
    page = site.staff("auditor").get(f"/periksa/kasus/{corrected(site)}")

    addresses = page.tree.xpath("//section[.//h2='Register']//a/@href")
    assert addresses
    assert all(address.startswith("/periksa/kasus/") for address in addresses)


def test_flags_what_comes_from_an_old_book(site: Site) -> None:
    """With the number of the book, and the book in the place of an application."""
    case_id = site.bureau.walker.open("akta_kelahiran", "loket").case_id
    old = OldEntry(case_id, "akta_kelahiran", "1234/DISP/1996", dt.date(1996, 3, 5), {}, new_id())
    with site.bureau.engine.work(SYSTEM) as work:
        register.take_over(work, old)

    said = panel(site.staff("loket").get(f"/kasus/{case_id}"))

    for words in ("Dari buku register lama (BL), 5 Maret 1996", "1234/DISP/1996", "buku register lama"):
        assert words in said
    assert "permohonan" not in said
