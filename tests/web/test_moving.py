"""The page that moves running cases: a designer looks, an approver says why and moves."""

import pytest

from tests.databases import Embedded
from tests.deployments.test_migration import TYPE, renamed, walked
from tests.web.site import Site, make_site

WHY = "Formulir baru menurut surat edaran"


@pytest.fixture
def site(embedded: Embedded):
    with embedded.fresh() as database:
        yield make_site(database)


def test_tells_who_fits_and_moves_them_for_a_reason(site: Site) -> None:
    case_id, number = walked(site.bureau, "verifikasi_isi"), renamed(site.bureau)
    address = f"/designer/{TYPE}/versi/{number}/pindah"
    looked = site.staff("perancang").get(address)
    approver = site.staff("penyetuju")

    chosen = approver.press(approver.get(address), "Periksa lagi", {"ganti.verifikasi_isi": "teliti_isi"})
    silent = approver.press(chosen, "Pindahkan 1 kasus", {})
    done = approver.press(silent, "Pindahkan 1 kasus", {"alasan": WHY})

    assert "0 kasus dapat dipindah, 1 tidak" in looked.text
    assert "versi ini tidak punya langkah itu" in looked.text
    assert "wewenang penyetuju proses" in looked.text
    assert silent.status == 422
    assert "1 kasus dipindah" in done.text
    story = site.staff("loket").get(f"/kasus/{case_id}").text
    assert "Dipindah ke versi proses lain" in story
    assert WHY in story


def test_a_step_that_has_gone_keeps_its_name_in_the_story(site: Site) -> None:
    case_id, number = walked(site.bureau, "rekam_siak"), renamed(site.bureau)
    approver = site.staff("penyetuju")
    address = f"/designer/{TYPE}/versi/{number}/pindah"

    approver.press(approver.get(address), "Pindahkan 1 kasus", {"alasan": WHY})

    assert "Verifikasi isi permohonan" in site.staff("operator").get(f"/kasus/{case_id}").text
    audited = site.staff("auditor").get(f"/periksa/kasus/{case_id}")
    assert audited.status == 200
    assert "Verifikasi isi permohonan" in audited.text
