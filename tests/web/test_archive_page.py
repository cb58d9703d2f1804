"""Two heads destroy what is past its time on their pages, and print the minutes."""

import io

import pikepdf
import pytest
from sqlalchemy import select

from engine.db.database import Database
from engine.db.history import Event
from engine.demo.office import PASSWORD
from tests.archive.archives import LETTER, ended
from tests.web.site import Site, make_site
from tests.web.visitor import Page, Visitor

TYPED = {"surat": LETTER, "sandi": PASSWORD}


@pytest.fixture
def site(sqlite_database: Database) -> Site:
    made = make_site(sqlite_database)
    ended(made.bureau)
    made.bureau.clock.forward(days=3 * 365)
    return made


def boxes(page: Page) -> list[str]:
    return [str(box.get("value")) for box in page.tree.xpath("//input[@name='pilih']")]


def proposed(head: Visitor, **changed: str) -> Page:
    page = head.get("/arsip")
    return head.press(page, "Usulkan pemusnahan", {"pilih": boxes(page), **TYPED, **changed})


def printed(head: Visitor, page: Page, link: str) -> str:
    """The titles and the number of pages."""
    response = head.get(page.link(link)).response
    with pikepdf.open(io.BytesIO(response.get_data())) as pdf:
        assert len(pdf.pages) == 1
        return str(pdf.docinfo.get("/Title"))


def test_one_proposes_another_destroys_and_minutes_are_printed(site: Site) -> None:
    one, other = site.staff("kasi"), site.staff("kabid")

    waits = proposed(one)
    listed = printed(one, waits, "Daftar usul")
    done = other.press(other.get("/arsip"), "Setujui dan musnahkan", {"sandi": PASSWORD})

    assert "Menunggu persetujuan orang kedua." in waits.text
    assert listed.startswith("Daftar Usul Musnah")
    assert "BAP-2029-0001" in done.text
    assert "Tidak ada yang habis masa simpannya." in done.text
    assert printed(other, done, "Berita acara") == "Berita Acara Pemusnahan Arsip BAP-2029-0001"


def test_refusals_are_sentences_and_keep_what_was_typed(site: Site) -> None:
    head = site.staff("kasi")

    wrong = proposed(head, sandi="salah")
    none = proposed(head, pilih="")
    bare = proposed(head, surat=" ")

    assert [page.status for page in (wrong, none, bare)] == [422] * 3
    assert "Kata sandi akun tidak cocok." in wrong.text
    assert wrong.value("surat") == LETTER
    assert "Centang yang diusulkan" in bare.text
    assert len(wrong.tree.xpath("//input[@name='pilih'][@checked]")) == 2


def test_the_case_page_tells_what_went_and_still_opens(site: Site) -> None:
    one, other = site.staff("kasi"), site.staff("kabid")
    page = one.get("/arsip")
    address = page.tree.xpath("//td/a[starts-with(@href, '/kasus/')]/@href")[0]
    proposed(one)
    other.press(other.get("/arsip"), "Setujui dan musnahkan", {"sandi": PASSWORD})

    case = other.get(address)

    assert case.status == 200
    assert "Berkas habis masa simpan dimusnahkan" in case.text
    assert "(dimusnahkan)" in case.text


def test_others_do_not_get_in(site: Site) -> None:
    assert site.staff("loket").get("/arsip").status == 403
    assert "Arsip habis masa simpan" in site.staff("kasi").get("/tugas").text
    assert "Arsip habis masa simpan" not in site.staff("loket").get("/tugas").text


def test_the_register_of_a_period_is_printed_and_recorded(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    ended(site.bureau, "setuju")
    head = site.staff("kasi")

    asked = {"dari": "2026-11-01", "sampai": "2026-11-30"}
    paper = head.get("/arsip/register.pdf", query_string=asked).response
    wrong = head.get("/arsip/register.pdf", query_string={"dari": "2026-11-01", "sampai": "2029-11-30"})

    with pikepdf.open(io.BytesIO(paper.get_data())) as pdf:
        assert str(pdf.docinfo.get("/Title")) == "Daftar Register Akta 01-11-2026 - 30-11-2026"
    with site.bureau.engine.reading() as reading:
        kinds = reading.execute(select(Event.kind).where(Event.stream == "office")).scalars().all()
    assert kinds.count("register.printed") == 1
    assert (wrong.status, "paling lama setahun" in wrong.text) == (422, True)
