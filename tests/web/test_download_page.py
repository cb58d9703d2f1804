"""An applicant fetches his signed document by the link of his notice and a number of his own; else nothing is told."""

from collections.abc import Iterator

import pytest
from sqlalchemy import insert, select

from engine import casefile, documents, downloads, history
from engine.access import SYSTEM
from engine.db.cases import Case
from engine.db.documents import Download, Signing
from engine.tokens import hash_token
from tests.databases import Embedded
from tests.web.site import Site, make_site
from tests.web.visitor import Page, visitor

FILE = b"%PDF-1.7 kutipan"
WRONG = "081300000000"


@pytest.fixture
def site(embedded: Embedded) -> Iterator[Site]:
    with embedded.fresh() as database:
        yield make_site(database)


def issued(site: Site) -> tuple[str, str, str]:
    """Case, document, and the applicant's NIK."""
    engine = site.bureau.engine
    case_id = site.bureau.walker.open("akta_kelahiran", "loket").case_id
    with engine.work(SYSTEM) as work:
        row = work.execute(select(Case.__table__).where(Case.id == case_id)).one()
        new = documents.NewDocument(case_id, "kutipan", "5371-LU-1", row.opened_by, "Kepala Dinas")
        document_id = documents.draft(work, new)
        documents.store_file(work, document_id, FILE)
        documents.issue(work, document_id)
        own = casefile.read_record(work, row)["pelapor"]["nik"]
    return case_id, document_id, own


def signed(site: Site, document_id: str) -> None:
    with site.bureau.engine.work(SYSTEM) as work:
        row = {"document_id": document_id, "state": "signed", "signer": "uji", "level": "B-B", "plain_sha256": "0" * 64,
               "plain_size": 1, "sha256": "0" * 64, "certificate": None, "started_at": work.now,
               "signed_at": work.now}  # fmt: skip
        work.execute(insert(Signing), [row | work.office.owner])


def offered(site: Site) -> tuple[str, str, str, str]:
    """Case, document, the path of its link, the applicant's NIK."""
    case_id, document_id, own = issued(site)
    signed(site, document_id)
    (address,) = downloads.offer(site.bureau.engine, case_id, "kunci")
    return case_id, document_id, address.removeprefix(site.bureau.engine.public_url), own


def asked(site: Site, path: str, own: str) -> Page:
    guest = visitor(site.app)
    return guest.press(guest.get(path), "Unduh PDF", {"milik": own})


def told(site: Site, case_id: str) -> list[str]:
    with site.bureau.engine.reading() as reading:
        return [entry.kind for entry in history.story(reading, case_id) if entry.kind == downloads.EVENT]


def test_gives_the_file_to_who_knows_the_link_and_a_number_of_the_applicant(site: Site) -> None:
    case_id, _, path, own = offered(site)

    response = asked(site, path, own).response

    assert response.get_data() == FILE
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert told(site, case_id) == [downloads.EVENT]


def test_says_the_same_of_a_wrong_number_an_unknown_link_an_old_one_and_a_revoked_document(
    site: Site,
) -> None:
    case_id, document_id, path, own = offered(site)
    pages = [asked(site, path, WRONG), asked(site, f"/unduh/{'0' * 26}", own)]
    site.bureau.clock.forward(days=15)
    pages.append(asked(site, path, own))
    site.bureau.clock.forward(days=-15)
    with site.bureau.engine.work(SYSTEM) as work:
        documents.revoke(work, document_id, "uji")
    pages.append(asked(site, path, own))

    assert [page.status for page in pages] == [422] * 4
    assert len({page.text for page in pages}) == 1
    assert told(site, case_id) == []


def test_many_wrong_numbers_bar_the_right_one_too(site: Site) -> None:
    case_id, _, path, own = offered(site)

    answers = [asked(site, path, WRONG).status for _ in range(7)]
    last = asked(site, path, own)

    assert (answers[0], answers[-1], last.status) == (422, 429, 429)
    assert told(site, case_id) == []


def test_keeps_the_tokens_hash_only_and_offers_the_same_link_again(site: Site) -> None:
    case_id, _, path, _ = offered(site)

    again = downloads.offer(site.bureau.engine, case_id, "kunci")

    with site.bureau.engine.reading() as reading:
        kept = reading.execute(select(Download.token_hash)).scalars().all()
    assert again == [f"{site.bureau.engine.public_url}{path}"]
    assert [bytes(one) for one in kept] == [hash_token(path.rpartition("/")[2])]


def test_offers_no_link_to_a_paper_that_was_signed_by_hand(site: Site) -> None:
    case_id, _, _ = issued(site)

    assert downloads.offer(site.bureau.engine, case_id, "kunci") == []
