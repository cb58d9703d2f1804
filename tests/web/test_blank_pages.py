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
    assert "OA0003 (3)" in page.text


def test_says_why_a_delivery_is_not_entered(site: Site) -> None:
    page = entered(site, "Catat kiriman", OA | {"akhir": "OB0003"})

    assert page.status == 422
    assert "tidak sejajar" in page.text


def test_a_difference_in_the_count_needs_a_reason(site: Site) -> None:
    refused = entered(site, "Simpan hitungan", {"jumlah": "299"}, "ktp_el")
    page = entered(site, "Simpan hitungan", {"jumlah": "299", "alasan": "Satu keping dicari"}, "ktp_el")

    assert refused.status == 422
    assert "selisih -1, Satu keping dicari" in page.text


def test_the_auditor_reads_and_is_offered_no_change(site: Site) -> None:
    page = site.staff("auditor").get("/blangko")

    assert "KTP00000001" in page.text
    assert "Catat kiriman" not in page.text


@pytest.mark.parametrize("username", ["cetak", "loket", "kadis"])
def test_others_do_not_see_the_ledger(site: Site, username: str) -> None:
    assert site.staff(username).get("/blangko").status == 403
