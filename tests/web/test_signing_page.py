"""An officer signs several documents at once, with his passphrase; single ones he declines."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import select

from engine import documents, history
from engine.db.cases import Incident
from engine.db.database import Database
from engine.errors import NotFoundError
from engine.errors.signing import OfficerRefusedError
from engine.signing import Order, Secret, intents, room
from engine.signing.bsre import ISSUED, STATES
from engine.signing.trust import Trust
from tests.databases import Embedded
from tests.signing.offices import SIGNING
from tests.signing.papers import PASSPHRASE, Desk
from tests.signing.test_bsre import HIS, REFUSED, UNSOUND
from tests.web.site import Site, make_site
from tests.web.test_lists import signing as approved_next
from tests.web.visitor import Page, Visitor
from web.signers import WORDS

PHRASE = PASSPHRASE.decode()
PASSWORD = "contoh-terbit"


@pytest.fixture
def site(embedded: Embedded) -> Iterator[Site]:
    with embedded.fresh() as database:
        yield signing_site(database)


def signing_site(database: Database) -> Site:
    """An office whose officers sign with a passphrase each time."""
    made = make_site(database)
    engine = made.bureau.engine
    engine.handlers, engine.signer = SIGNING, replace(Desk().signer, passphrase=None)
    return made


def ready(site: Site, count: int) -> Visitor:
    """The head, with documents that wait for his signature."""
    chosen = approved_next(site, count)
    head = site.staff("kadis")
    page = head.get("/tugas")
    sure = head.post(
        "/tugas/pilihan", {"csrf_token": page.value("csrf_token"), "pilih": chosen, "aksi": "setujui"}
    )
    head.press(sure, "Paraf atau tandatangani", {})
    site.bureau.walker.drain()
    return head


def boxes(page: Page) -> list[str]:
    return [str(box.get("value")) for box in page.tree.xpath("//input[@name='pilih']")]


def press(
    head: Visitor, page: Page, chosen: list[str], password: str = PASSWORD, phrase: str = PHRASE
) -> Page:
    told = {"pilih": chosen, "sandi": password, "frasa": phrase}
    return head.press(page, "Tandatangani yang dicentang", told)


def states(site: Site) -> list[str]:
    with site.bureau.engine.reading() as reading:
        return sorted(reading.execute(select(documents.Document.state)).scalars())


def test_what_is_approved_waits_for_the_passphrase_and_nothing_has_failed(site: Site) -> None:
    page = ready(site, 2).get("/tanda-tangan")

    assert len(boxes(page)) == 2
    assert states(site) == ["draft", "draft"]
    with site.bureau.engine.reading() as reading:
        assert reading.execute(select(Incident.id)).all() == []


def test_signs_what_is_ticked_and_leaves_the_rest(site: Site) -> None:
    head = ready(site, 2)
    page = head.get("/tanda-tangan")

    done = press(head, page, boxes(page)[:1])

    assert "1 dokumen ditandatangani" in done.text
    assert states(site) == ["draft", "in_force"]
    assert len(boxes(done)) == 1


def test_the_paper_can_be_read_before_it_is_signed(site: Site) -> None:
    head = ready(site, 1)

    paper = head.get(head.get("/tanda-tangan").link("Baca PDF"))

    assert paper.response.data.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("password", "phrase", "said"),
    [
        ("salah sekali", PHRASE, "Kata sandi akun tidak cocok."),
        (PASSWORD, "bukan ini", "Frasa sandi sertifikat tidak cocok."),
        (PASSWORD, "", "Isi kata sandi akun dan frasa sandi sertifikat."),
    ],
)
def test_signs_nothing_with_a_wrong_secret(site: Site, password: str, phrase: str, said: str) -> None:
    head = ready(site, 1)
    page = head.get("/tanda-tangan")

    told = press(head, page, boxes(page), password, phrase)

    assert (told.status, states(site)) == (422, ["draft"])
    assert said in told.text
    with site.bureau.engine.reading() as reading:
        assert reading.execute(select(Incident.id)).all() == []


def test_who_guesses_the_password_waits_and_keeps_his_ticks(site: Site) -> None:
    head = ready(site, 2)
    page = head.get("/tanda-tangan")
    chosen = boxes(page)[:1]
    for _ in range(6):
        told = press(head, page, chosen, "salah sekali")

    assert told.status == 429
    assert "Tunggu sebentar sebelum mencoba lagi." in told.text
    ticked = told.tree.xpath("//input[@name='pilih'][@checked]")
    assert [box.get("value") for box in ticked] == chosen
    assert states(site) == ["draft", "draft"]


def test_no_secret_comes_back_or_is_kept(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    head = ready(site, 2)
    page = head.get("/tanda-tangan")

    wrong = press(head, page, boxes(page), PASSWORD, "rahasia-yang-salah")
    right = press(head, wrong, boxes(page)[:1])

    told = (wrong.response.data + right.response.data).decode() + caplog.text
    assert "rahasia-yang-salah" not in told
    assert PHRASE not in told
    with site.bureau.engine.database.reading() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        dump = "\n".join(raw.iterdump())
    assert PHRASE not in dump
    assert "rahasia-yang-salah" not in dump


def test_ticks_stay_where_something_was_wrong(site: Site) -> None:
    head = ready(site, 2)
    page = head.get("/tanda-tangan")

    told = press(head, page, boxes(page)[:1], "salah sekali")

    ticked = told.tree.xpath("//input[@name='pilih'][@checked]")
    assert [box.get("value") for box in ticked] == boxes(page)[:1]


def test_declining_one_stops_its_case_with_the_reason(site: Site) -> None:
    head = ready(site, 2)
    page = head.get("/tanda-tangan")
    one = boxes(page)[0]

    left = head.press(page, "Kembalikan dengan alasan ini", {f"alasan-{one}": "Nama ibu belum benar"})

    assert boxes(left) == boxes(page)[1:]
    with site.bureau.engine.reading() as reading:
        incident = reading.execute(select(Incident.kind, Incident.case_id)).one()
        words = [entry.words for entry in history.story(reading, incident.case_id)]
    assert incident.kind == "declined"
    assert "Nama ibu belum benar" in words


def test_declining_needs_a_reason(site: Site) -> None:
    head = ready(site, 1)

    told = head.press(head.get("/tanda-tangan"), "Kembalikan dengan alasan ini", {})

    assert told.status == 422
    assert "Tulis alasannya" in told.text


def test_nobody_else_sees_or_signs_them(site: Site) -> None:
    head = ready(site, 1)
    chosen, other = boxes(head.get("/tanda-tangan")), site.bureau.actor("kabid")

    signed = room.sign(site.bureau.engine, other, chosen, Secret(PHRASE))

    assert site.staff("kabid").get("/tanda-tangan").status == 403
    assert (signed, states(site)) == ([], ["draft"])
    with pytest.raises(NotFoundError):
        room.decline(site.bureau.engine, other, chosen[0], "Bukan urusan saya")


def test_who_has_left_the_post_signs_nothing_of_it(site: Site) -> None:
    head = ready(site, 1)
    chosen, actor = boxes(head.get("/tanda-tangan")), site.bureau.actor("kadis")

    signed = room.sign(site.bureau.engine, replace(actor, grants=()), chosen, Secret(PHRASE))

    assert (signed, states(site)) == ([], ["draft"])


def test_a_second_press_signs_nothing_twice(site: Site) -> None:
    head = ready(site, 1)
    page = head.get("/tanda-tangan")

    press(head, page, boxes(page))
    press(head, page, boxes(page))

    with site.bureau.engine.reading() as reading:
        document_id = reading.execute(select(documents.Document.id)).scalar_one()
        found = intents.of_document(reading, document_id)
    assert found is not None
    assert (found.state, states(site)) == ("signed", ["in_force"])


def test_every_refusal_of_the_signing_service_has_words() -> None:
    codes = {f"state_{state.lower()}" for state in STATES} - {f"state_{ISSUED.lower()}"}
    codes |= {*HIS.values(), *REFUSED.values(), *UNSOUND.values(), "later", "locked", "no_nik", "unreached"}

    assert codes <= set(WORDS)


def test_an_officer_reads_what_his_certificate_lacks(site: Site) -> None:
    engine = site.bureau.engine
    head = ready(site, 1)
    page = head.get("/tanda-tangan")
    engine.signer = Expired()

    told = press(head, page, boxes(page))

    assert (told.status, states(site)) == (422, ["draft"])
    assert "Masa berlaku sertifikat Anda sudah habis." in told.text
    assert len(boxes(told)) == 1


@dataclass
class Expired:
    name: str = "bsre"
    asks: bool = True

    @property
    def trust(self) -> Trust:
        return Desk().signer.trust

    def sign(self, _order: Order) -> bytes:
        raise OfficerRefusedError("state_expired", "Expected a certificate in force, but it is EXPIRED")
