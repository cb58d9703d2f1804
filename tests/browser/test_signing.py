"""The head of dinas signs on a phone: what he approved waits, is read, and is signed with his passphrase; or it is
signed elsewhere and brought back."""

import threading
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial

import pytest
from playwright.sync_api import Browser, FilePayload, Page
from werkzeug.serving import make_server

from engine.logins import log_in
from engine.signing.manual import ManualSigner
from tests.browser.clerk import Clerk
from tests.browser.house import Quiet
from tests.browser.lending import PHONE, Lending
from tests.browser.test_accessibility import SIDEWAYS, axe, violations
from tests.databases import Embedded
from tests.signing.offices import APART
from tests.signing.papers import PASSPHRASE, Desk
from tests.signing.test_signed_elsewhere import signed
from tests.web.site import Site
from tests.web.test_lists import signing as approved_next
from tests.web.test_signing_page import PASSWORD, ready, signing_site, states

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


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_two_documents_are_downloaded_signed_elsewhere_and_brought_back(
    site: Site, lent: Lending, scripts: bool
) -> None:
    engine = site.bureau.engine
    engine.handlers, engine.signer = APART, ManualSigner(Desk().signer.trust)
    ready(site, 2)
    context = lent.lend(viewport=PHONE, java_script_enabled=scripts)
    token = log_in(engine, "kadis", PASSWORD).token
    context.add_cookies([{"name": "terbit", "value": token, "url": lent.address}])
    head = Clerk(context.new_page())

    head.page.goto("/tanda-tangan")
    is_sound(head.page, scripts)
    with head.page.expect_download() as got:
        head.press("Unduh untuk ditandatangani")
    with zipfile.ZipFile(got.value.path()) as packed, ThreadPoolExecutor(1) as apart:
        plain = [packed.read(name) for name in packed.namelist()]
        files = dict(zip(packed.namelist(), apart.map(partial(signed, site.bureau), plain), strict=True))
    head.page.reload()
    head.sees("belum kembali")
    bring(head, files, "salah sekali")
    head.sees("Kata sandi akun tidak cocok.")
    is_sound(head.page, scripts)
    bring(head, {**files, "lain.pdf": b"%PDF-1.7 lain"}, PASSWORD)

    head.is_told("2 dokumen diterima bertanda tangan, 1 berkas tidak.")
    assert states(site) == ["in_force", "in_force"]
    is_sound(head.page, scripts)


def bring(head: Clerk, files: dict[str, bytes], password: str) -> None:
    chosen: list[FilePayload] = [
        {"name": name, "mimeType": "application/pdf", "buffer": content} for name, content in files.items()
    ]
    head.page.get_by_label("Berkas PDF, atau ZIP berisi PDF").set_input_files(chosen)
    head.page.get_by_label("Kata sandi akun Anda").fill(password)
    head.press("Unggah dan periksa")


def is_sound(page: Page, scripts: bool) -> None:
    assert page.evaluate(SIDEWAYS) == 0
    if scripts:
        page.evaluate(axe())
        assert violations(page) == []
