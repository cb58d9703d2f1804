"""Every type of page that citizens and staff see, empty and with errors, and how one comes to each."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from engine.demo.office import PASSWORD
from tests.browser.house import TYPE
from tests.browser.scenes import CARD, Scenes

FORWARD = ".bulk button[value=setuju]"
INTAKE = f"/permohonan/{TYPE}"


@dataclass(frozen=True)
class Place:
    """`reach` uses nothing that is written on the pages, so that it finds its way in each language."""

    name: str
    username: str | None
    reach: Callable[[Page, Scenes], None]
    apart: bool = False
    """Whether whoever goes there needs a browser of his own, since it loses his login."""


def at(path: str) -> Callable[[Page, Scenes], None]:
    def reach(page: Page, _scenes: Scenes) -> None:
        page.goto(path)

    return reach


def case(of: Callable[[Scenes], str]) -> Callable[[Page, Scenes], None]:
    def reach(page: Page, scenes: Scenes) -> None:
        page.goto(of(scenes))

    return reach


def refused_login(page: Page, _scenes: Scenes) -> None:
    page.goto("/masuk")
    page.fill("#u", "loket")
    page.fill("#p", "salah")
    page.click("button.main")
    expect(page.locator("#galat")).to_be_visible()


def nothing_found(page: Page, _scenes: Scenes) -> None:
    page.goto("/tugas")
    page.fill("#q", "Xenon Quartus")
    page.locator(".filters button").click()
    expect(page.locator(".empty")).to_be_visible()


def wrong_application(page: Page, _scenes: Scenes) -> None:
    page.goto(INTAKE)
    page.fill("[id='anak.nama']", "Gabriel")
    page.fill("[id='ibu.nik']", "123")
    page.locator(".bulk .main").click()
    expect(page.locator("#galat")).to_be_visible()


def no_file(page: Page, scenes: Scenes) -> None:
    page.goto(f"{scenes.own.case_path}/berkas")
    page.locator(f"#{CARD} form[data-files]").last.evaluate("form => form.submit()")  # as without scripts
    expect(page.locator("#galat")).to_be_visible()


def wrong_task(page: Page, scenes: Scenes) -> None:
    page.goto(scenes.own.task_path)
    page.fill("[id='anak.berat_kg']", "32")
    page.locator("[value=kembalikan][type=radio]").last.check()
    page.click(FORWARD)
    expect(page.locator("#galat")).to_be_visible()


def no_reason(page: Page, scenes: Scenes) -> None:
    page.goto(f"{scenes.own.task_path}/hasil/tolak")
    page.locator("main .grave").click()
    expect(page.locator("#galat")).to_be_visible()


def overtaken(page: Page, scenes: Scenes) -> None:
    waits = scenes.verifying()
    page.goto(waits.task_path)
    page.fill("[id='anak.nama']", "Gabriel Nalle")
    scenes.overtake(waits, "verifikator2")
    page.click(FORWARD)
    expect(page.locator(".verdict")).to_be_visible()


def ended_login(page: Page, _scenes: Scenes) -> None:
    page.goto(INTAKE)
    page.fill("[id='anak.nama']", "Gabriel")
    page.context.clear_cookies(name="terbit")
    page.locator(".bulk .main").click()
    expect(page.locator("#p")).to_be_visible()


def sent_again(page: Page, scenes: Scenes) -> None:
    ended_login(page, scenes)
    page.fill("#u", "loket")
    page.fill("#p", PASSWORD)
    page.click("button.main")
    expect(page.locator("main .main")).to_be_visible()


def no_words(page: Page, scenes: Scenes) -> None:
    page.goto(f"{scenes.free.case_path}/tarik")
    page.locator("main .grave").click()
    expect(page.locator("#galat")).to_be_visible()


def no_letter(page: Page, scenes: Scenes) -> None:
    page.goto(f"/pencabutan/{scenes.certificate_id}")
    page.locator("input[name=sandi]").fill(PASSWORD)
    page.locator("main button.main").click()
    expect(page.locator("#galat")).to_be_visible()


def no_approval(page: Page, scenes: Scenes) -> None:
    page.goto(scenes.overdue and "/arsip")
    page.locator("[name=pilih]").first.check()
    page.locator("input[name=sandi]").fill(PASSWORD)
    page.locator("main button.main").click()
    expect(page.locator("#galat")).to_be_visible()


def no_such_case(page: Page, _scenes: Scenes) -> None:
    page.goto("/kasus")
    page.fill("#q", "Xenon Quartus")
    page.locator(".filters button").click()
    expect(page.locator(".empty")).to_be_visible()


def found_application(page: Page, scenes: Scenes) -> None:
    page.goto("/status")
    page.fill("[name=nomor]", scenes.returned.number)
    page.fill("[name=milik]", scenes.of_applicant(scenes.returned))
    page.locator("main .main").click()
    expect(page.locator("main .facts, main .journey, main ol").first).to_be_visible()


def wrong_progress(page: Page, _scenes: Scenes) -> None:
    page.goto("/status")
    page.fill("[name=nomor]", "AL-2026-99999")
    page.fill("[name=milik]", "081300000000")
    page.locator("main .main").click()
    expect(page.locator("#galat, main .note.bad").first).to_be_visible()


def wrong_download(page: Page, scenes: Scenes) -> None:
    page.goto(scenes.link)
    page.fill("#milik", "081300000000")
    page.locator("main .main").click()
    expect(page.locator("#galat")).to_be_visible()


def wrong_bearer(page: Page, scenes: Scenes) -> None:
    page.goto(f"/v/{scenes.token}")
    page.locator("#lahir").fill("1990-01-01")
    page.locator("main .btn").click()
    expect(page.locator("#lahir-e")).to_be_visible()


def shown_number(page: Page, scenes: Scenes) -> None:
    page.goto(f"{scenes.returned.case_path}/whatsapp")
    page.locator("main .main").click()
    expect(page.locator("#nomor")).to_be_visible()


def no_table(page: Page, _scenes: Scenes) -> None:
    page.goto("/permohonan/kia/kumpulan")
    page.locator("main form[enctype]").last.evaluate("form => { form.noValidate = true; form.submit() }")
    expect(page.locator("#galat")).to_be_visible()


def chosen(page: Page, scenes: Scenes) -> None:
    """A list of tasks that are to be initialled at once."""
    page.goto(f"/tugas?layanan={scenes.checked and TYPE}")
    page.locator("[name=pilih]").first.check()
    page.locator(".bulk [value=setujui]").click()
    expect(page.locator("[name=pasti]")).to_have_count(1)


def first_of(listed: str, link: str) -> Callable[[Page, Scenes], None]:
    """The first sheet of a list."""

    def reach(page: Page, _scenes: Scenes) -> None:
        page.goto(listed)
        page.locator(f"main a[href^='{link}']").first.click()
        expect(page.locator("h1")).to_be_visible()

    return reach


PUBLIC = (
    Place("front page", None, at("/")),
    Place("service", None, at("/layanan/akta_kelahiran")),
    Place("login", None, at("/masuk")),
    Place("login refused", None, refused_login),
    Place("check", None, at("/v")),
    Place("progress", None, at("/status")),
    Place("progress, wrong", None, wrong_progress),
    Place("progress, found", None, found_application),
    Place("download", None, case(lambda scenes: scenes.link)),
    Place("download, wrong", None, wrong_download),
    Place("check, genuine", None, case(lambda scenes: f"/v/{scenes.token}")),
    Place("check, not the bearer's day", None, wrong_bearer),
    Place("check, unknown", None, at("/v/ABCDEFGHJKMNPQRSTVWXYZ2345")),
    Place("no such page", None, at("/tidak-ada")),
)
STAFF = (
    Place("inbox", "verifikator", case(lambda scenes: scenes.own and "/tugas")),
    Place("inbox, own work", "verifikator", case(lambda scenes: scenes.own and "/tugas?antrean=mine")),
    Place(
        "inbox, sent today", "verifikator", case(lambda scenes: scenes.recording and "/tugas?antrean=sent")
    ),
    Place(
        "inbox, to collect",
        "penyerahan",
        case(lambda scenes: scenes.handing and "/tugas?antrean=handover:Petugas penyerahan"),
    ),
    Place("inbox, empty", "mitra", at("/tugas?antrean=mine")),
    Place("inbox, nothing found", "loket", nothing_found),
    Place("inbox, none left", "mitra", at("/tugas?habis=1")),
    Place("new application", "loket", at("/permohonan")),
    Place("application", "loket", at(INTAKE)),
    Place("application, wrong", "loket", wrong_application),
    Place("papers", "loket", case(lambda scenes: f"{scenes.own.case_path}/berkas")),
    Place("papers, wrong", "loket", no_file),
    Place("receipt", "loket", case(lambda scenes: f"{scenes.own.case_path}/tanda-terima")),
    Place("task, free", "loket", case(lambda scenes: scenes.free.task_path)),
    Place("task, own", "verifikator", case(lambda scenes: scenes.own.task_path)),
    Place("task, wrong", "verifikator", wrong_task),
    Place("task, held", "verifikator2", case(lambda scenes: scenes.own.task_path)),
    Place("task, overtaken", "verifikator", overtaken),
    Place("task, RT", "rt.oesapa", case(lambda scenes: scenes.area.task_path)),
    Place("task, returned", "loket", case(lambda scenes: scenes.returned.task_path)),
    Place("task, recording", "operator", case(lambda scenes: scenes.recording.task_path)),
    Place("task, signing", "kadis", case(lambda scenes: scenes.signing.task_path)),
    Place("task, handing over", "penyerahan", case(lambda scenes: scenes.handing.task_path)),
    Place("decision", "verifikator", case(lambda scenes: f"{scenes.own.task_path}/hasil/tolak")),
    Place("decision, wrong", "verifikator", no_reason),
    Place("login ended", "loket", ended_login, apart=True),
    Place("send again", "loket", sent_again, apart=True),
    Place("case", "loket", case(lambda scenes: scenes.own.case_path)),
    Place("case, returned", "verifikator", case(lambda scenes: scenes.returned.case_path)),
    Place("differences with SIAK", "operator", case(lambda scenes: scenes.difference.rpartition("/")[0])),
    Place("a difference with SIAK", "operator", case(lambda scenes: scenes.difference)),
    Place("work that failed", "kasi", case(lambda scenes: scenes.unsent)),
    Place("case, stopped", "kasi", case(lambda scenes: scenes.stopped.case_path)),
    Place("case, finished", "loket", case(lambda scenes: f"/kasus/{scenes.finished.case_id}")),
    Place("whatsapp", "loket", case(lambda scenes: f"{scenes.returned.case_path}/whatsapp")),
    Place("whatsapp, shown", "loket", shown_number),
    Place("withdrawal", "loket", case(lambda scenes: f"{scenes.free.case_path}/tarik")),
    Place("withdrawal, wrong", "loket", no_words),
    Place("search", "loket", case(lambda scenes: scenes.free and "/kasus")),
    Place("search, nothing found", "loket", no_such_case),
    Place("account", "loket", at("/saya")),
    Place("own password", "loket", at("/saya/sandi")),
    Place("applications at once", "loket", at("/permohonan/kia/kumpulan")),
    Place("applications at once, wrong", "loket", no_table),
    Place("initialling at once", "kasi", chosen),
    Place("signing at once", "kadis", case(lambda scenes: scenes.signing and "/tanda-tangan")),
    Place("revocations", "kabid", at("/pencabutan")),
    Place("revocation", "kabid", case(lambda scenes: f"/pencabutan/{scenes.certificate_id}")),
    Place("revocation, wrong", "kabid", no_letter),
    Place("printing", "penyerahan", case(lambda scenes: scenes.handing and "/cetak")),
    Place("archive", "kasi", case(lambda scenes: scenes.overdue and "/arsip")),
    Place("archive, wrong", "kasi", no_approval),
    Place("handing on", "kasi", case(lambda scenes: f"{scenes.own.task_path}/alihkan")),
    Place("clock of a case", "verifikator", case(lambda scenes: f"{scenes.own.task_path}/jam")),
    Place("clock of the office", "kasi", at("/jam-kantor")),
    Place("blanks", "blangko", at("/blangko")),
    Place("procedures", "kabid", at("/sop")),
    Place("person", "admin", first_of("/kelola/orang", "/kelola/orang/0")),
    Place("post", "admin", first_of("/kelola/jabatan", "/kelola/jabatan/0")),
    Place("people", "admin", at("/kelola/orang")),
    Place("posts", "admin", at("/kelola/jabatan")),
    Place("new person", "admin", at("/kelola/orang/baru")),
    Place("areas", "admin", at("/kelola/wilayah")),
    Place("units", "admin", at("/kelola/unit")),
    Place("hours", "admin", at("/kelola/jam")),
    Place("holidays", "admin", at("/kelola/libur")),
    Place("policies", "admin", at("/kelola/kebijakan")),
    Place("lateness", "admin", at("/kelola/keterlambatan")),
    Place("reasons", "admin", at("/kelola/alasan")),
    Place("access", "admin", at("/kelola/akses")),
    Place("morning", "kadis", case(lambda scenes: scenes.signing and "/pagi")),
    Place("not allowed", "loket", at("/periksa/kasus")),
)
PLACES = (*PUBLIC, *STAFF)
