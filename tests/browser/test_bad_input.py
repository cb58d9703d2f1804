"""Whatever is typed wrongly, sent too late or sent into a broken line: a sentence says what to do, nothing is lost."""

from contextlib import nullcontext
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, Response, Route, expect
from sqlalchemy import select

from engine import attachments
from engine.db.cases import Case
from engine.demo.office import PASSWORD
from engine.logins import IDLE
from tests.attachments.files import picture
from tests.browser import walking
from tests.browser.application import ANSWERS, CHILD, write_application
from tests.browser.clerk import Clerk
from tests.browser.conftest import Visit
from tests.browser.house import House
from tests.browser.lending import PHONE
from tests.browser.scenes import Scenes

pytestmark = pytest.mark.browser
SEND = "Simpan dan lanjut ke berkas"
APPLICATION = "/permohonan/akta_kelahiran"
BROKEN = "Belum terkirim: tidak ada sambungan."


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def counter(request: pytest.FixtureRequest, visit: Visit) -> Clerk:
    clerk = Clerk(visit("loket", scripts=request.param))
    clerk.page.goto("/permohonan")
    return clerk


def typed(page: Page) -> dict[str, str]:
    """Everything that stands in the form, by the names of its controls."""
    controls = page.locator("[data-form] [name]").evaluate_all(
        "all => all.filter(one => one.checked || !/radio|checkbox/.test(one.type)).map(one => [one.name, one.value])"
    )
    return {name: value for name, value in controls if value}


def test_mistakes_stand_on_top_lead_to_their_fields_and_cost_nothing(counter: Clerk) -> None:
    write_application(counter)
    counter.fill("Ibu", {"NIK": "5371", "Nama lengkap": ""})
    counter.fill("Data anak", {"Tanggal lahir": ("31", "02", "2026"), "Berat lahir": "32"})
    before = typed(counter.page)

    counter.press(SEND)

    expect(counter.page).to_have_title("Galat: Permohonan baru: akta kelahiran – Terbit")
    expect(counter.page.locator("#galat")).to_be_focused()
    assert typed(counter.page) == before
    wrong = counter.page.locator("#galat a").all_inner_texts()
    assert [line.partition(":")[0] for line in wrong] == [
        "Data anak, Tanggal lahir", "Data anak, Berat lahir", "Ibu, Nama lengkap", "Ibu, NIK",
    ]  # fmt: skip
    for line, field in zip(
        wrong, ("anak.tanggal_lahir-dd", "anak.berat_kg", "ibu.nama", "ibu.nik"), strict=True
    ):
        counter.page.get_by_role("link", name=line).click()
        expect(counter.page.locator(f"[id='{field}']")).to_be_focused()
        said = line.partition(": ")[2]
        expect(
            counter.page.locator(".field.wrong", has=counter.page.locator(f"[id='{field}']"))
        ).to_contain_text(said)


def test_a_repaired_form_goes_on_to_the_papers(counter: Clerk) -> None:
    write_application(counter)
    counter.fill("Ibu", {"NIK": "5371"})
    counter.press(SEND)
    counter.sees("Ibu, NIK: Nomor harus terdiri dari 16 angka.")

    counter.fill("Ibu", {"NIK": str(ANSWERS["Ibu"]["NIK"])})
    counter.press(SEND)

    walking.pass_what_is_asked(counter.page)
    counter.sees(f"Berkas {CHILD}")


def test_a_wrong_file_is_refused_in_words_beside_its_paper(visit: Visit, scenes: Scenes) -> None:
    counter = Clerk(visit("loket"))
    counter.page.goto(f"{scenes.free.case_path}/berkas")
    label = "Kartu keluarga tempat anak dicatat"
    letter = {"name": "kartu.docx", "mimeType": "application/msword", "buffer": b"PK\x03\x04 a letter"}

    counter.page.get_by_label(f"Pilih berkas {label}").set_input_files(letter)

    said = counter.page.get_by_role("alert")
    expect(said).to_contain_text(f"{label}, kartu.docx: Kirim JPEG, PNG atau PDF.")


def test_a_wrong_file_without_scripts_is_named_on_top_and_beside_its_field(
    visit: Visit, scenes: Scenes
) -> None:
    counter = Clerk(visit("loket", scripts=False))
    counter.page.goto(f"{scenes.free.case_path}/berkas")
    label = "Kartu keluarga tempat anak dicatat"
    letter = {"name": "kartu.docx", "mimeType": "application/msword", "buffer": b"PK\x03\x04 a letter"}

    counter.page.get_by_label(f"Pilih berkas {label}").set_input_files(letter)
    counter.press(f"Unggah {label}")

    expect(counter.page).to_have_title(f"Galat: Berkas {scenes.free.number} – Terbit")
    counter.page.get_by_role("link", name=f"{label}, kartu.docx: Kirim JPEG, PNG atau PDF.").click()
    expect(counter.page.get_by_label(f"Pilih berkas {label}")).to_be_focused()


def test_an_ended_login_keeps_the_application_through_the_next_one(counter: Clerk, house: House) -> None:
    write_application(counter)
    house.bureau.clock.now += IDLE * 1.1

    counter.press(SEND)
    counter.sees("Waktu masuk Anda sudah habis.", "Yang Anda isi tidak hilang")
    counter.page.get_by_label("Nama pengguna").fill("loket")
    counter.page.get_by_label("Kata sandi").fill("bukan ini")
    counter.press("Masuk")
    expect(counter.page).to_have_title("Galat: Masuk – Terbit")
    counter.page.get_by_label("Kata sandi").fill(PASSWORD)
    counter.press("Masuk")
    counter.sees("Isian Anda masih ada, belum terkirim")
    counter.press("Kirim lagi")

    walking.pass_what_is_asked(counter.page)
    counter.sees(f"Berkas {CHILD}")


def test_somebody_elses_login_in_another_tab_does_not_send_what_the_first_typed(visit: Visit) -> None:
    counter = Clerk(visit("loket"))
    counter.page.goto("/permohonan")
    write_application(counter)
    tab = Clerk(counter.page.context.new_page())
    tab.page.goto("/tugas")
    tab.press("Keluar")
    tab.page.get_by_label("Nama pengguna").fill("loket2")
    tab.page.get_by_label("Kata sandi").fill(PASSWORD)
    tab.press("Masuk")

    counter.press(SEND)

    counter.sees("Isian Anda masih ada, belum terkirim")
    counter.press("Kirim lagi")
    walking.pass_what_is_asked(counter.page)
    counter.sees(f"Berkas {CHILD}")


def test_a_broken_line_leaves_what_was_typed_on_the_page(visit: Visit) -> None:
    counter = Clerk(visit("loket"))
    counter.page.goto("/permohonan")
    write_application(counter)
    before = typed(counter.page)
    counter.page.context.set_offline(True)

    counter.press(SEND)

    expect(counter.page.get_by_role("alert").filter(has_text=BROKEN)).to_be_visible()
    assert typed(counter.page) == before
    counter.page.context.set_offline(False)
    expect(counter.page.locator("#putus")).to_have_count(0)
    walking.pass_what_is_asked(counter.page)
    counter.sees(f"Berkas {CHILD}")


def test_an_answer_that_got_lost_is_asked_for_again_and_nothing_is_sent_twice(
    visit: Visit, house: House
) -> None:
    """The server has it, but the line breaks before it could say so."""
    counter = Clerk(visit("loket"))
    counter.page.goto("/permohonan")
    write_application(counter)
    counter.fill("Data anak", {"Nama lengkap": "Gabriel Hilang Nalle"})
    lose: list[bool] = [True]

    def deliver(route: Route) -> None:
        if route.request.method != "POST" or not lose:
            return route.continue_()
        answer = route.fetch(max_redirects=0)
        if answer.status != 204:
            return route.fulfill(response=answer)
        lose.clear()
        return route.abort("connectionreset")

    counter.page.route("**/permohonan/*", deliver)
    counter.press(SEND)
    walking.pass_what_is_asked(counter.page)
    expect(counter.page.get_by_role("alert").filter(has_text=BROKEN)).to_be_visible()
    counter.press("Kirim lagi")

    counter.sees("Berkas Gabriel Hilang Nalle")
    with house.engine.reading() as reading:
        named = select(Case.id).where(Case.subject_name == "Gabriel Hilang Nalle")
        assert len(reading.execute(named).all()) == 1


def test_papers_go_up_by_themselves_in_small_and_again_when_the_line_was_cut(
    visit: Visit, house: House, scenes: Scenes
) -> None:
    counter = Clerk(visit("loket", viewport=PHONE))
    counter.page.goto(f"{scenes.free.case_path}/berkas")
    choose = counter.page.get_by_label("Pilih berkas Surat keterangan lahir")
    pages = [
        {"name": name, "mimeType": "image/jpeg", "buffer": picture(size=size)}
        for name, size in (("satu.jpg", (4200, 3000)), ("dua.jpg", (700, 500)))
    ]
    counter.page.context.set_offline(True)

    choose.set_input_files(pages)

    counter.sees("belum terkirim: tidak ada sambungan")
    counter.page.context.set_offline(False)
    for name in ("satu.jpg", "dua.jpg"):
        expect(counter.page.get_by_role("link", name=name)).to_be_visible()
    with house.engine.reading() as reading:
        [large] = [
            one
            for one in attachments.of_case(reading, scenes.free.opened.case_id)
            if one.file_name == "satu.jpg"
        ]
        shown = Image.open(BytesIO(attachments.fetch(reading, large.id).content))
    assert shown.size == (2000, 1429)


def is_posted(answer: Response) -> bool:
    return answer.request.method == "POST"


@pytest.mark.parametrize("server", [True, False], ids=["server draws", "page decides"])
def test_asks_no_questions_of_the_person_before_he_has_finished(visit: Visit, server: bool) -> None:
    """Doubts about empty answers come after sending, not while further questions open."""
    counter = Clerk(visit("loket"))
    if server:
        counter.page.route("**/static/dist/assets/forms-*", lambda route: route.abort())
    counter.page.goto(APPLICATION)

    with counter.page.expect_response(is_posted) if server else nullcontext():
        counter.fill("Bukti", {"Bukti perkawinan orang tua": "Tidak ada"})

    expect(counter.page.get_by_role("group", name="KK menunjukkan status suami istri")).to_be_visible()
    expect(counter.page.locator(".warn, .err")).to_have_count(0)
