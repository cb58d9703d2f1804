"""Anybody compares a PDF with what was issued: by its hash and its signature, and it is kept nowhere."""

import io
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from engine import documents
from engine.access import SYSTEM
from engine.db.documents import Document
from engine.signing import intents, lasting
from tests.databases import Embedded
from tests.signing.offices import SIGNING
from tests.signing.papers import HEAD, Desk, signed
from tests.signing.test_attacks import ALTERED, cut_back, flipped, followed_by_junk, overlaid
from tests.signing.test_documents_signed_once import drafted
from tests.web.site import Site, make_site
from tests.web.visitor import Page, visitor


@pytest.fixture(scope="module")
def site(embedded: Embedded) -> Iterator[Site]:
    """With one signed document in force."""
    with embedded.fresh() as database:
        made = make_site(database)
        made.bureau.engine.handlers, made.bureau.engine.signer = SIGNING, Desk().signer
        opened = made.bureau.walker.open("akta_kelahiran")
        assert made.bureau.walker.to_end(opened.case_id) == "issued"
        yield made


@pytest.fixture(autouse=True)
def patience(site: Site) -> None:
    """So that no test waits for what another has asked."""
    site.bureau.clock.forward(minutes=2)


def issued(site: Site) -> tuple[str, bytes]:
    with site.bureau.engine.reading() as reading:
        found = reading.execute(select(Document.id).where(Document.kind == "akta_kelahiran")).scalar_one()
        return found, documents.fetch(reading, found).content


def compare(site: Site, content: bytes) -> Page:
    guest = visitor(site.app)
    return guest.press(guest.get("/v"), "Bandingkan", {"berkas": (io.BytesIO(content), "kutipan.pdf")})


def test_knows_the_file_that_was_issued(site: Site) -> None:
    page = compare(site, issued(site)[1])

    assert page.heading == "Dokumen ini asli dan berlaku"
    assert "sama persis dengan yang diterbitkan. Tanda tangan pada berkas ini sah." in page.text


def test_knows_the_file_that_was_given_out_before_its_stamp_was_renewed(embedded: Embedded) -> None:
    with embedded.fresh() as database:
        made = make_site(database)
        engine, desk = made.bureau.engine, Desk().signer
        document_id = drafted(made.bureau)
        intents.sign(engine, desk, document_id, "B-LTA")
        engine.signer = desk
        with engine.work(SYSTEM) as work:
            first = documents.fetch(work, document_id)
            whole = lasting.renew(first.content, desk.trust, desk.stamps).pdf
            documents.renew(work, document_id, whole, first.sha256)

        pages = [compare(made, file) for file in (first.content, whole, whole[:-1])]

    assert [page.heading for page in pages[:2]] == ["Dokumen ini asli dan berlaku"] * 2
    assert ["stempel waktunya diperbarui" in page.text for page in pages] == [True, False, False]
    assert pages[2].heading == "Berkas ini tidak ada dalam register"


def test_tells_nothing_of_the_person_or_the_officer(site: Site) -> None:
    document_id, content = issued(site)
    with site.bureau.engine.reading() as reading:
        number = documents.find(reading, document_id).number
    name = site.bureau.actor("kadis").name

    page = compare(site, content)

    assert number not in page.text
    assert name not in page.text


@pytest.mark.parametrize(
    ("forgery", "said"),
    [
        (flipped, "Isinya diubah sesudah ditandatangani."),
        (followed_by_junk, "Ada bagian berkas yang tidak dicakup tanda tangan."),
        (overlaid, "Ada bagian berkas yang tidak dicakup tanda tangan."),
        (cut_back, "Berkas ini tidak bertanda tangan elektronik"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_says_what_is_wrong_with_a_forgery(site: Site, forgery: object, said: str) -> None:
    assert forgery in ALTERED

    page = compare(site, forgery(issued(site)[1]))  # type: ignore[operator]

    assert page.heading == "Berkas ini tidak ada dalam register"
    assert said in page.text


def test_a_good_signature_on_another_file_makes_it_no_document_of_ours(site: Site) -> None:
    """Such as an orphan: signed by an officer, never issued."""
    page = compare(site, signed("B-T"))

    assert page.heading == "Berkas ini tidak ada dalam register"
    assert "Tanda tangan pada berkas ini sah." in page.text
    assert HEAD.name not in page.text


def test_what_is_no_pdf_is_said_to_be_none(site: Site) -> None:
    assert "tidak dapat dibaca sebagai PDF" in compare(site, b"bukan PDF").text


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "Pilih berkas PDF-nya dulu."), (b"%PDF" + b"x" * 5_000_000, "paling banyak 5 MB")],
)
def test_asks_again_for_what_can_not_be_compared(site: Site, content: bytes, said: str) -> None:
    page = compare(site, content)
    page.response.request.environ["wsgi.input"].close()

    assert page.status == 422
    assert said in page.text


def test_nothing_of_it_is_kept(site: Site) -> None:
    mark = b"%PDF-1.7 dilihat-sekali-lalu-dilupakan"
    compare(site, mark)

    with site.bureau.engine.database.reading() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        assert "dilihat-sekali" not in "\n".join(raw.iterdump())


def test_says_that_it_was_superseded_and_revoked(site: Site) -> None:
    document_id, content = issued(site)

    headings = []
    for change in (documents.supersede, documents.revoke):
        with site.bureau.engine.work(SYSTEM) as work:
            change(work, document_id, "pembetulan")
        headings.append(compare(site, content).heading)

    assert headings == ["Dokumen ini asli, tetapi sudah diganti", "Dokumen ini tidak berlaku"]


def test_slows_down_whoever_sends_many(site: Site) -> None:
    statuses = [compare(site, b"").status for _ in range(11)]

    assert statuses == [422] * 10 + [429]
