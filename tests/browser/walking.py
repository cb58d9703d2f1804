"""What people do in the browser to get on quickly: fill in by names, file a birth."""

import re

from playwright.sync_api import Page

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


def pass_what_is_asked(page: Page) -> None:
    """Past what asks to be looked at, warnings and likely doubles, where it comes."""
    page.wait_for_load_state()
    looked = page.get_by_role("button", name="Sudah diperiksa, teruskan")
    if looked.count():
        looked.first.click()
        page.wait_for_load_state()
    another = page.get_by_role("button", name="Lanjutkan, bukan ganda")
    landed = page.get_by_role("heading", level=1, name=re.compile("Berkas|Mungkin ganda"))
    landed.wait_for()
    if another.count():
        page.select_option("[name='ganda.alasan']", "orang_lain")
        another.click()
