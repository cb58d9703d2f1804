"""The ledger of blanks on the keeper's page."""

import pytest

from engine.db.database import Database
from tests.web.site import Site, make_site
from tests.web.visitor import Page

OA = {"awal": "OA0001", "akhir": "OA0003", "nomor": "SJ-9"}


@pytest.fixture
def site(database: Database) -> Site:
    return make_site(database)


def entered(site: Site, button: str, fields: dict[str, str], kind: str = "ktp_el_oa") -> Page:
    keeper = site.staff("blangko")
    return keeper.press(keeper.get(f"/blangko?jenis={kind}"), button, fields)


def test_the_keeper_receives_a_delivery(site: Site) -> None:
    page = entered(site, "Catat kiriman", OA)

    assert page.status == 200
    assert "3 keping" in page.text
    assert "OA0003" in page.text


def test_says_why_a_delivery_is_not_entered(site: Site) -> None:
    page = entered(site, "Catat kiriman", OA | {"akhir": "OB0003"})

    assert page.status == 422
    assert "tidak sejajar" in page.text
    assert {page.value(name) for name in ("awal", "akhir", "nomor")} == {"OA0001", "OB0003", "SJ-9"}


def test_a_difference_in_the_count_needs_a_reason(site: Site) -> None:
    refused = entered(site, "Simpan hitungan", {"jumlah": "299"}, "ktp_el")
    page = entered(site, "Simpan hitungan", {"jumlah": "299", "alasan": "Satu keping dicari"}, "ktp_el")

    assert refused.status == 422
    [line] = page.tree.xpath("//table[caption='Hitungan harian']/tbody/tr")
    cells = [cell.text_content().strip() for cell in line.xpath("./td")]
    assert cells == ["300", "299", "-1Satu keping dicari", site.bureau.actor("blangko").name]
    assert "belum dihitung" not in page.text


def test_reminds_of_the_count_until_it_is_made(site: Site) -> None:
    before = site.staff("blangko").get("/blangko")
    after = entered(site, "Simpan hitungan", {"jumlah": "300"}, "ktp_el")

    assert "Blangko hari ini belum dihitung. Menurut buku sekarang 300 keping." in before.text
    assert "belum dihitung" not in after.text
    assert "cocok" in after.text


def test_says_that_there_are_none(site: Site) -> None:
    page = site.staff("blangko").get("/blangko?jenis=ktp_el_oa")

    assert "stok habis" in page.text
    assert "Mulai dengan mencatat kiriman pertama." in page.text


def test_the_auditor_reads_and_is_offered_no_change(site: Site) -> None:
    page = site.staff("auditor").get("/blangko")

    assert "KTP00000001" in page.text
    assert "Catat kiriman" not in page.text


@pytest.mark.parametrize("username", ["cetak", "loket", "kadis"])
def test_others_do_not_see_the_ledger(site: Site, username: str) -> None:
    assert site.staff(username).get("/blangko").status == 403
