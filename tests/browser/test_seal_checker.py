"""The page in one file: from a disk, without a network."""

import datetime as dt
import io
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from engine.seals import seal, states
from engine.tokens import check_token
from engine.vault import Keys, Vault
from handlers import rendering
from handlers.typesetting import Template
from tests.browser.house import House
from tests.handlers import sheets
from tests.seals.making import as_bytes, as_text

pytestmark = pytest.mark.browser
SAID = {"number": "5371-LU-24112026-0017", "kind": "akta_kelahiran"}
IN_FORCE, REVOKED = "0199d0a0-0000-7000-8000-0000000000d1", "0199d0a0-0000-7000-8000-0000000000d2"


@pytest.fixture(scope="module")
def file(house: House, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{house.address}/v")
    with page.expect_download() as loading:
        page.get_by_role("link", name="Unduh pemeriksa segel").click()
    path = tmp_path_factory.mktemp("disk") / loading.value.suggested_filename
    loading.value.save_as(path)
    context.close()
    return path


@pytest.fixture
def checker(browser: Browser, file: Path) -> Iterator[Page]:
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: asked.append(str(error)))
    page.goto(file.as_uri())
    yield page
    context.close()
    assert [one for one in asked if not one.startswith("file:")] == []


def sealed(vault: Vault, document_id: str = IN_FORCE) -> str:
    issued_on = dt.datetime.now(dt.UTC).date().isoformat()
    return f"HTTP://127.0.0.1/S/{seal.made(vault, document_id, SAID | {'issued_on': issued_on}, {})}"


def give(page: Page, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "daftar.cose"
    path.write_bytes(content)
    page.get_by_label("Or load a file").set_input_files(path)


def check(page: Page, text: str, code: str, words: str) -> None:
    page.get_by_label("Atau tempel isi kode besar").fill(text)
    page.get_by_role("button", name="Periksa").click()

    answer = page.get_by_role("status")
    expect(answer).to_have_attribute("data-code", code)
    expect(answer.get_by_role("heading", level=2).filter(visible=True)).to_have_text(words)


def test_tells_genuine_from_altered_strange_and_unreadable(
    checker: Page, house: House, tmp_path: Path
) -> None:
    vault = house.engine.vault
    altered = bytearray(as_bytes(sealed(vault).rpartition("/")[2]))
    altered[-1] ^= 1

    give(checker, tmp_path, states.signed(vault, dt.datetime.now(dt.UTC), {}))
    check(checker, sealed(vault), "in_force", "BERLAKU")
    expect(checker.locator("#number")).to_have_text(SAID["number"])
    expect(checker.locator("#kind")).to_have_text("Kutipan akta kelahiran")
    check(checker, as_text(bytes(altered)), "altered", "PALSU: SEGEL DIUBAH")
    check(checker, sealed(Vault(Keys.new())), "unknown_key", "BUKAN SEGEL KANTOR INI")
    check(checker, "HALO", "unreadable", "BUKAN SEGEL")


def test_knows_what_was_revoked_and_a_list_that_is_too_old(
    checker: Page, house: House, tmp_path: Path
) -> None:
    vault, now = house.engine.vault, dt.datetime.now(dt.UTC)
    marks = {"revoked": [states.mark(check_token(vault, REVOKED))]}

    give(checker, tmp_path, states.signed(vault, now, marks))
    check(checker, sealed(vault, REVOKED), "revoked", "DICABUT")
    check(checker, sealed(vault), "in_force", "BERLAKU")
    give(checker, tmp_path, states.signed(Vault(Keys.new()), now, {}))
    expect(checker.get_by_role("alert").filter(visible=True)).to_contain_text("bukan daftar keadaan")
    check(checker, sealed(vault, REVOKED), "revoked", "DICABUT")
    checker.clock.set_fixed_time(now + dt.timedelta(days=3))
    check(checker, sealed(vault), "list_old", "SEGEL ASLI, KEADAAN BELUM DIKETAHUI")


def test_fetches_a_newer_list_when_there_is_a_network(browser: Browser, file: Path, house: House) -> None:
    vault, now = house.engine.vault, dt.datetime.now(dt.UTC)
    listed = states.signed(vault, now, {"revoked": [states.mark(check_token(vault, REVOKED))]})
    context = browser.new_context()
    page = context.new_page()
    page.route(
        f"{house.engine.public_url}/segel/daftar",
        lambda route: route.fulfill(body=listed, headers={"Access-Control-Allow-Origin": "*"}),
    )
    page.goto(file.as_uri())

    page.get_by_role("button", name="Ambil yang terbaru").click()
    expect(page.locator("#old")).to_be_hidden()

    check(page, sealed(vault, REVOKED), "revoked", "DICABUT")
    context.close()


def test_says_that_there_is_no_network(checker: Page) -> None:
    checker.get_by_role("button", name="Ambil yang terbaru").click()

    expect(checker.get_by_role("alert").filter(visible=True)).to_contain_text("tidak ada sambungan")


def scanned(text: str, dpi: int = 200) -> bytes:
    """A whole certificate with its two codes, as a scanner gives it."""
    template = Template("akta_kelahiran/document.typ", sheets.shipped())
    pdf = rendering.typeset(template, sheets.imprint(), sheets.record(), None, lambda _: text)
    kept = io.BytesIO()
    sheets.picture(pdf, dpi).save(kept, "PNG")
    return kept.getvalue()


def choose(page: Page, content: bytes) -> None:
    page.get_by_label("Dari foto atau pindaian").set_input_files(
        {"name": "pindaian.png", "mimeType": "image/png", "buffer": content}
    )


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_finds_the_large_code_beside_the_small_one_on_a_scan(
    checker: Page, house: House, tmp_path: Path, dpi: int
) -> None:
    give(checker, tmp_path, states.signed(house.engine.vault, dt.datetime.now(dt.UTC), {}))

    choose(checker, scanned(sealed(house.engine.vault), dpi))

    expect(checker.get_by_role("status")).to_have_attribute("data-code", "in_force")
    expect(checker.locator("#number")).to_have_text(SAID["number"])


def test_says_what_is_wrong_with_a_picture(checker: Page) -> None:
    small, none = io.BytesIO(), io.BytesIO()
    segno.make(sheets.URL, error="m").save(small, "png", scale=6, border=4)
    Image.new("L", (300, 300), 255).save(none, "PNG")
    told = checker.get_by_role("alert").filter(visible=True)

    for content, words in ((small, "bukan kode besar"), (none, "Tidak ada kode"), (None, "Tidak ada kode")):
        choose(checker, b"no picture" if content is None else content.getvalue())
        expect(told).to_contain_text(words)
    expect(checker.locator("#answer")).to_be_hidden()


FILMED = """async address => {
  const picture = await createImageBitmap(await (await fetch(address)).blob());
  const canvas = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height });
  const paper = canvas.getContext('2d');
  setInterval(() => paper.drawImage(picture, 0, 0), 50);
  navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(20);
}"""


def test_reads_it_from_a_camera_and_lets_go_of_it(
    browser: Browser, file: Path, house: House, tmp_path: Path
) -> None:
    code = io.BytesIO()
    segno.make(sealed(house.engine.vault), error="m").save(code, "png", scale=6, border=4)
    page = browser.new_page(bypass_csp=True)
    page.goto(file.as_uri())
    give(page, tmp_path, states.signed(house.engine.vault, dt.datetime.now(dt.UTC), {}))
    page.evaluate(FILMED, f"data:image/png;base64,{b64encode(code.getvalue()).decode()}")

    page.get_by_role("button", name="Pakai kamera").click()

    expect(page.get_by_role("status")).to_have_attribute("data-code", "in_force")
    expect(page.locator("#film")).to_be_hidden()
    assert page.evaluate("document.getElementById('film').srcObject") is None
    page.close()


def test_without_a_camera_it_says_what_else_can_be_done(checker: Page) -> None:
    checker.get_by_role("button", name="Pakai kamera").click()

    expect(checker.get_by_role("alert").filter(visible=True)).to_contain_text("Pilih foto")
    expect(checker.get_by_role("button", name="Pakai kamera")).to_be_visible()
