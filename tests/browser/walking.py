"""What people do in the browser: file a birth, take a task, answer it."""

from playwright.sync_api import Page

from tests.web.site import birth

PICTURE = {"name": "surat.jpg", "mimeType": "image/jpeg"}


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
    page.wait_for_url("**/berkas")
    return page.url.split("/")[-2]


def take(page: Page, case_id: str) -> None:
    """Opens the task that waits in a case, and claims it where nobody has."""
    page.goto(f"/kasus/{case_id}")
    page.get_by_role("link", name="Buka tugas").click()
    claim = page.get_by_role("button", name="Ambil tugas ini")
    if claim.count():
        claim.click()
    page.locator("form[data-draft]").wait_for()


def answer(page: Page, **typed: str) -> None:
    """The first choice wherever nothing is chosen, every paper accepted, every box ticked; then the given answers."""
    open_questions = "fieldset.field:not(:has(input[type=radio]:checked)) input[type=radio]"
    for name in dict.fromkeys(page.locator(open_questions).evaluate_all("all => all.map(one => one.name)")):
        page.locator(f'[name="{name}"]').first.check()
    for box in page.locator("[data-paper] input[value=terima], [data-form] input[type=checkbox]").all():
        box.check()
    fill_in(page, {name.replace("__", "."): value for name, value in typed.items()})


def send(page: Page) -> None:
    page.locator(".bulk button[value=setuju]").click()
    page.locator(".note.good").wait_for()
