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

