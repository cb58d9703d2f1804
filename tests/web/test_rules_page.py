"""The rules of a case for auditors: tables, rows that were used, requirements; and the same for designers."""

import pytest

from engine import history
from engine.db.database import Database
from tests.web.site import Site, make_site


@pytest.fixture
def site(database: Database) -> Site:
    return make_site(database)


def issued(site: Site) -> str:
    opened = site.bureau.walker.open("akta_kelahiran", "loket", "terlambat")
    assert site.bureau.walker.to_end(opened.case_id) == "issued"
    return opened.case_id


def test_an_auditor_comes_from_the_case_to_the_row_that_it_was_decided_by(site: Site) -> None:
    case_id, auditor = issued(site), site.staff("auditor")

    case = auditor.get(f"/periksa/kasus/{case_id}")
    page = auditor.get(case.link("Aturan kasus ini"))

    assert "UU 24/2013 Pasal 32 ayat (1)" in case.text
    [used] = page.tree.xpath("//section[h2[@id='jenis_pendaftaran']]//tr[.//span='dipakai kasus ini']")
    assert used.xpath("./preceding-sibling::tr[1]/th/text()") == ["2"]
    assert "perlu konfirmasi Dukcapil" in used.text_content()


def test_an_auditor_reads_when_each_paper_is_needed_and_by_which_law(site: Site) -> None:
    page = site.staff("auditor").get(f"/periksa/kasus/{issued(site)}/aturan")

    [rows] = page.tree.xpath("//section[h2='Persyaratan']//tbody")
    assert "Bukti perkawinan orang tua: Buku nikah" in rows.text_content()
    assert "Perpres 96/2018" in rows.text_content()


def test_the_look_is_recorded(site: Site) -> None:
    case_id = issued(site)

    site.staff("auditor").get(f"/periksa/kasus/{case_id}/aturan")

    with site.bureau.engine.reading() as reading:
        looks = history.looks_at(reading, case_id)
    assert [look.name for look in looks] == [site.bureau.actor("auditor").name]


def test_a_designer_reads_the_requirements_as_a_table(site: Site) -> None:
    page = site.staff("perancang").get(
        "/designer/akta_kelahiran/versi/1/berkas/akta_kelahiran/requirements.toml"
    )

    assert len(page.tree.xpath("//section[h2='Persyaratan']//tbody/tr")) > 10
