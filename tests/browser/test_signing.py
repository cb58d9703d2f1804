"""The head of dinas signs on a phone: what he approved waits, is read, and is signed with his passphrase."""

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from engine.logins import log_in
from tests.browser.clerk import Clerk
from tests.browser.house import Quiet
from tests.browser.lending import PHONE, Lending
from tests.browser.test_accessibility import SIDEWAYS, axe, violations
from tests.databases import Embedded
from tests.signing.papers import PASSPHRASE
from tests.web.site import Site
from tests.web.test_lists import signing as approved_next
from tests.web.test_signing_page import PASSWORD, signing_site, states

pytestmark = pytest.mark.browser


@pytest.fixture
def site(embedded: Embedded) -> Iterator[Site]:
    with embedded.fresh() as database:
        yield signing_site(database)


@pytest.fixture
def lent(site: Site, browser: Browser) -> Iterator[Lending]:
    server = make_server("127.0.0.1", 0, site.app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        with closing(Lending(browser, f"http://127.0.0.1:{server.port}")) as lending:
            yield lending
            assert lending.complaints.take() == []
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_two_documents_are_approved_read_and_signed(site: Site, lent: Lending, scripts: bool) -> None:
    approved_next(site, 2)
    context = lent.lend(viewport=PHONE, java_script_enabled=scripts)
    token = log_in(site.bureau.engine, "kadis", PASSWORD).token
    context.add_cookies([{"name": "terbit", "value": token, "url": lent.address}])
    head = Clerk(context.new_page())

    head.page.goto("/tugas")
    for box in head.page.locator("[name=pilih]").all():
        box.check()
    head.press("Paraf atau tandatangani…")
    head.press("Paraf atau tandatangani 2 kasus")
    head.is_told("2 berhasil")
    site.bureau.walker.drain()
    head.page.goto("/tugas")
    head.follow("Dokumen menunggu tanda tangan saya")
    assert head.page.get_by_role("link", name="Baca PDF").count() == 2
    is_sound(head.page, scripts)
    head.press("Tandatangani yang dicentang")
    head.sees("Belum ditandatangani")
    head.page.get_by_label("Kata sandi akun Anda").fill(PASSWORD)
    head.page.get_by_label("Frasa sandi sertifikat").fill(PASSPHRASE.decode())
    head.press("Tandatangani yang dicentang")

    head.is_told("2 dokumen ditandatangani")
    assert states(site) == ["in_force", "in_force"]
    is_sound(head.page, scripts)


def is_sound(page: Page, scripts: bool) -> None:
    assert page.evaluate(SIDEWAYS) == 0
    if scripts:
        page.evaluate(axe())
        assert violations(page) == []
