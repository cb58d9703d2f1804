"""What people read before they come: requirements with their law and day, steps, time, and that it is free."""

import pytest

from tests.web.site import Site
from tests.web.visitor import visitor


@pytest.fixture
def kinds(shop: Site) -> list[str]:
    with shop.bureau.engine.reading() as reading:
        found = shop.bureau.engine.definitions.in_force(reading.connection, shop.bureau.engine.office_code)
    return [kind.document_type for kind in found]


def test_tells_of_every_service_what_the_law_asks(shop: Site, kinds: list[str]) -> None:
    for document_type in kinds:
        page = visitor(shop.app).get(f"/layanan/{document_type}")
        papers = page.tree.xpath("//section//ul[@class='bullets']/li[strong]")

        assert page.status == 200
        assert papers
        assert all("berlaku sejak" in paper.text_content() for paper in papers)
        for said in ("GRATIS", "Pasal 79A", "Pasal 95B", "Langkahnya", "setelah berkas lengkap",
                     "perlu konfirmasi Dukcapil", "Untuk apa data ini"):  # fmt: skip
            assert said in page.text


def test_says_in_words_when_each_paper_is_needed(shop: Site, kinds: list[str]) -> None:
    for document_type in kinds:
        page = visitor(shop.app).get(f"/layanan/{document_type}")
        told = [when.text_content() for when in page.tree.xpath("//span[@class='when']")]

        assert all(words.startswith("Bila ") for words in told)
        assert [words for words in told if "_" in words or '"' in words or " = " in words] == []


def test_tells_what_the_form_asks_and_which_answer_it_is(shop: Site) -> None:
    text = visitor(shop.app).get("/layanan/kartu_keluarga").text

    assert "Bila Yang dimohon: Kartu keluarga baru, dan Alasan kartu baru: Pindah datang." in text
    assert "Bila Tinggal di rumah sewa? Ya." in text


def test_says_how_old_somebody_is_and_what_only_an_officer_finds(shop: Site) -> None:
    """UU 16/2019: younger than 19 needs a dispensation."""
    wedding, death = (
        visitor(shop.app).get(f"/layanan/{name}").text for name in ("akta_perkawinan", "akta_kematian")
    )

    assert "Bila Suami berumur di bawah 19 tahun, atau Istri berumur di bawah 19 tahun." in wedding
    assert "menurut pemeriksaan petugas" in death


def test_says_where_to_report_who_asks_for_money(shop: Site) -> None:
    assert "lapor.go.id" in visitor(shop.app).get("/layanan/ktp_el").text


def test_lists_every_service_with_its_time(shop: Site, kinds: list[str]) -> None:
    page = visitor(shop.app).get("/")

    assert len(page.tree.xpath("//a[starts-with(@href, '/layanan/')]")) == len(kinds)
    assert "hari kerja setelah berkas lengkap, gratis." in page.text
