"""SOPs and service standards on the pages: for designers and auditors, the public's part for everybody."""

import pytest

from tests.handlers.procedures.opened import pages
from tests.web.site import Site
from tests.web.visitor import BASE, visitor

TYPE = "ktp_el"


@pytest.mark.parametrize("username", ["perancang", "penyetuju", "auditor"])
def test_lists_each_version_with_its_hash_and_day(shop: Site, username: str) -> None:
    page = shop.staff(username).get("/sop")

    assert page.status == 200
    assert "KTP-el" in page.response.text
    assert "24 November 2026" in page.response.text
    assert f'href="/sop/{TYPE}/1/sop.docx"' in page.response.text


@pytest.mark.parametrize(
    ("name", "said"), [("sop", "Mutu baku"), ("standar-pelayanan", "Pengawasan internal")]
)
def test_an_auditor_opens_a_version_on_paper(shop: Site, name: str, said: str) -> None:
    response = shop.staff("auditor").client.get(f"/sop/{TYPE}/1/{name}.pdf", base_url=BASE)

    text = " ".join(pages(response.data))
    assert response.content_type == "application/pdf"
    assert "attachment" in response.headers["Content-Disposition"]
    assert said in text
    assert "berlaku sejak 24 November 2026" in text


def test_a_version_that_is_not_there_is_not_found(shop: Site) -> None:
    assert shop.staff("auditor").get(f"/sop/{TYPE}/9/sop.pdf").status == 404


def test_everybody_downloads_the_publics_part(shop: Site) -> None:
    stranger = visitor(shop.app)

    page = stranger.get(f"/layanan/{TYPE}")
    response = stranger.client.get(f"/layanan/{TYPE}/standar-pelayanan.pdf", base_url=BASE)

    text = " ".join(pages(response.data))
    assert f"/layanan/{TYPE}/standar-pelayanan.pdf" in page.response.text
    assert "Maklumat pelayanan" in text
    assert "Pengawasan internal" not in text


def test_the_designers_pages_lead_to_the_papers(shop: Site) -> None:
    for address in (f"/designer/{TYPE}", f"/designer/{TYPE}/versi/1"):
        assert f'href="/sop/{TYPE}/1/sop.pdf"' in shop.staff("perancang").get(address).response.text
