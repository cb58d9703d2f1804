"""What a day brings to each role, from login on: heads who check on a phone, many drafts at once, leave, returns."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from engine import cases
from tests.browser.clerk import Clerk
from tests.browser.conftest import Visit
from tests.browser.house import House, Waits
from tests.browser.lending import PHONE
from tests.browser.scenes import Scenes

pytestmark = pytest.mark.browser
Desk = Callable[[str], Clerk]
CARD = "Kartu keluarga tempat anak dicatat"
UNREADABLE = "Foto atau pindaian tidak terbaca."
UNKNOWN = "Keluarga tidak dikenal tinggal di wilayah ini."
KNOWN = {
    "Apakah keluarga ini tinggal di RT Anda?": "Ya",
    "Apakah peristiwa yang dilaporkan diketahui di lingkungan Anda?": "Ya",
    "Apakah para saksi dikenal?": "Ya",
}
ENGLISH = {
    "Does this family live in your neighbourhood?": "Yes",
    "Is the reported event known in your neighbourhood?": "Yes",
    "Are the witnesses known?": "Yes",
}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def fits(page: Page) -> None:
    assert page.evaluate(SIDEWAYS) == 0, page.url


def test_the_head_of_an_rt_checks_one_case_after_another_on_a_phone(
    visit: Visit, house: House, scripts: bool
) -> None:
    known, unknown = (house.case_at("verifikasi_rt", "kel.sikumana") for _ in range(2))
    head = Clerk(visit(scripts=scripts, viewport=PHONE))
    head.sign_in("rt.sikumana")
    fits(head.page)

    head.press("Ambil tugas berikutnya")
    head.sees(known.number)
    head.fill("Fakta di lingkungan", KNOWN)
    fits(head.page)
    head.press("Kirim dan teruskan")
    head.is_told(known.number, "sudah diteruskan.")
    head.press("Ambil tugas berikutnya")
    head.sees(unknown.number)
    head.press("Ajukan keberatan…")
    head.press("Ajukan keberatan")
    expect(head.page.locator("#galat")).to_be_visible()
    head.page.get_by_label("Alasan", exact=True).select_option(label=UNKNOWN)
    head.page.get_by_label("Penjelasan").fill("Rumah itu kosong sejak Juli.")
    fits(head.page)
    head.press("Ajukan keberatan")
    head.is_told(unknown.number)
    fits(head.page)

    officer = Clerk(visit("kel.sikumana", viewport=PHONE))
    officer.page.goto("/tugas")
    officer.take(unknown.number)
    officer.sees(UNKNOWN, "Rumah itu kosong sejak Juli.", house.name("rt.sikumana"))


def test_a_section_head_initials_thirty_in_one_go_and_learns_which_one_was_not(
    visit: Visit, house: House, scripts: bool
) -> None:
    opened = [house.bureau.walker.open("akta_kematian", "loket") for _ in range(30)]
    waiting = [house.walk(one, "periksa_draf") for one in opened]
    head = Clerk(visit("kasi", scripts=scripts))
    head.page.goto("/tugas?layanan=akta_kematian")
    for waits in waiting:
        head.page.get_by_role("checkbox", name=f"Pilih {waits.number}").check()
    head.press("Paraf atau tandatangani…")
    head.sees(*(waits.number for waits in waiting))
    withdrawn, *others = waiting
    withdraw(house, withdrawn)

    head.press("Paraf atau tandatangani 30 kasus")

    head.is_told("29 berhasil", "1 tidak")
    head.sees(f"{withdrawn.number}, ", "Tugas ini tidak terbuka lagi")
    house.bureau.walker.drain()
    for waits in others:
        assert house.walk(waits.opened, "validasi")
        withdraw(house, waits)  # the next head of field finds his list as it was


def withdraw(house: House, waits: Waits) -> None:
    reason = "Pemohon pindah ke kota lain."
    cases.withdraw(house.engine, house.bureau.actor("loket"), waits.opened.case_id, "ditarik_pemohon", reason)


def test_a_deputy_works_for_an_officer_on_leave_and_the_story_says_for_whom(
    visit: Visit, house: House, scripts: bool
) -> None:
    waits = house.case_at("periksa_draf")
    today = house.bureau.clock.now.astimezone(house.engine.office.zone).date()
    admin, deputy = Clerk(visit("admin", scripts=scripts)), Clerk(visit("blangko", scripts=scripts))
    admin.page.goto("/kelola/orang")
    admin.follow(house.name("kasi"))
    admin.page.get_by_label("Pengganti").select_option(label=f"{house.name('blangko')} (blangko)")
    admin.page.get_by_label("Hari pertama").fill(str(today))
    admin.page.get_by_label("Hari terakhir").fill(str(today + timedelta(days=1)))
    admin.page.get_by_label("Nomor surat").fill("851/12/2026")
    admin.press("Catat dan alihkan antrean")
    admin.sees(f"diganti {house.name('blangko')}, surat 851/12/2026")

    deputy.page.goto("/tugas")
    deputy.take(waits.number)
    deputy.press("Paraf dan teruskan")
    deputy.is_told(waits.number, "Sekarang di Kepala bidang")
    deputy.page.goto(waits.case_path)
    deputy.sees(f"a.n. {house.name('kasi')}")

    admin.press("Akhiri sekarang")
    deputy.page.goto("/tugas")
    expect(deputy.page.locator("main")).not_to_contain_text("Periksa draf akta")


def test_a_returned_case_comes_back_to_the_desk_that_took_it_and_to_the_one_that_returned_it(
    visit: Visit, house: House, scenes: Scenes, scripts: bool
) -> None:
    waits = house.case_at("verifikasi_isi", "kel.sikumana")
    verifier = Clerk(visit("verifikator2", scripts=scripts))
    verifier.page.goto("/tugas")
    verifier.take(waits.number)
    verifier.accept_papers()
    verifier.return_paper(CARD, UNREADABLE, "Baris nomor 3 tertutup bayangan.")
    verifier.page.get_by_role("button", name="Kembalikan untuk dilengkapi").click()
    verifier.is_told(f"{waits.number}", "sudah dikembalikan untuk dilengkapi.")

    desk = Clerk(visit("kel.sikumana", scripts=scripts, viewport=PHONE))
    desk.page.goto("/tugas")
    desk.page.get_by_role("link", name="Menunggu pemohon").click()
    desk.take(waits.number)
    desk.sees(UNREADABLE, "Baris nomor 3 tertutup bayangan.", house.name("verifikator2"))
    fits(desk.page)
    desk.press("Kirim permohonan")
    desk.is_told(waits.number, "sudah diteruskan.")

    house.walk(waits.opened, "verifikasi_isi")
    verifier.page.goto("/tugas")
    verifier.take(waits.number)
    verifier.sees("putaran ke-2")


def test_a_head_of_an_rt_who_reads_english_does_the_same(visit: Visit, house: House, scripts: bool) -> None:
    known = house.case_at("verifikasi_rt", "kel.liliba")
    head = visit("rt.liliba", scripts=scripts, viewport=PHONE)
    head.goto("/tugas")
    head.get_by_role("button", name="English").click()
    clerk = Clerk(head)

    clerk.press("Claim the next task")
    clerk.sees(known.number, "You have held this task")
    clerk.press("Release the task")
    clerk.is_told(known.number, "released")
    clerk.press("Undo " + known.number)
    head.goto(known.task_path)
    clerk.fill("Facts in the neighbourhood", ENGLISH)
    clerk.press("Send and pass on")

    clerk.is_told(known.number, "has been passed on.")
    head.get_by_role("button", name="Bahasa Indonesia").click()
    clerk.sees("Ambil tugas berikutnya")
