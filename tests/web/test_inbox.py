"""The inbox: queues with counts, urgency in words, filters in the address, claims; on both databases."""

from collections.abc import Iterator

import pytest

from engine.db.database import Database
from tests.databases import Embedded
from tests.web.site import Site, case_of, file_birth, make_site
from tests.web.visitor import Page

COUNTED = "//nav[contains(@class,'queues')]//a"


@pytest.fixture(scope="module")
def busy(embedded: Embedded) -> Iterator[Site]:
    """Thirty-five births wait for the head of one RT."""
    with embedded.fresh() as database:
        site = make_site(database)
        clerk = site.staff("loket")
        for number in range(35):
            letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number % 26]
            file_birth(clerk, anak__nama="Zadrak Ndun" if number == 17 else f"Anak {letter} Nalle")
        yield site


def counts(page: Page) -> dict[str, str]:
    found = {}
    for link in page.tree.xpath(COUNTED):
        count = link.find("span").text_content()
        found[link.text.strip()] = count
    return found


def rows(page: Page) -> list[str]:
    return [link.text for link in page.tree.xpath("//td[contains(@class,'lead')]//a")]


def test_shows_what_waits_at_the_desk_with_its_counts(busy: Site) -> None:
    page = busy.staff("rt.oesapa").get("/tugas")

    assert page.heading == "Semua tugas di meja Ketua RT"
    assert counts(page) == {
        "Tugas saya": "0", "Dikirim hari ini": "0",
        "Semua di meja": "35", "Belum diambil": "35", "Terlambat": "0",
    }  # fmt: skip


def test_goes_on_to_the_next_page_where_the_last_one_ended(busy: Site) -> None:
    head = busy.staff("rt.oesapa")

    first = head.get("/tugas")
    second = head.get(first.link("Halaman berikutnya"))

    assert len(rows(first)) == 30
    assert len(rows(second)) == 5
    assert set(rows(first)).isdisjoint(rows(second))
    assert "Halaman berikutnya" not in second.text


def test_ignores_a_place_in_the_list_that_it_never_gave(busy: Site) -> None:
    page = busy.staff("rt.oesapa").get("/tugas?sesudah=made-up")

    assert len(rows(page)) == 30


def test_finds_a_task_by_name_and_keeps_the_name_out_of_the_address(busy: Site) -> None:
    head = busy.staff("rt.oesapa")

    page = head.press(head.get("/tugas"), "Terapkan", {"q": "zadrak"})

    assert len(rows(page)) == 1
    assert page.value("q") == "zadrak"
    assert "zadrak" not in page.response.request.url.lower()


def test_opens_a_sealed_search_for_nobody_else(busy: Site) -> None:
    head, other = busy.staff("rt.oesapa"), busy.staff("loket")
    searched = head.press(head.get("/tugas"), "Terapkan", {"q": "zadrak"}).response.request.url

    assert other.get(searched).value("q") == ""


def test_says_that_nothing_fits_and_offers_the_whole_list(busy: Site) -> None:
    head = busy.staff("rt.oesapa")

    empty = head.press(head.get("/tugas"), "Terapkan", {"q": "nobody of this name"})
    whole = head.get(empty.link("Hapus saringan"))

    assert "Tidak ada yang cocok dengan saringan ini." in empty.text
    assert len(rows(whole)) == 30


@pytest.mark.parametrize("queue", ["desk:Kepala dinas", "free:Verifikator", "desk:nobody", "x", "late:"])
def test_shows_nobody_the_queue_of_another_desk(busy: Site, queue: str) -> None:
    page = busy.staff("rt.oesapa").get(f"/tugas?antrean={queue}")

    assert page.status == 200
    assert rows(page) == []


def test_shows_no_task_of_another_territory(busy: Site) -> None:
    assert rows(busy.staff("rt.liliba").get("/tugas")) == []


def test_claims_a_task_and_opens_it(database: Database) -> None:
    site = make_site(database)
    case_id = case_of(file_birth(site.staff("loket")))
    head = site.staff("rt.oesapa")

    page = head.press(head.get("/tugas"), "Ambil AL-")

    assert page.heading.startswith("Periksa fakta di lingkungan")
    assert "Anda memegang tugas ini sejak" in page.text
    assert f"/kasus/{case_id}" in page.link("AL-2026")


def test_takes_the_task_that_is_due_first(database: Database) -> None:
    site = make_site(database)
    clerk = site.staff("loket")
    first = file_birth(clerk, anak__nama="Ani Nalle")
    site.bureau.clock.forward(hours=1)
    clerk = site.staff("loket")
    file_birth(clerk, anak__nama="Budi Nalle")
    head = site.staff("rt.oesapa")

    page = head.press(head.get("/tugas"), "Ambil tugas berikutnya")

    assert "Ani Nalle" in page.heading
    assert case_of(first) in page.link("AL-2026")


def test_says_so_when_no_task_is_free(shop: Site) -> None:
    head = shop.staff("kadis")

    page = head.press(head.get("/tugas"), "Ambil tugas berikutnya")

    assert "Tidak ada tugas bebas untuk Anda sekarang." in page.text


def test_groups_by_urgency_in_words(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    file_birth(site.staff("loket"))

    said = []
    for hours in (0, 24, 48):
        site.bureau.clock.forward(hours=hours)
        page = site.staff("rt.oesapa").get("/tugas")
        group, tag = page.tree.xpath("//tr[@class='group']/th | //td//span[contains(@class,'tag')]")
        said.append((group.text, tag.text))

    assert said == [
        ("Besok dan sesudahnya (1)", "sisa 1 hari"),
        ("Hari ini (1)", "sisa 1 menit"),
        ("Terlambat (1)", "terlambat 2 hari"),
    ]


def test_gives_back_a_task(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    file_birth(site.staff("loket"))
    head = site.staff("rt.oesapa")

    page = head.press(head.press(head.get("/tugas"), "Ambil AL-"), "Lepas tugas")

    assert counts(page)["Tugas saya"] == "0"
    assert counts(page)["Belum diambil"] == "1"
