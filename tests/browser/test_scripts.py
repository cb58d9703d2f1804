"""What scripts add: nothing typed is lost, nothing is sent twice, hands may stay on the keys."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import walking
from tests.browser.conftest import Visit
from tests.browser.scenes import Scenes
from tests.web.site import birth

pytestmark = pytest.mark.browser


@pytest.fixture
def verifier(visit: Visit, scenes: Scenes) -> Page:
    """A task of the verifier, opened by him."""
    waits = scenes.claimed(scenes.house.case_at("verifikasi_isi"))
    page = visit("verifikator")
    page.goto(waits.task_path)
    return page


def test_saves_a_draft_while_somebody_types(verifier: Page) -> None:
    verifier.get_by_label("Berat lahir").fill("3,4")

    expect(verifier.locator("[data-saved]")).to_have_text(
        re.compile(r"Draf tersimpan \d\d\.\d\d"), timeout=8_000
    )
    verifier.reload()
    expect(verifier.get_by_label("Berat lahir")).to_have_value("3,4")


def test_says_that_a_draft_could_not_be_saved(verifier: Page) -> None:
    verifier.context.set_offline(True)

    verifier.get_by_label("Berat lahir").fill("3,4")

    expect(verifier.locator("[data-saved]")).to_have_text(
        "Draf belum tersimpan: tidak ada sambungan", timeout=8_000
    )
    verifier.context.set_offline(False)


def test_warns_before_what_was_typed_is_left(visit: Visit) -> None:
    page = visit("loket2")
    page.goto("/permohonan/akta_kelahiran")
    page.get_by_label("Kota atau kabupaten kelahiran").fill("Kupang")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.goto("/tugas")

    assert asked == ["beforeunload"]


def test_does_not_warn_where_nothing_was_typed(visit: Visit) -> None:
    page = visit("loket2")
    page.goto("/permohonan/akta_kelahiran")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.goto("/tugas")

    assert asked == []


def test_sends_a_form_once_however_often_the_button_is_pressed(visit: Visit) -> None:
    page = visit("loket2")
    page.goto("/permohonan/akta_kelahiran")
    walking.fill_in(page, birth(anak__nama="Gabriel Sekali Nalle"))
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)

    page.get_by_role("button", name="Simpan dan lanjut ke berkas").dblclick()
    page.get_by_role("heading", level=1, name=re.compile("Berkas|Mungkin ganda")).wait_for()

    assert len([url for url in sent if url.endswith("/akta_kelahiran")]) == 1


def test_asks_further_questions_without_losing_the_place(visit: Visit) -> None:
    page = visit("loket2")
    page.goto("/permohonan/akta_kelahiran")
    mother = page.get_by_role("group", name="Ibu", exact=True)
    mother.get_by_label("Nama lengkap").fill("Maria Bere")

    mother.get_by_label("WNA").check()

    expect(mother.get_by_label("Nomor dokumen perjalanan")).to_be_visible()
    expect(mother.get_by_label("NIK")).to_have_count(0)
    expect(mother.get_by_label("Nama lengkap")).to_have_value("Maria Bere")
    expect(mother.get_by_label("WNA")).to_be_focused()


def test_puts_the_focus_on_the_errors_and_leads_to_each_field(visit: Visit) -> None:
    page = visit("loket2")
    page.goto("/permohonan/akta_kelahiran")

    page.get_by_role("button", name="Simpan dan lanjut ke berkas").click()

    expect(page.locator("#galat")).to_be_focused()
    page.get_by_role("link", name="Data anak, Tanggal lahir: Isi bagian ini.").click()
    expect(page.locator("[id='anak.tanggal_lahir-dd']")).to_be_focused()


def test_names_the_main_button_after_what_the_checklist_says(verifier: Page) -> None:
    back = verifier.locator(".bulk [value=kembalikan]")
    paper = verifier.locator("[data-paper]").first

    paper.get_by_label("Kembalikan").check()

    expect(back).to_have_class("btn main")
    expect(back).to_have_text("Kembalikan untuk dilengkapi")
    expect(paper.get_by_label("Alasan", exact=True)).to_be_focused()
    paper.get_by_label("Terima").check()
    expect(back).to_have_text("Kembalikan untuk dilengkapi…")
    expect(verifier.locator(".bulk button[value=setuju]")).to_have_class("btn main")


def test_moves_through_the_list_by_keys(visit: Visit) -> None:
    clerk = visit("loket2")
    for name in ("Ani Kunci Nalle", "Budi Kunci Nalle"):
        walking.file_birth(clerk, anak__nama=name)
    page = visit("rt.oesapa")
    page.goto("/tugas")
    links = page.locator("[data-rows] .lead a")

    page.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Periksa fakta di lingkungan")
    page.keyboard.press("g")
    page.keyboard.press("i")
    expect(page.locator("h1")).to_contain_text("Semua tugas di meja")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("jk?")
    expect(page.locator("#q")).to_have_value("jk?")


def test_explains_its_keys(visit: Visit) -> None:
    page = visit("rt.oesapa")
    page.goto("/tugas")

    page.keyboard.press("?")

    expect(page.get_by_role("status")).to_contain_text("Pintasan")


def test_draws_only_the_list_anew_where_the_bundle_was_built(visit: Visit) -> None:
    page = visit("rt.oesapa")
    page.goto("/tugas")
    page.evaluate("window.still = 'here'")

    page.get_by_role("link", name="Tugas saya").click()
    expect(page.locator("h1")).to_have_text("Tugas saya")
    expect(page).to_have_title(re.compile("^Tugas saya"))
    expect(page).to_have_url(re.compile("antrean=mine"))
    page.get_by_label("Cari nomor, NIK, KK, telepon atau nama").fill("Gabriel")
    page.get_by_role("button", name="Terapkan").click()

    expect(page).to_have_url(re.compile("cari="))
    assert "Gabriel" not in page.url
    assert page.evaluate("window.still") == "here"
    page.go_back()
    expect(page.locator("h1")).to_be_visible()


def test_leaves_the_keys_alone_for_whoever_switched_them_off(visit: Visit) -> None:
    page = visit("rt.oesapa")
    page.goto("/saya")
    page.get_by_label("Pakai pintasan satu huruf").uncheck()
    page.goto("/tugas")

    page.keyboard.press("/")

    expect(page.locator("#q")).not_to_be_focused()


def test_hides_and_shows_questions_without_asking_the_server(visit: Visit) -> None:
    page = visit("loket2")
    page.goto("/permohonan/akta_kelahiran")
    expect(page.locator("html")).to_have_attribute("data-judges", "true")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    mother = page.get_by_role("group", name="Ibu", exact=True)
    mother.get_by_label("NIK").fill("5371")

    mother.get_by_label("WNA").check()
    expect(mother.get_by_label("Nomor dokumen perjalanan")).to_be_visible()
    expect(mother.get_by_label("NIK")).to_have_count(0)
    mother.get_by_label("WNI").check()

    expect(mother.get_by_label("Nomor dokumen perjalanan")).to_have_count(0)
    expect(mother.get_by_label("NIK")).to_have_value("5371")
    assert "POST" not in asked


def test_keeps_what_is_typed_while_the_server_draws_the_form_anew(visit: Visit) -> None:
    page = visit("loket2")
    page.route("**/static/dist/assets/forms-*", lambda route: route.abort())
    page.goto("/permohonan/akta_kelahiran")
    held: list[Route] = []
    page.route(
        "**/permohonan/*",
        lambda route: held.append(route) if route.request.method == "POST" else route.continue_(),
    )
    mother = page.get_by_role("group", name="Ibu", exact=True)

    mother.get_by_label("WNA").check()
    mother.get_by_label("Nama lengkap").fill("Maria Bere")
    page.locator('[name="anak.jenis_kelamin"][value="P"]').check()
    held[0].continue_()

    expect(mother.get_by_label("Nomor dokumen perjalanan")).to_be_visible()
    expect(mother.get_by_label("Nama lengkap")).to_have_value("Maria Bere")
    expect(page.locator('[name="anak.jenis_kelamin"][value="P"]')).to_be_checked()
