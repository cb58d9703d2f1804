"""Documents: from draft to revocation, and what a stranger learns from a code."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace

import pytest
from sqlalchemy import select

from engine import documents, history, verifying
from engine.access import SYSTEM
from engine.db.cases import Case
from engine.db.database import Database
from engine.db.documents import Document
from engine.documents import NewDocument
from engine.errors import DocumentStateError, NoFileError, NotFoundError
from engine.ids import new_id
from engine.verifying import Verdict
from tests.builders import Bureau, make_bureau

NUMBER = "5371-LU-24112026-0017"


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def draft(bureau: Bureau, number: str = NUMBER) -> str:
    opened = bureau.walker.open("akta_kelahiran")
    signer = bureau.actor("kadis").person_id or ""
    with bureau.engine.work(SYSTEM) as work:
        return documents.draft(
            work, NewDocument(opened.case_id, "akta_kelahiran", number, signer, "Kepala Dinas")
        )


def in_force(bureau: Bureau, content: bytes = b"%PDF-1") -> str:
    document_id = draft(bureau)
    with bureau.engine.work(SYSTEM) as work:
        documents.store_file(work, document_id, content)
        documents.issue(work, document_id)
    return document_id


def store(bureau: Bureau, document_id: str, content: bytes, replacing: str | None = None) -> str:
    with bureau.engine.work(SYSTEM) as work:
        return documents.store_file(work, document_id, content, replacing)


def verify(bureau: Bureau, token: str) -> Verdict:
    with bureau.engine.reading() as reading:
        return verifying.by_token(reading, token)


def token_of(bureau: Bureau, document_id: str) -> str:
    return documents.check_url(bureau.engine, document_id).rpartition("/")[2]


def fetched(bureau: Bureau, document_id: str) -> documents.File:
    with bureau.engine.reading() as reading:
        return documents.fetch(reading, document_id)


def test_tells_a_stranger_that_a_document_is_in_force(bureau: Bureau) -> None:
    document_id = in_force(bureau)

    verdict = verify(bureau, token_of(bureau, document_id))

    assert verdict == Verdict(
        state="in_force",
        checked_at=bureau.clock.now,
        kind="akta_kelahiran",
        number_end="0017",
        office="Dinas Kependudukan dan Pencatatan Sipil Kota Kupang",
        issued_on=bureau.clock.now.date(),
        signer_post="Kepala Dinas",
        fingerprint=fetched(bureau, document_id).sha256[:16],
        changed_at=bureau.clock.now,
    )


def test_tells_a_stranger_nothing_of_the_person(bureau: Bureau) -> None:
    document_id = in_force(bureau)
    with bureau.engine.reading() as reading:
        case_id = documents.find(reading, document_id).case_id
        name = reading.execute(select(Case.subject_name)).scalar_one()

    told = str(asdict(verify(bureau, token_of(bureau, document_id))))

    assert name not in told
    assert case_id not in told
    assert NUMBER not in told


def test_answers_alike_for_the_unknown_the_malformed_and_the_draft(bureau: Bureau) -> None:
    unknown = Verdict("unknown", bureau.clock.now)

    for token in ("0" * 26, "", "bukan kode", "7ZZZ\ud800", "x" * 10_000, token_of(bureau, draft(bureau))):
        assert verify(bureau, token) == unknown


def test_finds_a_token_that_was_typed_by_hand(bureau: Bureau) -> None:
    token = token_of(bureau, in_force(bureau))
    typed = f"{token[:13]} {token[13:]}".lower().replace("0", "o").replace("1", "l")

    assert verify(bureau, typed).state == "in_force"


def test_keeps_no_token(bureau: Bureau) -> None:
    token = token_of(bureau, in_force(bureau))

    with bureau.engine.reading() as reading:
        row = reading.execute(select(Document.__table__)).one()
    assert token not in str(row)
    assert token.encode() not in b"".join(value for value in row if isinstance(value, bytes))


def test_puts_the_code_in_capitals(bureau: Bureau) -> None:
    url = documents.check_url(
        replace(bureau.engine, public_url="https://cek.kupangkota.go.id"), in_force(bureau)
    )

    assert url.startswith("HTTPS://CEK.KUPANGKOTA.GO.ID/V/")
    assert url == url.upper()


def test_keeps_the_file_sealed_and_gives_it_back(bureau: Bureau) -> None:
    document_id = in_force(bureau, b"%PDF-1 Yermias")

    with bureau.engine.reading() as reading:
        sealed = reading.execute(select(Document.content)).scalar_one()
    assert sealed is not None
    assert b"Yermias" not in sealed
    assert fetched(bureau, document_id).content == b"%PDF-1 Yermias"


def test_the_first_file_wins(bureau: Bureau) -> None:
    document_id = draft(bureau)

    hashes = [store(bureau, document_id, content) for content in (b"first", b"second")]

    assert hashes[0] == hashes[1]
    assert fetched(bureau, document_id).content == b"first"


def test_races_to_store_agree_on_one_file(bureau: Bureau) -> None:
    document_id = draft(bureau)

    with ThreadPoolExecutor(6) as pool:
        hashes = set(pool.map(lambda number: store(bureau, document_id, b"%d" % number), range(12)))

    assert hashes == {fetched(bureau, document_id).sha256}


def test_a_signed_file_takes_the_place_of_the_one_it_was_made_from(bureau: Bureau) -> None:
    document_id = draft(bureau)
    plain = store(bureau, document_id, b"plain")

    signed = store(bureau, document_id, b"plain and signature", replacing=plain)
    again = store(bureau, document_id, b"plain and another signature", replacing=plain)

    assert signed == again != plain
    assert fetched(bureau, document_id).content == b"plain and signature"


def test_a_file_does_not_change_once_the_document_is_in_force(bureau: Bureau) -> None:
    document_id = in_force(bureau, b"valid")

    store(bureau, document_id, b"forged", replacing=fetched(bureau, document_id).sha256)

    assert fetched(bureau, document_id).content == b"valid"


def test_refuses_to_bring_a_document_without_a_file_into_force(bureau: Bureau) -> None:
    document_id = draft(bureau)

    with pytest.raises(NoFileError), bureau.engine.work(SYSTEM) as work:
        documents.issue(work, document_id)


def test_a_superseded_and_a_revoked_document_say_so(bureau: Bureau) -> None:
    document_id = in_force(bureau)
    with bureau.engine.work(SYSTEM) as work:
        documents.supersede(work, document_id, "Pembetulan nama")
    bureau.clock.forward(hours=1)
    superseded = verify(bureau, token_of(bureau, document_id))
    with bureau.engine.work(SYSTEM) as work:
        documents.revoke(work, document_id, "Putusan pengadilan")

    revoked = verify(bureau, token_of(bureau, document_id))

    assert superseded.state == "superseded"
    assert revoked.state == "revoked"
    assert revoked.changed_at == bureau.clock.now


@pytest.mark.parametrize("step", ["issue", "supersede"])
def test_nothing_brings_a_revoked_document_back(bureau: Bureau, step: str) -> None:
    document_id = in_force(bureau)
    with bureau.engine.work(SYSTEM) as work:
        documents.revoke(work, document_id, "Putusan pengadilan")

    with pytest.raises(DocumentStateError), bureau.engine.work(SYSTEM) as work:
        documents.issue(work, document_id) if step == "issue" else documents.supersede(work, document_id, "x")


def test_refuses_to_supersede_a_draft(bureau: Bureau) -> None:
    document_id = draft(bureau)

    with pytest.raises(DocumentStateError), bureau.engine.work(SYSTEM) as work:
        documents.supersede(work, document_id, "Pembetulan nama")


def test_lists_the_documents_of_a_case(bureau: Bureau) -> None:
    document_id = in_force(bureau)

    with bureau.engine.reading() as reading:
        issued = documents.find(reading, document_id)
        listed = documents.of_case(reading, issued.case_id)

    assert listed == [issued]
    assert (issued.number, issued.state, issued.size) == (NUMBER, "in_force", 6)


def test_knows_no_document_that_is_not_there(bureau: Bureau) -> None:
    with pytest.raises(NotFoundError):
        fetched(bureau, new_id())
    with pytest.raises(NotFoundError):
        fetched(bureau, draft(bureau))
    with pytest.raises(NotFoundError), bureau.engine.work(SYSTEM) as work:
        documents.issue(work, new_id())


def test_tells_the_history_what_became_of_a_document(bureau: Bureau) -> None:
    document_id = in_force(bureau)
    with bureau.engine.work(SYSTEM) as work:
        documents.revoke(work, document_id, "Putusan pengadilan")

    with bureau.engine.reading() as reading:
        story = history.story(reading, documents.find(reading, document_id).case_id)
        report = history.verify(reading, bureau.engine.vault.public_keys)
    kinds = [entry.kind for entry in story]
    assert kinds[-4:] == ["document.drafted", "document.stored", "document.issued", "document.revoked"]
    assert not report.problems
