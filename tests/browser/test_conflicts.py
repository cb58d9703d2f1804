"""Two people at one task, each in a browser of his own: one does it, the other learns who and keeps what he typed."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.clerk import Clerk
from tests.browser.conftest import Visit
from tests.browser.house import House
from tests.browser.scenes import Scenes

pytestmark = pytest.mark.browser
NOTE = "Cap rumah sakit berbeda dari biasanya."
CARD = "Kartu keluarga tempat anak dicatat"


def answer(clerk: Clerk) -> None:
    clerk.accept_papers()
    clerk.fill("Hasil pemeriksaan", {"Apakah anak ini sudah pernah dicatat?": "Tidak ditemukan"})
    clerk.fill("Hasil pemeriksaan", {"Apakah berkas asli dan sesuai?": "Ya"})


def release_elsewhere(page: Page) -> None:
    """In a second tab, as somebody does who means another task."""
    tab = page.context.new_page()
    tab.goto(page.url)
    tab.get_by_role("button", name="Lepas tugas").click()
    expect(tab.locator("h1")).to_contain_text("meja Verifikator")
    tab.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_second_to_send_learns_who_was_first(
    visit: Visit, house: House, scenes: Scenes, scripts: bool
) -> None:
    waits = scenes.verifying()
    slow, quick = (Clerk(visit(name, scripts=scripts)) for name in ("verifikator", "verifikator2"))
    slow.page.goto(waits.task_path)
    answer(slow)
    slow.return_paper(CARD, "Foto atau pindaian tidak terbaca.", "Baris nomor 3 tertutup.")
    slow.fill("Hasil pemeriksaan", {"Catatan untuk langkah berikutnya": NOTE})
    release_elsewhere(slow.page)

    quick.page.goto("/tugas")
    quick.take(waits.number)
    answer(quick)
    quick.press("Setujui dan teruskan")
    quick.is_told(waits.number)
    slow.page.get_by_role("button", name="Kembalikan untuk dilengkapi").click()

    expect(slow.page.locator("h1")).to_have_text(f"{house.name('verifikator2')} lebih dulu menyelesaikannya.")
    slow.sees(NOTE, "Kembalikan. Baris nomor 3 tertutup.", f"Kiriman Anda untuk {waits.number}")
    slow.follow("Lihat permohonan")
    slow.sees("Rekam data di SIAK", house.name("verifikator2"))


def test_the_second_to_claim_learns_who_holds_it(visit: Visit, house: House) -> None:
    waits = house.case_at("verifikasi_isi")
    first, second = (Clerk(visit(name)) for name in ("verifikator", "verifikator2"))
    for clerk in (first, second):
        clerk.page.goto(waits.task_path)
    first.press("Ambil tugas ini")
    first.sees("memegang tugas ini")

    second.press("Ambil tugas ini")
    second.sees(f"{house.name('verifikator')} sedang mengerjakannya.")
    second.page.goto(waits.task_path)

    second.sees(f"Tugas ini sedang dikerjakan {house.name('verifikator')}.")
    expect(second.page.get_by_role("button", name="Setujui dan teruskan")).to_have_count(0)


def test_what_was_saved_in_passing_is_there_for_whoever_saved_it_only(
    visit: Visit, house: House, scenes: Scenes
) -> None:
    waits = scenes.verifying()
    first = Clerk(visit("verifikator", scripts=False))
    first.page.goto(waits.task_path)
    first.fill("Hasil pemeriksaan", {"Catatan untuk langkah berikutnya": NOTE})
    first.press("Simpan draf")
    first.sees("Draf tersimpan")
    first.press("Lepas tugas")

    second = Clerk(visit("verifikator2"))
    second.page.goto("/tugas")
    second.take(waits.number)

    expect(second.page.get_by_label("Catatan untuk langkah berikutnya")).to_have_value("")
    second.press("Lepas tugas")
    first.page.goto("/tugas")
    first.take(waits.number)
    expect(first.page.get_by_label("Catatan untuk langkah berikutnya")).to_have_value(NOTE)
