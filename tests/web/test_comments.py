"""Notes of staff on a case: in its history, for those who may see the case."""

from engine.db.database import Database
from tests.web.site import case_of, file_birth, make_site


def test_a_note_stands_in_the_history_with_its_author(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    clerk = site.staff("loket")
    case_id = case_of(file_birth(clerk))

    clerk.press(clerk.get(f"/kasus/{case_id}"), "Simpan catatan", {"catatan": "Saksi kedua datang besok."})

    seen = site.staff("verifikator").get(f"/kasus/{case_id}").text
    assert "Catatan internal" in seen
    assert "“Saksi kedua datang besok.”" in seen


def test_nobody_notes_what_he_may_not_see(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    case_id = case_of(file_birth(site.staff("loket")))
    stranger = site.staff("rt.liliba")
    token = stranger.get("/tugas").value("csrf_token")

    refused = stranger.post(f"/kasus/{case_id}/catatan", {"csrf_token": token, "catatan": "Halo"})

    assert refused.status == 403


def test_an_empty_note_is_asked_for_again(sqlite_database: Database) -> None:
    clerk = make_site(sqlite_database).staff("loket")
    case_id = case_of(file_birth(clerk))

    page = clerk.press(clerk.get(f"/kasus/{case_id}"), "Simpan catatan", {"catatan": " "})

    assert page.status == 422
    assert [one.text_content() for one in page.tree.xpath("//*[@id='catatan-e']")] == ["Tulis catatannya."]


def test_the_same_note_sent_twice_is_written_once(database: Database) -> None:
    site = make_site(database)
    clerk = site.staff("loket")
    case = clerk.get(f"/kasus/{case_of(file_birth(clerk))}")

    for _ in range(2):
        page = clerk.press(case, "Simpan catatan", {"catatan": "Saksi kedua datang besok."})

    assert page.text.count("“Saksi kedua datang besok.”") == 1


def test_a_note_is_read_and_written_on_the_task_and_keeps_what_was_typed(database: Database) -> None:
    site = make_site(database)
    file_birth(site.staff("loket"))
    head = site.staff("rt.oesapa")
    task = head.press(head.get("/tugas"), "Ambil tugas berikutnya")
    (first, *_rest) = task.tree.xpath("//*[@data-form]//input[@type='radio']")
    typed = {"komentar": "Rumahnya di gang belakang.", first.name: first.get("value")}

    kept = head.press(task, "Simpan catatan", typed)

    assert kept.path == task.path
    assert kept.value(first.name) == first.get("value")
    assert kept.value("komentar") == ""
    assert "“Rumahnya di gang belakang.”" in kept.tree.get_element_by_id("catatan-internal").text_content()
