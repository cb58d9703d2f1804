"""The auditor's pages: a case as a story, what was tampered with by name, who looked; on both databases."""

import csv
import io

import pytest

from engine import casefile, history
from engine.access import SYSTEM
from engine.audit import looks
from engine.db.database import Database
from engine.roles import Permission
from tests.audit.walks import CHECKING, walked
from tests.web.site import Site, make_site
from tests.web.visitor import Page, Visitor
from web import policies

PAGES = ("/periksa/kasus", "/periksa/rantai", "/periksa/dilihat", "/periksa/kantor")


@pytest.fixture
def site(database: Database) -> Site:
    return make_site(database)


def case_page(site: Site, case_id: str, query: str = "") -> Page:
    return site.staff("auditor").get(f"/periksa/kasus/{case_id}{query}")


def events(page: Page) -> list[str]:
    """The titles of the story's lines."""
    return [line.text for line in page.tree.xpath("//ol[@class='story']/li/strong")]


def test_an_auditor_begins_with_the_search_and_sees_nothing_to_work_on(site: Site) -> None:
    page = site.staff("auditor").get("/")

    menu = [link.text_content() for link in page.tree.xpath("//nav[@class='nav']/a")]
    assert page.path == "/periksa/kasus"
    looked_after = ["Periksa kasus", "Rantai riwayat", "Siapa melihat", "Peristiwa kantor"]
    assert menu == [*looked_after, "Beda SIAK", "SOP", "Blangko"]


@pytest.mark.parametrize("path", ["/tugas", "/permohonan", "/designer", "/usulan", "/kasus"])
def test_an_auditor_can_open_nobody_elses_pages(shop: Site, path: str) -> None:
    assert shop.staff("auditor").get(path).status == 403


@pytest.mark.parametrize("username", ["verifikator", "kabid", "admin", "perancang", "loket"])
def test_nobody_else_can_open_an_auditors_pages(shop: Site, username: str) -> None:
    case_id, somebody = shop.bureau.walker.open("akta_kelahiran").case_id, shop.staff(username)
    below = f"/periksa/kasus/{case_id}"

    statuses = {path: somebody.get(path).status for path in (*PAGES, below, f"{below}/peristiwa.csv")}

    assert set(statuses.values()) == {403}


def test_the_only_forms_of_auditors_are_searches_checks_and_purposes(shop: Site) -> None:
    sent = {
        rule.rule
        for rule in shop.app.url_map.iter_rules()
        if policies.of(shop.app, rule.endpoint) is Permission.AUDIT and "POST" in (rule.methods or ())
    }

    assert sent == {"/periksa/kasus", "/periksa/rantai", "/periksa/tujuan"}


def test_a_returned_case_reads_as_a_story(site: Site) -> None:
    case_id = walked(site.bureau, CHECKING + 2, returned_at=CHECKING)

    page = case_page(site, case_id)

    assert page.heading == "Jejak kasus AL-2026-00001"
    assert "Rantai utuh: 11 dari 11 peristiwa cocok" in page.text
    told = events(page)
    assert told[0] == "1. Permohonan diterima"
    assert told[-3:] == [
        "9. Verifikasi isi permohonan: dikembalikan", "10. Tugas diambil: Lengkapi permohonan",
        "11. Lengkapi permohonan",
    ]  # fmt: skip
    [returned] = page.tree.xpath("//li[@class='back']")
    text = " ".join(returned.text_content().split())
    assert "24 November 2026, 11.08.00" in text
    assert f"{site.bureau.actor('verifikator').name}, Verifikator" in text
    assert "Menunggu 20 menit, dikerjakan 12 menit" in text
    assert "“Mohon difoto ulang di tempat terang.”" in text


def test_tells_what_was_accepted_although_the_form_warned(site: Site) -> None:
    opened = site.bureau.walker.open("akta_kelahiran", scenario="kembar")

    page = case_page(site, opened.case_id)

    assert "Anak kembar ke: Satu akta untuk setiap anak." in page.text
    assert "kembar_satu_satu" not in page.text


def test_tells_each_change_before_and_after(site: Site) -> None:
    case_id = walked(site.bureau, CHECKING + 3, returned_at=CHECKING)

    page = case_page(site, case_id, "?jenis=changed")

    assert [line.partition(". ")[2] for line in events(page)] == [
        "Verifikasi isi permohonan: dikembalikan", "Periksa kelengkapan berkas",
    ]  # fmt: skip
    [back, again] = page.tree.xpath("//ol[@class='story']//table")
    assert back.xpath(".//del/text()") == ["diterima"]
    assert back.xpath(".//ins/text()") == ["dikembalikan"]
    assert again.xpath(".//del/text()")[0] == "dikembalikan"
    assert again.xpath(".//ins/text()") == ["diterima"]


def test_says_erased_where_values_are_gone(site: Site) -> None:
    case_id = walked(site.bureau, 1)
    with site.bureau.engine.work(SYSTEM) as work:
        history.erase(work, case_id, "masa_simpan")

    page = case_page(site, case_id)

    [first, *_] = page.tree.xpath("//ol[@class='story']/li")
    assert "dihapus" in first.text_content()
    assert "Rantai utuh" in page.text


def test_draws_the_path_on_every_diagram_that_the_case_has_been_in(site: Site) -> None:
    case_id = walked(site.bureau, CHECKING + 2, returned_at=CHECKING)

    page = case_page(site, case_id)

    drawn = page.tree.xpath("//figure//*[local-name()='svg']")
    assert len(drawn) == 3
    marks = {group.get("data-id"): group for one in drawn for group in one.xpath(".//*[@data-id]")}
    assert "verifikasi_rt" in marks
    assert marks["verifikasi_isi"].get("href") == "#p8"
    [loop] = marks["verifikasi_isi"].xpath("./*[local-name()='title']")
    assert loop.text == "Verifikasi isi permohonan: 32 menit"
    assert page.tree.xpath("//*[contains(@class,'g-flow') and contains(@class,'loop')]")


def test_narrows_the_story_to_one_person(site: Site) -> None:
    case_id = walked(site.bureau, 3)
    clerk = site.bureau.actor("loket").person_id

    page = case_page(site, case_id, f"?petugas={clerk}")

    assert events(page) == [
        "1. Permohonan diterima", "6. Tugas diambil: Periksa kelengkapan berkas", "7. Periksa kelengkapan berkas",
    ]  # fmt: skip
    assert "3 dari 7 peristiwa." in page.text


def test_every_look_at_a_case_is_recorded(site: Site) -> None:
    case_id = walked(site.bureau, 1)
    case_page(site, case_id)

    page = site.staff("auditor").get("/periksa/dilihat?kasus=AL-2026-00001")

    [row] = page.tree.xpath("//tbody/tr")
    assert site.bureau.actor("auditor").name in row.text_content()
    assert "AL-2026-00001" in row.text_content()
    assert "pemeriksaan" in row.text_content()


def test_what_somebody_searched_for_stands_in_the_looks_and_in_no_address(site: Site) -> None:
    case_id = walked(site.bureau, 1)
    with site.bureau.engine.reading() as reading:
        nik = casefile.read(reading, case_id).record["ibu"]["nik"]
    auditor = site.staff("auditor")

    found = auditor.press(auditor.get("/periksa/kasus"), "Cari", {"q": nik, "keadaan": "open"})

    assert [link.text for link in found.tree.xpath("//td[contains(@class,'lead')]/a")] == ["AL-2026-00001"]
    assert nik not in found.response.request.url
    assert found.value("q") == nik
    assert f"mencari “text={nik}, state=open”" in auditor.get("/periksa/dilihat").text


@pytest.mark.parametrize(
    "wrong", ["sejak=kemarin&sampai=2026-13-45", "petugas=x&sesudah=y", "cari=zzz", "asal=%25"]
)
def test_bad_filters_are_no_filters_but_no_failure_either(site: Site, wrong: str) -> None:
    walked(site.bureau, 1)

    assert site.staff("auditor").get(f"/periksa/kasus?{wrong}").status == 200


@pytest.mark.parametrize("path", ["/periksa/kasus/x", "/periksa/kasus/01900000-0000-7000-8000-000000000000"])
def test_a_case_that_is_not_there_is_not_found(site: Site, path: str) -> None:
    assert site.staff("auditor").get(path).status == 404


def test_a_trail_can_be_taken_along_as_a_table(site: Site) -> None:
    case_id = walked(site.bureau, CHECKING + 1, returned_at=CHECKING)

    answer = site.staff("auditor").client.get(
        f"/periksa/kasus/{case_id}/peristiwa.csv", base_url="http://127.0.0.1:8000"
    )

    rows = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    phone = next(row for row in rows if row["Isian"] == "Pelapor: Nomor telepon")
    assert phone["Sesudah"].startswith("'+62")
    returned = next(row for row in rows if row["Peristiwa"] == "Verifikasi isi permohonan: dikembalikan")
    assert (returned["Menunggu (menit)"], returned["Dikerjakan (menit)"]) == ("20.0", "12.0")
    assert returned["Waktu"] == "2026-11-24 11:08:00+08:00"
    assert {row["Tanda tangan"] for row in rows} == {"cocok"}


def test_what_is_taken_along_is_recorded(site: Site) -> None:
    case_id, auditor = walked(site.bureau, 1), site.staff("auditor")
    for path in (
        "/periksa/kasus.csv",
        f"/periksa/kasus/{case_id}/peristiwa.csv",
        f"/periksa/kasus/{case_id}/jejak.json",
    ):
        assert auditor.client.get(path, base_url="http://127.0.0.1:8000").status_code == 200

    actor = site.bureau.actor("auditor")
    kept = looks.page(site.bureau.engine, actor, actor.person_id).looks

    exported = [look.event.facts["what"] for look in kept if look.event.kind == "audit.exported"]
    assert exported == ["bundle", "events", "cases"]


def test_a_list_of_cases_is_the_one_that_was_searched_for(site: Site) -> None:
    walked(site.bureau, 1)
    walked(site.bureau, CHECKING + 1, returned_at=CHECKING)
    auditor = site.staff("auditor")
    page = auditor.press(auditor.get("/periksa/kasus"), "Cari", {"dikembalikan": "1"})

    answer = auditor.client.get(page.link("Unduh daftar ini"), base_url="http://127.0.0.1:8000")

    rows = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert [(row["Nomor"], row["Dikembalikan"]) for row in rows] == [("AL-2026-00002", "1")]


def test_a_stated_purpose_stands_on_every_page_of_a_case(site: Site) -> None:
    case_id, auditor = walked(site.bureau, 1), site.staff("auditor")
    page = auditor.get(f"/periksa/kasus/{case_id}")

    back = auditor.press(page, "Simpan tujuan", {"tujuan": "Sampel November, surat tugas 700/118"})

    assert back.path == f"/periksa/kasus/{case_id}"
    assert "dengan tujuan: Sampel November, surat tugas 700/118" in back.text


def test_a_purpose_that_says_nothing_is_asked_for_again(site: Site) -> None:
    auditor: Visitor = site.staff("auditor")

    page = auditor.press(auditor.get("/periksa/kasus"), "Simpan tujuan", {"tujuan": "  "})

    assert page.status == 422
    assert page.title.startswith("Galat:")
    assert page.errors() == ["Tulis tujuan pemeriksaan, 1 sampai 200 huruf."]


def test_events_of_the_office_are_told_by_kind(site: Site) -> None:
    auditor = site.staff("auditor")

    page = auditor.get("/periksa/kantor?jenis=people")

    kinds = {cell.text_content() for cell in page.tree.xpath("//tbody//th")}
    assert kinds == {
        "Orang didaftarkan", "Jabatan diberikan", "Jabatan dibuat", "Unit dibuat", "Layanan mitra dibatasi"
    }  # fmt: skip
    assert "Auditor" in page.text


@pytest.mark.parametrize("path", PAGES)
def test_speaks_english_too(site: Site, path: str) -> None:
    auditor = site.staff("auditor")
    auditor.press(auditor.get("/saya"), "English")

    page = auditor.get(path)

    assert page.tree.get("lang") == "en"
    assert page.heading in (
        "Audit cases",
        "Chains of the history",
        "Who looked at what",
        "Events of the office",
    )


def test_a_case_reads_in_english_too(site: Site) -> None:
    case_id, auditor = walked(site.bureau, CHECKING + 1, returned_at=CHECKING), site.staff("auditor")
    auditor.press(auditor.get("/saya"), "English")

    page = auditor.get(f"/periksa/kasus/{case_id}")

    assert page.heading == "Trail of case AL-2026-00001"
    assert "Waited 20 minutes, worked on for 12 minutes" in page.text
    assert "The child" in page.text


def test_a_task_long_waited_for_is_told_by_office_hours_and_by_the_clock(site: Site) -> None:
    case_id = walked(site.bureau, 2)
    site.bureau.clock.forward(hours=24)
    site.bureau.walker.step(case_id)

    page = case_page(site, case_id)

    assert "Selesai 7 jam dalam jam kerja (24 jam menurut jam) sesudah tiba" in page.text
