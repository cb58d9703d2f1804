"""What people do in the browser to get on quickly: fill in by names, file a birth."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.web.site import birth


def fill_in(page: Page, typed: dict[str, str]) -> None:
    """Fills in controls by their names, whatever they are."""
    for name, value in typed.items():
        control = page.locator(f'[name="{name}"]').first
        kind = control.evaluate("element => element.type")
        if kind == "radio":
            page.locator(f'[name="{name}"][value="{value}"]').check()
        elif kind == "select-one":
            control.select_option(value)
        elif kind == "checkbox":
            control.check()
        else:
            control.fill(value)


def file_birth(page: Page, **changed: str) -> str:
    """Files an application; the id of the case."""
    page.goto("/permohonan/akta_kelahiran")
    fill_in(page, birth(**changed))
    page.get_by_role("button", name="Simpan dan lanjut ke berkas").click()
    pass_what_is_asked(page)
    page.wait_for_url("**/berkas")
    return page.url.split("/")[-2]


def arrive(page: Page) -> None:
    """Waits while a form is under way."""
    expect(page.locator("form[data-sent]")).to_have_count(0, timeout=30_000)
    page.wait_for_load_state()


def pass_what_is_asked(page: Page) -> None:
    """Past what asks to be looked at, warnings and likely doubles, where it comes; as far as the line holds."""
    looked = page.get_by_role("button", name="Sudah diperiksa, teruskan")
    another = page.get_by_role("button", name="Lanjutkan, bukan ganda")
    arrived = page.get_by_role("heading", level=1, name=re.compile("^Berkas")).or_(page.locator("#putus"))
    for _ in range(3):
        looked.or_(another).or_(arrived).first.wait_for()
        if arrived.count():
            return
        if another.count():
            page.select_option("[name='ganda.alasan']", "orang_lain")
        _go_on(page, looked.or_(another).first)


def _go_on(page: Page, button: Locator) -> None:
    """Until another page is there, or word that it was not sent."""
    page.locator("main").evaluate("main => { main.dataset.before = '1'; }")
    button.click()
    page.locator("main:not([data-before]), #putus").first.wait_for()
