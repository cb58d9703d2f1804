"""The process editor in Chromium: a designer inserts a task, a colleague puts it in force, the next case has it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from engine.db.cases import Case
from engine.db.database import Database
from tests.browser.complaints import Complaints
from tests.browser.conftest import Visit
from tests.browser.editing import FLOW, choose, expect_saved, insert_task, open_editor, sign_in
from tests.browser.house import House, serving
from tests.browser.lending import Lending
from tests.builders import Bureau
from tests.deployments.documents import TYPE, in_force

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
MANIFEST = ROOT / "web" / "static" / "dist" / "manifest.json"
AXE = ROOT / "web" / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
CORNERS = (
    "verifikasi_isi",
    "isi_sesuai",
    FLOW,
    "mulai",
    "terbit",
    "wilayah",
    "tetapkan_model_akta",
    "lajur_loket",
)


@pytest.fixture
def house(sqlite_database: Database) -> Iterator[House]:
    """An office of the test's own, since it changes what is in force."""
    assert MANIFEST.is_file(), "Expected the built bundle: run `npm ci && npm run build` in web/frontend"
    with serving(sqlite_database, working=False) as open_house:
        yield open_house


@pytest.fixture
def bureau(house: House) -> Bureau:
    return house.bureau


@pytest.fixture
def lending(browser: Browser, house: House) -> Iterator[Lending]:
    with closing(Lending(browser, house.address, Complaints(is_expected))) as open_lending:
        yield open_lending


def is_expected(heard: str) -> bool:
    """A draft that another tab or login holds, and what bpmn-js says of itself."""
    return heard.endswith("/draf/simpan") or "ContextPad#getPad is deprecated" in heard


def walked(bureau: Bureau, case_id: str) -> list[str]:
    """The steps that people do on a case until its data are recorded."""
    steps: list[str] = []
    while "rekam_siak" not in steps:
        node = bureau.walker.step(case_id)
        assert node is not None, f"Expected the data to be recorded, but only {steps} came"
        steps.append(node)
    return steps


def test_an_inserted_task_reaches_the_next_case_and_no_running_one(bureau: Bureau, visit: Visit) -> None:
    running = bureau.walker.open(TYPE)
    designer = visit("perancang")
    open_editor(designer)
    insert_task(designer, "Kunjungan lapangan")
    expect_saved(designer)
    designer.click("#check")
    expect(designer.locator("#problems h2")).to_contain_text("0 galat")

    designer.get_by_role("link", name="Usulkan versi 2…").click()
    expect(designer.locator("main")).to_contain_text("Tugas orang “Kunjungan lapangan”")
    designer.fill("#alasan", "Alamat pemohon perlu dilihat sebelum isi disahkan.")
    designer.get_by_role("button", name="Kirim usulan").click()
    expect(designer.locator("main")).to_contain_text("Usulan terkirim.")
    assert designer.get_by_role("button", name="Setujui").count() == 0

    colleague = visit("penyetuju")
    colleague.goto("/usulan")
    colleague.get_by_role("link", name="Akta kelahiran, versi 2").click()
    expect(colleague.locator("svg .diff-new").first).to_be_visible()
    colleague.get_by_role("button", name="Setujui dan berlakukan versi 2").click()
    expect(colleague.locator("h1")).to_contain_text("diberlakukan")

    following = bureau.walker.open(TYPE)
    assert "kunjungan_lapangan" in walked(bureau, following.case_id)
    assert "kunjungan_lapangan" not in walked(bureau, running.case_id)
    assert version_of(bureau, following.case_id) == in_force(bureau) != version_of(bureau, running.case_id)


def version_of(bureau: Bureau, case_id: str) -> str:
    with bureau.engine.reading() as reading:
        return str(reading.execute(select(Case.version_id).where(Case.id == case_id)).scalar_one())


def test_a_draft_survives_a_closed_browser(visit: Visit) -> None:
    page = visit("perancang")
    open_editor(page)
    insert_task(page, "Kunjungan lapangan")
    expect_saved(page)
    page.close()

    again = visit("perancang")
    open_editor(again)

    choose(again, "kunjungan_lapangan")
    expect(again.locator('[data-entry-id="waktu"] input')).to_have_value("PT4H")


def test_a_problem_leads_to_its_element(visit: Visit) -> None:
    page = visit("perancang")
    open_editor(page)
    insert_task(page, "Kunjungan lapangan")
    choose(page, "kunjungan_lapangan")
    page.locator('[data-entry-id="hasil_tolak"] input').check()
    page.locator('[data-entry-id="waktu"] input').fill("")
    page.keyboard.press("Tab")

    page.click("#check")
    row = page.locator('#problems tr[data-code="W235"]')
    expect(row).to_contain_text("Belum ada tenggat")
    expect(page.locator('[data-element-id="kunjungan_lapangan"].terbit-warning')).to_have_count(1)
    choose(page, "mulai")
    row.get_by_role("button", name="Kunjungan lapangan").click()

    expect(page.locator(".bio-properties-panel-header-label")).to_have_text("Kunjungan lapangan")


def test_opens_at_the_element_that_a_link_names(visit: Visit) -> None:
    page = visit("perancang")
    open_editor(page)

    page.goto(f"/designer/{TYPE}/draf?diagram=shared/penerbitan.bpmn&pilih=catat_register")

    expect(page.locator(".bio-properties-panel-header-label")).to_contain_text("Catat dalam register")
    expect(page.locator('[data-entry-id="handler"] select')).to_have_value("register.enter")


def test_a_wrong_deadline_is_told_at_the_field_and_not_kept(visit: Visit) -> None:
    page = visit("perancang")
    open_editor(page)
    choose(page, "verifikasi_isi")
    before = page.locator('[data-entry-id="waktu"] input').input_value()

    page.locator('[data-entry-id="waktu"] input').fill("2 jam")

    expect(page.locator('[data-entry-id="waktu"]')).to_contain_text("Tulis PT30M")
    choose(page, "mulai")
    choose(page, "verifikasi_isi")
    expect(page.locator('[data-entry-id="waktu"] input')).to_have_value(before)


def test_a_second_tab_is_told_that_the_first_has_saved(visit: Visit) -> None:
    first = visit("perancang")
    open_editor(first)
    second = first.context.new_page()
    open_editor(second)
    insert_task(first, "Kunjungan lapangan")
    expect_saved(first)

    insert_task(second, "Kunjungan rumah")

    expect(second.locator("#draft-state")).to_contain_text("diubah di tab lain")
    first.reload()
    first.wait_for_selector("#editor[data-ready=true]")
    choose(first, "kunjungan_lapangan")
    expect(first.locator(".bio-properties-panel-header-label")).to_have_text("Kunjungan lapangan")


def test_saving_goes_on_after_another_login(visit: Visit) -> None:
    page = visit("perancang")
    open_editor(page)
    other = page.context.new_page()
    other.goto("/designer")
    other.get_by_role("button", name="Keluar", exact=True).click()
    insert_task(page, "Kunjungan lapangan")
    expect(page.locator("#draft-state")).to_contain_text("Waktu masuk habis")

    sign_in(other, "perancang")

    expect(page.locator("#draft-state")).to_have_attribute("data-state", "saved", timeout=15_000)
    page.reload()
    page.wait_for_selector("#editor[data-ready=true]")
    choose(page, "kunjungan_lapangan")


def test_opening_and_saving_a_diagram_changes_nothing_of_its_meaning(bureau: Bureau, visit: Visit) -> None:
    page = visit("perancang")
    open_editor(page)
    choose(page, "verifikasi_isi")
    name = page.locator('[data-entry-id="name"] textarea')
    name.fill("Verifikasi isi")
    expect_saved(page)
    page.click("#undo")
    expect_saved(page)

    page.goto(f"/designer/{TYPE}/usulkan")

    expect(page.locator("main")).not_to_contain_text("diubah")
    expect(page.locator(".changes")).to_have_count(0)


def test_speaks_indonesian_in_every_corner_and_keeps_the_watermark_free(visit: Visit) -> None:
    page = visit("perancang")
    open_editor(page)
    for element in CORNERS:
        choose(page, element)
        menu = page.locator('.djs-context-pad .entry[data-action="replace"]')
        if menu.count():
            menu.click()
            page.locator(".djs-popup").wait_for()
            page.keyboard.press("Escape")

    assert page.evaluate("[...document.getElementById('editor').designer.untranslated]") == []
    assert page.evaluate(
        """() => {
          const mark = document.querySelector('.bjs-powered-by').getBoundingClientRect();
          const top = document.elementFromPoint(mark.x + mark.width / 2, mark.y + mark.height / 2);
          return Boolean(top.closest('.bjs-powered-by'));
        }"""
    )


def test_offers_only_elements_that_the_engine_runs(visit: Visit) -> None:
    page = visit("perancang")
    open_editor(page)
    choose(page, "verifikasi_isi")

    page.locator('.djs-context-pad .entry[data-action="replace"]').click()

    offered = page.locator(".djs-popup .entry .djs-popup-label").all_inner_texts()
    assert sorted(offered) == ["Keputusan", "Panggilan prosedur", "Tugas sistem"]
    assert page.locator('.djs-palette .entry[data-action*="script"]').count() == 0


@pytest.mark.parametrize(
    "path",
    [
        "/designer",
        f"/designer/{TYPE}",
        f"/designer/{TYPE}/versi/1",
        f"/designer/{TYPE}/versi/1/pindah",
        "/usulan",
        "editor",
    ],
)
def test_passes_axe(visit: Visit, path: str) -> None:
    page = visit("perancang")
    if path == "editor":
        open_editor(page)
        choose(page, "verifikasi_isi")
    else:
        page.goto(path)
    page.evaluate(AXE.read_text())

    found = page.evaluate(
        """() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })"""
    )

    assert [
        (one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found["violations"]
    ] == []
