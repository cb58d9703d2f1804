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
