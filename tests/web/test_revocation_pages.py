"""Two people revoke a document on their pages; the public page tells it at once."""

from engine.db.database import Database
from engine.demo.office import PASSWORD
from engine.seals import states
from tests.builders import KEYS
from tests.web.test_verify_page import issued
from tests.web.visitor import BASE, visitor

TYPED = {"alasan": "salah_terbit", "surat": "470/12/Dukcapil, 24 November 2026", "sandi": PASSWORD}


def test_one_proposes_another_confirms_and_everybody_learns_it(sqlite_database: Database) -> None:
    site, document_id, token = issued(sqlite_database)
    one, other = site.staff("kabid"), site.staff("kadis")
    address = f"/pencabutan/{document_id}"

    sent = one.press(one.get(address), "Usulkan", TYPED)
    still = visitor(site.app).get(f"/v/{token}").heading
    listed = other.get("/pencabutan")
    done = other.press(other.get(address), "Setujui dan cabut", {"sandi": PASSWORD})

    site.bureau.clock.forward(seconds=21)
    states_ = states.parse(site.app.test_client().get("/segel/daftar", base_url=BASE).data, KEYS.paper_keys)
    assert "Menunggu persetujuan orang kedua." in sent.text
    assert still == "Dokumen ini asli dan berlaku"
    assert "Salah terbit" in listed.text
    assert "Dokumen ini sudah dicabut." in done.text
    assert visitor(site.app).get(f"/v/{token}").heading == "Dokumen ini tidak berlaku"
    assert states_.of(token) == "revoked"


def test_refusals_are_sentences_and_keep_what_was_typed(sqlite_database: Database) -> None:
    site, document_id, token = issued(sqlite_database)
    one = site.staff("kabid")
    address = f"/pencabutan/{document_id}"

    wrong = one.press(one.get(address), "Usulkan", TYPED | {"sandi": "salah"})
    empty = one.press(one.get(address), "Usulkan", TYPED | {"alasan": ""})
    one.press(one.get(address), "Usulkan", TYPED)
    site.bureau.clock.forward(minutes=20)
    own = one.press(one.get(address), "Tarik usul ini", {"sandi": "salah"})

    assert (wrong.status, empty.status, own.status) == (422, 422, 422)
    assert "Kata sandi akun tidak cocok." in wrong.text
    assert wrong.value("surat") == TYPED["surat"]
    assert "Pilih alasan" in empty.text
    assert visitor(site.app).get(f"/v/{token}").heading == "Dokumen ini asli dan berlaku"


def test_the_case_leads_there_and_others_do_not_get_in(sqlite_database: Database) -> None:
    site, document_id, _ = issued(sqlite_database)
    head, clerk = site.staff("kabid"), site.staff("loket")
    address = f"/pencabutan/{document_id}"

    assert clerk.get(address).status == 403
    assert head.get(address).status == 200
    assert "Usul pencabutan dokumen" in head.get("/tugas").text
    assert "Usul pencabutan dokumen" not in clerk.get("/tugas").text
