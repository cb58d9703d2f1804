"""What a designer does in the process editor."""

from playwright.sync_api import Page, expect

from engine.demo.office import PASSWORD
from tests.deployments.documents import TYPE

FLOW = "alir_verifikasi_isi_isi_sesuai"
"""From a check to the gateway behind it: where tests put a task in."""


def sign_in(page: Page, username: str) -> None:
    page.goto("/masuk")
    page.fill("#u", username)
    page.fill("#p", PASSWORD)
    page.click("button.main")
    expect(page.locator(".who strong")).to_be_visible()


def open_editor(page: Page) -> None:
    page.goto(f"/designer/{TYPE}")
    begin = page.get_by_role("button", name="Ubah mulai dari versi 1")
    begin.or_(page.get_by_role("link", name="Lanjutkan draf")).click()
    page.wait_for_selector("#editor[data-ready=true]")


def choose(page: Page, element: str) -> None:
    """Selects in the drawing; overlays would catch a click."""
    page.evaluate(
        """id => {
          const { modeler } = document.getElementById('editor').designer;
          const element = modeler.get('elementRegistry').get(id);
          modeler.get('canvas').scrollToElement(element, { left: 200, right: 300, top: 100, bottom: 100 });
          modeler.get('selection').select(element);
        }""",
        element,
    )


def insert_task(page: Page, name: str) -> None:
    choose(page, FLOW)
    page.locator('.djs-context-pad .entry[data-action="insert.user-task"]').click()
    page.keyboard.type(name)
    page.locator('[data-entry-id="waktu"] input').fill("PT4H")
    expect(page.locator('[data-entry-id="waktu"]')).to_contain_text("4 jam")


def expect_saved(page: Page) -> None:
    expect(page.locator("#draft-state")).to_contain_text("Draf tersimpan")
    expect(page.locator("#draft-state")).to_have_attribute("data-state", "saved")
