"""A task's page without scripts: form, papers, drafts, decisions, conflicts; on both databases."""

import pytest
from sqlalchemy import select, update

from engine.db.cases import Task
from engine.db.database import Database
from tests.web.site import Site, case_of, file_birth, make_site
from tests.web.visitor import Page, Visitor

REASONS = "//select[@name='alasan']/option"


def radios(page: Page) -> dict[str, str]:
    """The first choice of every question that has choices and no answer."""
    names = {box.name for box in page.tree.xpath("//*[@data-form]//input[@type='radio']")}
    answered = {box.name for box in page.tree.xpath("//*[@data-form]//input[@type='radio'][@checked]")}
    return {
        name: page.tree.xpath(f"//input[@name='{name}']")[0].get("value") for name in sorted(names - answered)
    }


def papers(page: Page, verdict: str = "terima") -> dict[str, str]:
    return {box.name: verdict for box in page.tree.xpath("//*[@data-paper]//input[@value='terima']")}


def ticks(page: Page) -> dict[str, str]:
    return {box.name: "true" for box in page.tree.xpath("//*[@data-form]//input[@type='checkbox']")}


def everything(page: Page) -> dict[str, str]:
    return radios(page) | papers(page) | ticks(page)


def take(site: Site, username: str) -> tuple[Visitor, Page]:
    """Whoever it is takes the next task; the page of it."""
    person = site.staff(username)
    return person, person.press(person.get("/tugas"), "Ambil tugas berikutnya")


def forward(site: Site, *usernames: str) -> None:
    """Each of them does the next task of the desk."""
    for username in usernames:
        person, page = take(site, username)
        done = person.press(page, _onward(page), everything(page))
        assert "sudah diteruskan" in done.text, done.errors() or done.text


def _onward(page: Page) -> str:
    return " ".join(
        page.tree.xpath("//*[contains(@class,'bulk')]//button[@value='setuju']")[0].text_content().split()
    )


def at_verifier(database: Database) -> tuple[Site, str]:
    """A birth that waits for the verifier; its case."""
    site = make_site(database)
    case_id = case_of(file_birth(site.staff("loket")))
    forward(site, "rt.oesapa", "kel.oesapa", "loket")
    return site, case_id


def test_leads_a_task_to_the_next_desk_and_says_where_it_went(database: Database) -> None:
    site = make_site(database)
    file_birth(site.staff("loket"))
    head, page = take(site, "rt.oesapa")

    done = head.press(page, _onward(page), everything(page))

    assert done.path == "/tugas"
    assert "AL-2026-00001, Gabriel Yohanes Nalle sudah diteruskan." in done.text
    assert "Sekarang di Petugas registrasi kelurahan: Teliti permohonan." in done.text


def test_shows_every_mistake_with_what_was_typed(database: Database) -> None:
    site, _ = at_verifier(database)
    person, page = take(site, "verifikator")
    (paper, *_rest) = papers(page)

    wrong = person.press(page, "Setujui dan teruskan", {"anak.berat_kg": "32", paper: "terima"})

    assert wrong.status == 422
    assert wrong.title.startswith("Galat:")
    assert wrong.tree.get_element_by_id("galat").get("role") == "alert"
    assert "Data anak, Berat lahir: Paling besar 8." in wrong.errors()
    assert "Surat keterangan lahir: Terima atau kembalikan berkas ini." in wrong.errors()
    assert wrong.value("anak.berat_kg") == "32"
    assert wrong.value(paper) == "terima"
    assert {link.get("href")[1:] for link in wrong.tree.xpath("//*[@id='galat']//a")} <= {
        element.get("id") for element in wrong.tree.xpath("//*[@id]")
    }


def test_sends_forward_when_enter_is_pressed(sqlite_database: Database) -> None:
    site, _ = at_verifier(sqlite_database)
    person, page = take(site, "verifikator")

    sent = person.enter(page, page.tree.xpath("//form[@data-draft]")[0])

    assert sent.status == 422


def test_keeps_a_draft_unchecked_for_whoever_wrote_it(database: Database) -> None:
    site, _ = at_verifier(database)
    person, page = take(site, "verifikator")

    person.press(page, "Simpan draf", {"anak.berat_kg": "not a number", "verifikasi.catatan": "Nanti"})
    again = person.get(page.path)

    assert again.value("anak.berat_kg") == "not a number"
    assert "Draf tersimpan 09.00" in again.text


def test_saves_a_draft_in_passing(sqlite_database: Database) -> None:
    site, _ = at_verifier(sqlite_database)
    person, page = take(site, "verifikator")
    token = page.value("csrf_token")

    saved = person.post(f"{page.path}/draf", {"csrf_token": token, "anak.nama": "Gabriel Nalle"})

    assert saved.response.json == {"saved": "09.00"}
    assert person.get(page.path).value("anak.nama") == "Gabriel Nalle"


def test_tells_the_last_check_of_papers_and_leaves_this_one_open(sqlite_database: Database) -> None:
    site, _ = at_verifier(sqlite_database)

    _, page = take(site, "verifikator")

    assert page.tree.xpath("//*[@data-paper]//input[@checked]") == []
    assert page.text.count("terakhir diterima") == 4


def test_returns_a_paper_with_its_reason_in_one_step(database: Database) -> None:
    site, case_id = at_verifier(database)
    person, page = take(site, "verifikator")
    back = {"berkas.kartu_keluarga.hasil": "kembalikan", "berkas.kartu_keluarga.alasan": "tidak_terbaca",
            "berkas.kartu_keluarga.catatan": "Baris nomor 3 tertutup bayangan."}  # fmt: skip

    done = person.press(page, "Kembalikan untuk dilengkapi", papers(page) | back)
    desk = site.staff("loket").get("/tugas?antrean=applicant:Petugas loket")
    opened = site.staff("loket").get(desk.link("AL-2026-00001"))

    assert "sudah dikembalikan untuk dilengkapi." in done.text
    assert "Baris nomor 3 tertutup bayangan." in opened.text
    assert "Foto atau pindaian tidak terbaca." in opened.text
    assert "jam berhenti" in site.staff("verifikator").get(f"/kasus/{case_id}").text


def test_asks_for_the_reason_of_a_returned_paper(sqlite_database: Database) -> None:
    site, _ = at_verifier(sqlite_database)
    person, page = take(site, "verifikator")

    wrong = person.press(page, "Kembalikan untuk dilengkapi", {"berkas.kartu_keluarga.hasil": "kembalikan"})

    assert wrong.status == 422
    assert "Kartu keluarga tempat anak dicatat: Pilih alasan berkas ini dikembalikan." in wrong.errors()
    assert wrong.value("berkas.kartu_keluarga.hasil") == "kembalikan"


@pytest.mark.parametrize("button", ["Tolak permohonan", "Kembalikan untuk dilengkapi"])
def test_asks_why_before_what_is_hard_to_undo(sqlite_database: Database, button: str) -> None:
    site, _ = at_verifier(sqlite_database)
    person, page = take(site, "verifikator")

    asked = person.press(page, button, {"verifikasi.catatan": "Tertulis sebelumnya"})
    unanswered = person.press(asked, button)
    back = person.get(page.path)

    assert asked.heading == f"{button}: Gabriel Yohanes Nalle"
    assert unanswered.status == 422
    assert unanswered.errors() == ["Pilih alasannya."]
    assert back.value("verifikasi.catatan") == "Tertulis sebelumnya"


def test_rejects_with_a_coded_reason(database: Database) -> None:
    site, case_id = at_verifier(database)
    person, page = take(site, "verifikator")
    asked = person.press(page, "Tolak permohonan")
    (reason, *_rest) = [
        option.get("value") for option in asked.tree.xpath("//select[@name='alasan']/option")
    ][1:]

    done = person.press(asked, "Tolak permohonan", {"alasan": reason, "catatan": "Diterangkan di loket."})
    case = person.get(f"/kasus/{case_id}")

    assert "sudah ditolak." in done.text
    assert "Ditolak" in case.text
    assert "Diterangkan di loket." in case.text


def test_offers_only_the_reasons_of_the_outcome(sqlite_database: Database) -> None:
    site, _ = at_verifier(sqlite_database)
    person, page = take(site, "verifikator")

    offered = {
        button: {option.get("value") for option in person.press(page, button).tree.xpath(REASONS)}
        for button in ("Tolak permohonan", "Kembalikan untuk dilengkapi")
    }

    assert "tidak_terbaca" in offered["Kembalikan untuk dilengkapi"]
    assert "tidak_terbaca" not in offered["Tolak permohonan"]


def test_refuses_an_outcome_that_the_step_does_not_have(sqlite_database: Database) -> None:
    site, _ = at_verifier(sqlite_database)
    person, page = take(site, "verifikator")
    token = page.value("csrf_token")

    assert person.post(f"{page.path}/hasil/keberatan", {"csrf_token": token, "alasan": "x"}).status == 400


def test_does_the_same_request_once(database: Database) -> None:
    site = make_site(database)
    file_birth(site.staff("loket"))
    head, page = take(site, "rt.oesapa")

    first = head.press(page, _onward(page), everything(page))
    second = head.press(page, _onward(page), everything(page))

    assert first.status == second.status == 200
    assert "sudah diteruskan" in second.text


def test_says_who_was_first_and_shows_what_was_typed(database: Database) -> None:
    site, _ = at_verifier(database)
    slow, page = take(site, "verifikator")
    task_id = page.path.split("/")[2]
    with database.writing() as connection:  # the claim runs out: somebody else takes it over
        connection.execute(update(Task).where(Task.id == task_id).values(claimed_by=None))
    quick = site.staff("verifikator2")
    theirs = quick.press(quick.get("/tugas"), "Ambil tugas berikutnya")
    quick.press(theirs, "Setujui dan teruskan", everything(theirs))

    late = slow.press(page, "Setujui dan teruskan", everything(page) | {"anak.nama": "Gabriel Nalle"})

    assert late.status == 409
    assert late.heading == f"{site.bureau.actor('verifikator2').name} lebih dulu menyelesaikannya."
    assert "Gabriel Nalle" in late.text


def test_says_who_holds_a_task(sqlite_database: Database) -> None:
    site, _ = at_verifier(sqlite_database)
    _, page = take(site, "verifikator")
    other = site.staff("verifikator2")

    seen = other.get(page.path)
    claimed = other.post(f"{page.path}/ambil", {"csrf_token": seen.value("csrf_token")})

    name = site.bureau.actor("verifikator").name
    assert f"Tugas ini sedang dikerjakan {name}." in seen.text
    assert seen.tree.xpath("//form[@data-draft]") == []
    assert claimed.status == 409
    assert f"{name} sedang mengerjakannya." in claimed.text


def test_shows_a_free_task_to_be_read_and_claimed(sqlite_database: Database) -> None:
    site, _ = at_verifier(sqlite_database)
    person = site.staff("verifikator")

    seen = person.get(person.get("/tugas").link("AL-2026-00001"))
    claimed = person.press(seen, "Ambil tugas ini")

    assert "Tugas ini belum diambil siapa pun." in seen.text
    assert "Anda memegang tugas ini" in claimed.text


def test_keeps_whoever_did_the_entry_from_verifying(sqlite_database: Database) -> None:
    """Separation of duties: the route is the same, the person is not."""
    site, _ = at_verifier(sqlite_database)

    assert site.staff("loket").get(_task_of(sqlite_database)).status == 403


def _task_of(database: Database) -> str:
    with database.reading() as connection:
        return "/tugas/" + str(connection.execute(select(Task.id).where(Task.state == "open")).scalar_one())


def test_leads_on_from_a_task_that_is_done(sqlite_database: Database) -> None:
    site, case_id = at_verifier(sqlite_database)
    person, page = take(site, "verifikator")
    person.press(page, "Setujui dan teruskan", everything(page))

    assert person.get(page.path).path == f"/kasus/{case_id}"


def test_comes_back_to_the_list_that_the_task_was_opened_from(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    file_birth(site.staff("loket"))
    head = site.staff("rt.oesapa")
    page = head.press(head.get("/tugas"), "Ambil tugas berikutnya")
    head.headers = {**head.headers, "Referer": "http://127.0.0.1:8000/tugas?antrean=mine&tenggat=today"}

    opened = head.get(page.path)
    done = head.press(opened, _onward(opened), everything(opened))

    assert done.response.request.args["antrean"] == "mine"
    assert done.response.request.args["tenggat"] == "today"


@pytest.mark.parametrize("path", ["/tugas/nothing", "/tugas/nothing/hasil/tolak"])
def test_knows_no_task_of_that_id(shop: Site, path: str) -> None:
    assert shop.staff("verifikator").get(path).status == 404


def test_walks_a_birth_through_every_role(database: Database) -> None:
    """From the counter to the hand-over, each with his own login, no script anywhere."""
    site, case_id = at_verifier(database)
    forward(site, "verifikator")
    operator, page = take(site, "operator")
    nik = {"siak.nik_anak": "5371031711269001"}
    operator.press(page, _onward(page), everything(page) | nik)
    forward(site, "kasi", "kabid", "kadis")
    site.bureau.walker.drain()

    clerk, page = take(site, "penyerahan")
    clerk.press(page, _onward(page), {"penyerahan.cara": "pdf"})
    case = clerk.get(f"/kasus/{case_id}")
    pdf = clerk.get(case.link(".pdf")).response

    assert "Selesai" in case.text
    assert pdf.content_type == "application/pdf"
    assert pdf.data.startswith(b"%PDF-")
