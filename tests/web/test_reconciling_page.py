"""The pages of what differs between SIAK and the office: what they show, to whom, and what is done there."""

import pytest
from sqlalchemy import select

from engine import history
from engine.access import SYSTEM
from engine.db.database import Database
from engine.db.siak import SiakDifference
from engine.siak import DIFFERS, SAME, Finding, Person, differences
from engine.siak.differences import CHECKED, UNSENT, Found
from tests.web.site import Site, make_site

NIK, NAME = "5371031203800001", "Yohanes Bani"


@pytest.fixture
def site(database: Database) -> Site:
    return make_site(database)


def difference(site: Site, found: Found | None = None) -> tuple[str, str]:
    """Its address and its case."""
    case_id = site.bureau.walker.open("akta_kelahiran").case_id
    person = Person(NIK, {"nama": NAME, "jenis_kelamin": "L"})
    finding = Finding(DIFFERS, {"nama": DIFFERS, "jenis_kelamin": SAME})
    with site.bureau.engine.work(SYSTEM) as work:
        differences.note(work, found or Found.of(CHECKED, case_id, case_id, person, finding))
        row = work.execute(select(SiakDifference.id)).scalar_one()
    return f"/beda-siak/{row}", case_id


def test_lists_what_differs_in_words_and_with_masked_numbers(site: Site) -> None:
    address, _case_id = difference(site)

    page = site.staff("operator").get("/beda-siak")

    assert page.tree.xpath("//td//a/@href") == [address]
    assert "Terbit walau tidak cocok" in page.text
    assert [one.text_content() for one in page.tree.xpath("//td//*[@class='tag back']")] == ["Nama"]
    assert "5371********0001" in page.text
    assert NIK not in page.text
    assert NAME not in page.text


def test_shows_field_by_field_what_the_office_has_and_records_the_look(site: Site) -> None:
    address, case_id = difference(site)

    page = site.staff("kasi").get(address)

    cells = [[" ".join(cell.text_content().split()) for cell in row] for row in page.tree.xpath("//tbody/tr")]
    assert cells == [["Nama", NAME, "Tidak sesuai"], ["Jenis kelamin", "Laki-Laki", "Sesuai"]]
    assert NIK in page.text
    with site.bureau.engine.reading() as reading:
        looks = [(look.name, look.purpose) for look in history.looks_at(reading, case_id)]
    assert looks == [(site.bureau.actor("kasi").name, "siak_difference")]


def test_settles_with_a_reason_and_a_note(site: Site) -> None:
    address, case_id = difference(site)
    operator = site.staff("operator")

    empty = operator.press(operator.get(address), "Selesaikan")
    done = operator.press(
        empty, "Selesaikan", {"alasan": "dibetulkan_di_siak", "catatan": "Nama dibetulkan kemarin."}
    )

    assert (empty.status, empty.errors()) == (422, ["Pilih alasannya.", "Tulis apa yang terjadi."])
    assert "Sudah dibetulkan di SIAK" in done.text
    assert "Selesaikan" not in done.buttons()
    assert "Tidak ada perbedaan" in operator.get("/beda-siak").text
    told = site.staff("kasi").get(f"/kasus/{case_id}").text
    assert "Perbedaan dengan SIAK diselesaikan" in told
    assert "Nama dibetulkan kemarin." in told


def test_says_why_nothing_could_be_asked(site: Site) -> None:
    address, _case_id = difference(site)
    operator = site.staff("operator")

    page = operator.press(operator.get(address), "Tanya sekarang")

    assert page.status == 409
    assert "Kantor ini tidak terhubung dengan layanan pemeriksaan SIAK." in page.text
    assert "Selesaikan" in page.buttons()


def test_an_auditor_only_reads(site: Site) -> None:
    address, _case_id = difference(site)
    auditor = site.staff("auditor")

    page = auditor.get(auditor.get("/beda-siak").tree.xpath("//td//a/@href")[0])

    assert page.path == address
    assert NAME in page.text
    assert {"Selesaikan", "Tanya sekarang"} & set(page.buttons()) == set()
    tried = auditor.post(
        address, {"csrf_token": page.value("csrf_token"), "alasan": "tidak_berbeda", "catatan": "x"}
    )
    assert tried.status == 403


def test_an_entry_that_was_not_taken_says_why_and_is_not_asked_about(site: Site) -> None:
    case_id = site.bureau.walker.open("akta_kelahiran").case_id
    address, _case_id = difference(site, Found(UNSENT, case_id, case_id, "galat_pusat"))

    page = site.staff("operator").get(address)

    assert "Kiriman tidak diterima: SIAK sedang terganggu" in page.text
    assert "Tanya sekarang" not in page.buttons()
    assert "direkam_sendiri" in page.tree.xpath("//select[@name='alasan']/option/@value")
