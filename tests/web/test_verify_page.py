"""The check of a document by anybody."""

import random

import pytest
from sqlalchemy import select

from engine import bearers, casefile, documents
from engine.access import SYSTEM
from engine.db.cases import Case
from engine.db.counting import counted
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


@pytest.mark.parametrize("token", ["", "../../etc", "a/b"])
def test_what_is_no_code_leads_to_the_question_or_nowhere(shop: Site, token: str) -> None:
    page = visitor(shop.app).get(f"/v/{token}")

    assert page.heading in ("Cek dokumen", "Halaman tidak ditemukan")


def test_says_the_same_to_every_code_that_it_does_not_know(database: Database) -> None:
    """Unknown, malformed, of a draft, of a forged seal: the same page to the letter, by the same statements."""
    site = make_site(database)
    engine = site.bureau.engine
    opened = site.bureau.walker.open("akta_kelahiran")
    head = site.bureau.actor("kadis").person_id
    with engine.work(SYSTEM) as work:
        new = documents.NewDocument(opened.case_id, "akta_kelahiran", "5371-LU-24112026-9999", head, "Kepala")
        draft = check_token(engine.vault, documents.draft(work, new))
    foreign = seal.made(Vault(Keys.new()), "x", {"number": "1", "kind": "a", "issued_on": "2026-11-24"}, {})
    guest = visitor(site.app)

    seen = []
    for path in ("v/x", f"v/{'0' * 26}", f"v/{'é' * 26}", "v/%00", f"v/{draft}", f"s/{foreign}"):
        with counted(engine.database) as statements:
            page = guest.get(f"/{path}")
        seen.append((page.status, page.heading, page.text, len(statements.texts)))

    assert seen[0][:2] == (200, "Kode ini tidak ada dalam register")
    assert all(one == seen[0] for one in seen)


def test_names_the_bearer_by_first_letters_to_whoever_knows_a_birth_date_on_the_paper(
    database: Database,
) -> None:
    site, document_id, token = issued(database)
    with site.bureau.engine.reading() as reading:
        case = reading.execute(select(Case.__table__).join(Document, Document.case_id == Case.id)).one()
        child = casefile.read_record(reading, case)["anak"]
    said = {"number": "5371-LU-24112026-0001", "kind": "akta_kelahiran", "issued_on": "2026-11-24"}
    guest = visitor(site.app)
    first = guest.get(f"/v/{token}")

    wrong = guest.press(first, "Tunjukkan huruf pertama", {"lahir": "1990-01-01"})
    empty = guest.press(wrong, "Tunjukkan huruf pertama", {"lahir": "31-12"})
    right = guest.press(empty, "Tunjukkan huruf pertama", {"lahir": child["tanggal_lahir"]})
    by_seal = guest.get(f"/s/{seal.made(site.bureau.engine.vault, document_id, said, {})}")
    sealed = guest.press(by_seal, "Tunjukkan huruf pertama", {"lahir": child["tanggal_lahir"]})

    masked = bearers.mask(child["nama"])
    assert "Tanggal lahir itu tidak tertulis pada dokumen ini." in wrong.text
    assert wrong.value("lahir") == "1990-01-01"
    assert "Isi tanggal lahir yang tertulis pada dokumen." in empty.text
    assert all(child["nama"] not in page.text for page in (first, wrong, empty, right, sealed))
    assert [masked in page.text for page in (first, wrong, empty, right, sealed)] == [False] * 3 + [True] * 2
    assert token not in right.path


def test_the_bearer_is_asked_for_five_times_an_hour(sqlite_database: Database) -> None:
    site, _, token = issued(sqlite_database)
    guest = visitor(site.app)
    page = guest.get(f"/v/{token}")

    tried = [
        guest.press(page, "Tunjukkan huruf pertama", {"lahir": f"1990-01-0{day}"}).status
        for day in range(1, 8)
    ]
    stranger = [guest.post("/v/pemegang", {"kode": "0" * 26, "lahir": "1990-01-01"}).status for _ in range(6)]
    site.bureau.clock.forward(hours=1, minutes=1)

    assert tried == [422] * 5 + [429] * 2
    assert stranger == [200] * 5 + [429]
    assert guest.press(page, "Tunjukkan huruf pertama", {"lahir": "1990-01-01"}).status == 422


def test_no_bearer_is_named_of_what_is_not_in_force(sqlite_database: Database) -> None:
    site, document_id, token = issued(sqlite_database)
    guest = visitor(site.app)
    page = guest.get(f"/v/{token}")
    with site.bureau.engine.work(SYSTEM) as work:
        documents.revoke(work, document_id, "pembatalan")

    late = guest.press(page, "Tunjukkan huruf pertama", {"lahir": "1990-01-01"})

    assert late.heading == "Dokumen ini tidak berlaku"
    assert "Tunjukkan huruf pertama" not in late.buttons()


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
