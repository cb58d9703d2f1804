"""A task from the list to the next desk with the keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.house import House

pytestmark = pytest.mark.browser
SIGNED = "Formulir sudah ditandatangani pelapor dan kedua saksi"
FAR = 80
"""Steps of Tab after which something counts as out of reach."""
FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  const name = one.getAttribute('aria-label') || (one.labels?.[0] ?? one).textContent || '';
  return [name.replace(/\\s+/g, ' ').trim(), style.outlineStyle, one.getBoundingClientRect().width > 0];
}"""


def go_to(page: Page, words: str) -> None:
    """By Tab, seeing at each step where one is."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        name, outline, seen = page.evaluate(FOCUSED)
        assert outline != "none" or page.evaluate("document.activeElement === document.body"), name
        assert seen, name
        if name.startswith(words):
            return
    raise AssertionError(f"Expected '{words}' within {FAR} steps")


def choose(page: Page, question: str) -> None:
    """The first answer of a question; arrows go on from there."""
    first = page.get_by_role("group", name=question, exact=True).get_by_role("radio").first
    for _ in range(FAR):
        page.keyboard.press("Tab")
        if first.evaluate("one => one === document.activeElement"):
            page.keyboard.press("Space")
            return
    raise AssertionError(f"Expected '{question}' within {FAR} steps")


def test_a_task_is_claimed_answered_and_sent(visit: Visit, house: House) -> None:
    waits = house.case_at("verifikasi_rt", "kel.oesapa")
    page = visit("rt.oesapa")
    page.goto("/tugas")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    go_to(page, f"Ambil {waits.number}")
    page.keyboard.press("Enter")
    expect(page.get_by_text("memegang tugas ini")).to_be_visible()
    go_to(page, "Kirim dan teruskan")
    page.keyboard.press("Enter")
    expect(page.locator("#galat")).to_be_focused()
    assert page.locator("#galat a").count() == 3

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio").first).to_be_focused()
    page.keyboard.press("Space")
    for question in (
        "Apakah peristiwa yang dilaporkan diketahui di lingkungan Anda?",
        "Apakah para saksi dikenal?",
    ):
        choose(page, question)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    go_to(page, "Kirim dan teruskan")
    page.keyboard.press("Enter")

    told = page.get_by_role("status").filter(has_text=waits.number)
    expect(told).to_contain_text("Sekarang di Petugas registrasi kelurahan: Teliti permohonan.")
    expect(told).to_be_in_viewport()
    page.goto(waits.case_path)
    expect(page.locator(".story")).to_contain_text("Periksa fakta di lingkungan")


def accept_and_send(page: Page) -> None:
    """Ticks every paper and the form on the way down, then presses what leads on."""
    for _ in range(FAR):
        page.keyboard.press("Tab")
        name, _outline, _seen = page.evaluate(FOCUSED)
        if name in ("Terima", SIGNED):
            page.keyboard.press("Space")
        if name == "Berkas lengkap, teruskan":
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"Expected the end of the page within {FAR} steps")


def test_a_clerk_takes_ten_cases_in_a_row_and_stays_in_the_list(visit: Visit, house: House) -> None:
    opened = [house.bureau.walker.open("lahir_mati", "loket") for _ in range(10)]
    numbers = {house.walk(one, "periksa_kelengkapan").number for one in opened}
    page = visit("loket2")
    page.goto("/tugas?layanan=lahir_mati")

    done = set()
    for _ in range(10):
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Ambil tugas ini")).to_be_visible()
        go_to(page, "Ambil tugas ini")
        page.keyboard.press("Enter")
        expect(page.get_by_text("memegang tugas ini")).to_be_visible()
        accept_and_send(page)
        told = page.get_by_role("status").filter(has_text="sudah diteruskan.")
        expect(told).to_be_in_viewport()
        done |= {number for number in numbers if number in told.inner_text()}
        expect(page.get_by_label("Layanan", exact=True)).to_have_value("lahir_mati")

    assert done == numbers


def test_a_paper_goes_back_with_its_reason(visit: Visit, house: House) -> None:
    waits = house.case_at("periksa_kelengkapan")
    page = visit("loket")
    page.goto(waits.task_path)
    go_to(page, "Ambil tugas ini")
    page.keyboard.press("Enter")
    expect(page.get_by_text("memegang tugas ini")).to_be_visible()

    choose(page, "Formulir F-2.01A yang ditandatangani")
    page.keyboard.press("ArrowRight")
    reason = page.get_by_label("Alasan", exact=True).first
    expect(reason).to_be_focused()
    page.keyboard.type("Foto")
    expect(reason.locator("option:checked")).to_have_text("Foto atau pindaian tidak terbaca.")
    page.keyboard.press("Tab")
    page.keyboard.type("Foto ulang di tempat terang.")
    go_to(page, "Kembalikan untuk dilengkapi")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status").filter(has_text="sudah dikembalikan untuk dilengkapi.")).to_be_visible()
