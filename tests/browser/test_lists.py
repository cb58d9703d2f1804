"""Lists worked by keyboard alone, and many tasks done in one go."""

import pytest
from playwright.sync_api import Page, expect

from engine.inbox import PAGE
from tests.browser.conftest import Visit
from tests.browser.house import House

pytestmark = pytest.mark.browser


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_takes_ten_tasks_in_a_row_by_keyboard_alone(visit: Visit, house: House) -> None:
    for _ in range(10):
        house.case_at("verifikasi_rt", "kel.sikumana")
    page = visit("rt.sikumana")
    page.goto("/tugas")

    press(page, *["j", "x"] * 10)
    expect(page.locator("[data-picked]")).to_have_text("10 tugas dipilih")
    press(page, "Tab", "Tab", "Enter")

    expect(page.get_by_role("status")).to_contain_text("10 berhasil")


def test_selects_a_whole_page_at_once_and_says_how_many(visit: Visit, house: House) -> None:
    for _ in range(3):
        house.case_at("verifikasi_rt", "kel.liliba")
    page = visit("rt.liliba")
    page.goto("/tugas")

    page.locator("[data-all]").check()

    expect(page.locator("[data-picked]")).to_have_text("3 tugas dipilih")
    expect(page.locator("[name=pilih]:checked")).to_have_count(3)


def test_a_head_initials_a_page_in_one_go_after_reading_its_names(visit: Visit, house: House) -> None:
    """Thirty on an ordinary day; three here, since each case is walked to him."""
    assert PAGE >= 30
    numbers = [house.case_at("tanda_tangan").number for _ in range(3)]
    page = visit("kadis", scripts=False)
    page.goto("/tugas")

    for number in numbers:
        page.get_by_role("checkbox", name=f"Pilih {number}").check()
    page.get_by_role("button", name="Paraf atau tandatangani…").click()
    for number in numbers:
        expect(page.locator("main")).to_contain_text(number)
    page.get_by_role("button", name="Paraf atau tandatangani 3 kasus").click()

    expect(page.get_by_role("status")).to_contain_text("3 berhasil")
