"""The check of a document by anybody."""

import random

import pytest
from sqlalchemy import select

from engine import documents
from engine.access import SYSTEM
from engine.db.database import Database
from engine.db.documents import Document
from engine.seals import seal
from engine.tokens import check_token
from engine.vault import Keys, Vault
from tests.web.site import Site, make_site
from tests.web.visitor import visitor


def issued(database: Database) -> tuple[Site, str, str]:
    """A site with one document in force; the document and its check token."""
    site = make_site(database)
    opened = site.bureau.walker.open("akta_kelahiran")
    assert site.bureau.walker.to_end(opened.case_id) == "issued"
    with site.bureau.engine.reading() as reading:
        document_id = reading.execute(
            select(Document.id).where(Document.kind == "akta_kelahiran")
        ).scalar_one()
    return site, document_id, check_token(site.bureau.engine.vault, document_id)


def test_says_that_a_document_is_in_force_and_whose_paper_it_is_not(database: Database) -> None:
    site, document_id, token = issued(database)
    with site.bureau.engine.reading() as reading:
        number = documents.find(reading, document_id).number

    page = visitor(site.app).get(f"/v/{token}")

    assert page.heading == "Dokumen ini asli dan berlaku"
    assert "CONTOH, TIDAK BERLAKU." in page.text
    assert number not in page.text
    assert number.rpartition("-")[2] in page.text


def test_reads_the_code_as_people_type_it_and_as_qr_codes_hold_it(sqlite_database: Database) -> None:
    site, _, token = issued(sqlite_database)
    guest = visitor(site.app)

    by_qr = guest.get(f"/V/{token}")
    typed = guest.press(guest.get("/v"), "Periksa", {"kode": f" {token[:13].lower()} {token[13:]} "})
    pasted = guest.press(guest.get("/v"), "Periksa", {"kode": f"http://127.0.0.1:8000/V/{token}"})

    assert {page.heading for page in (by_qr, typed, pasted)} == {"Dokumen ini asli dan berlaku"}


@pytest.mark.parametrize(
    ("change", "heading"),
    [
        (documents.supersede, "Dokumen ini asli, tetapi sudah diganti"),
        (documents.revoke, "Dokumen ini tidak berlaku"),
    ],
)
def test_says_what_became_of_a_document(sqlite_database: Database, change: object, heading: str) -> None:
    site, document_id, token = issued(sqlite_database)
    with site.bureau.engine.work(SYSTEM) as work:
        change(work, document_id, "pembetulan")  # type: ignore[operator]

    page = visitor(site.app).get(f"/v/{token}")

    assert page.heading == heading
    assert "Selasa, 24 November 2026" in page.text


@pytest.mark.parametrize("token", ["", "x", "0" * 26, "../../etc", "é" * 26, "%00"])
def test_says_the_same_to_every_code_that_it_does_not_know(shop: Site, token: str) -> None:
    page = visitor(shop.app).get(f"/v/{token}")

    assert page.heading in ("Kode ini tidak ada dalam register", "Cek dokumen", "Halaman tidak ditemukan")


def test_slows_down_whoever_tries_codes(sqlite_database: Database) -> None:
    site = make_site(sqlite_database)
    guest, chance = visitor(site.app), random.Random(1)

    statuses = [guest.get(f"/v/{chance.getrandbits(64):026d}").status for _ in range(61)]
    site.bureau.clock.forward(minutes=2)

    assert statuses == [200] * 60 + [429]
    assert guest.get("/v/X").status == 200


def test_gives_the_same_requirements_to_the_public_as_to_the_counter(shop: Site) -> None:
    page = visitor(shop.app).get("/layanan/akta_kelahiran")

    engine = shop.bureau.engine
    with engine.reading() as reading:
        kind = engine.definitions.current(reading.connection, engine.office_code, "akta_kelahiran")
    assert all(requirement.label in page.text for requirement in kind.requirements)
    assert "GRATIS" in page.text


def test_the_seal_leads_to_the_same_answer_and_a_forged_one_to_none(sqlite_database: Database) -> None:
    site, document_id, _ = issued(sqlite_database)
    engine, guest = site.bureau.engine, visitor(site.app)
    said = {"number": "5371-LU-24112026-0001", "kind": "akta_kelahiran", "issued_on": "2026-11-24"}
    sealed = seal.made(engine.vault, document_id, said, {})

    by_code = guest.get(f"/S/{sealed}")
    pasted = guest.press(guest.get("/v"), "Periksa", {"kode": f"http://127.0.0.1:8000/S/{sealed}"})
    forged = guest.get(f"/S/{seal.made(Vault(Keys.new()), document_id, said, {})}")

    assert by_code.heading == pasted.heading == "Dokumen ini asli dan berlaku"
    assert forged.heading == "Kode ini tidak ada dalam register"
    with engine.work(SYSTEM) as work:
        documents.revoke(work, document_id, "Putusan pengadilan")
    assert guest.get(f"/S/{sealed}").heading == "Dokumen ini tidak berlaku"
