"""An auditor in Chromium: finds a returned case, reads it, sees what was tampered with; large and small, no script."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from engine.demo.office import PASSWORD
from tests.audit import behind
from tests.audit.walks import CHECKING, walked
from tests.builders import make_bureau
from tests.databases import Embedded
from web.app import create_app

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "web" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
RULES = "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
UNFOLD = "document.querySelectorAll('details').forEach(part => { part.open = true })"


@dataclass(frozen=True)
class Served:
    """An office with one whole case that was returned, and one whose history was tampered with."""

    address: str
    returned: str
    touched: str


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": shutil.which("chromium"), "args": QUIET}


@pytest.fixture(scope="module")
def served(embedded: Embedded) -> Iterator[Served]:
    with embedded.fresh() as database:
        bureau = make_bureau(database)
        returned = walked(bureau, CHECKING + 4, returned_at=CHECKING)
        touched = walked(bureau, 4)
        behind.edit(bureau, touched, 3, b'"setuju"', b'"tolak"')
        behind.remove(bureau, touched, 5)
        server = make_server("127.0.0.1", 0, create_app(bureau.engine), threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Served(f"http://127.0.0.1:{server.port}", returned, touched)
        server.shutdown()
        thread.join()
        server.server_close()


def auditor(browser: Browser, served: Served, **options: Any) -> Page:
    page = browser.new_context(base_url=served.address, bypass_csp=True, **options).new_page()
    page.goto("/masuk")
    page.fill("#u", "auditor")
    page.fill("#p", PASSWORD)
    page.click("button.main")
    expect(page.locator("h1")).to_have_text("Periksa kasus")
    return page


def pages(served: Served) -> list[str]:
    cases = [f"/periksa/kasus/{served.returned}", f"/periksa/kasus/{served.touched}"]
    return ["/periksa/kasus", *cases, "/periksa/dilihat", "/periksa/kantor"]


@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_is_accessible_and_fits_its_screen(browser: Browser, served: Served, width: int) -> None:
    assert AXE.is_file(), "Expected axe-core: run `npm ci` in web/frontend"
    page = auditor(browser, served, viewport={"width": width, "height": 900})
    found = {}

    for path in [*pages(served), "/periksa/rantai"]:
        page.goto(path)
        if path == "/periksa/rantai":
            page.get_by_role("button", name="Cocokkan semua peristiwa").click()
            expect(page.locator("#hasil")).to_contain_text("masalah ditemukan")
        page.evaluate(UNFOLD)
        page.evaluate(AXE.read_text())
        violations = [one["id"] for one in page.evaluate(RULES)["violations"]]
        found[path] = (violations, page.evaluate("document.documentElement.scrollWidth"))

    page.context.close()
    assert found == dict.fromkeys(found, ([], width))


def test_a_step_of_the_diagram_leads_to_its_event(browser: Browser, served: Served) -> None:
    page = auditor(browser, served, viewport={"width": 1280, "height": 900})
    page.goto(f"/periksa/kasus/{served.returned}")

    page.locator("figure a[data-id=periksa_kelengkapan]").click()

    expect(page.locator(".story > li:target strong")).to_contain_text("Periksa kelengkapan berkas")
    page.context.close()


def test_everything_works_without_scripts(browser: Browser, served: Served) -> None:
    page = auditor(browser, served, java_script_enabled=False)

    page.check("input[name=dikembalikan]")
    page.get_by_role("button", name="Cari").click()
    page.get_by_role("link", name="AL-2026-00001").click()
    expect(page.locator(".story > li.back strong")).to_contain_text("Verifikasi isi permohonan: dikembalikan")
    page.select_option("#f-j", "returned")
    page.get_by_role("button", name="Terapkan").click()
    expect(page.locator(".story > li")).to_have_count(1)
    page.get_by_role("link", name="Rantai riwayat").click()
    page.get_by_role("button", name="Cocokkan semua peristiwa").click()
    expect(page.locator("main")).to_contain_text("Peristiwa nomor 3 diubah sesudah ditandatangani.")
    expect(page.locator("main")).to_contain_text("Peristiwa nomor 5 dihapus.")
    page.get_by_role("link", name="Kasus AL-2026-00002").click()
    expect(page.locator("h1")).to_have_text("Jejak kasus AL-2026-00002")
    page.context.close()
