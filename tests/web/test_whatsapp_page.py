"""An officer copies number and text of a notice, sends it by himself and says so; no address holds either."""

import pytest
from sqlalchemy import select

from engine import casefile, history
from engine.db.cases import Case, Job
from engine.db.database import Database
from engine.db.notices import Notice
from engine.notices import by_hand, outbox, reminders
from tests.markers import Addresses
from tests.web.site import Site, make_site
from tests.web.visitor import Page, Visitor

SHOW, SENT = "Tampilkan nomor dan teks", "Sudah saya kirim"


@pytest.fixture
def site(database: Database) -> Site:
    return make_site(database)


def waiting_at(site: Site, node: str, outcome: str = "setuju") -> str:
    """A case, once `node` was ended so."""
    walker = site.bureau.walker
    case_id = walker.open("akta_kelahiran", "loket").case_id
    while walker.prepare(case_id).node != node:  # type: ignore[union-attr]
        walker.step(case_id)
        walker.drain()
    walker.step(case_id, outcome)
    walker.drain()
    return case_id


def phone_of(site: Site, case_id: str) -> str:
    with site.bureau.engine.reading() as reading:
        row = reading.execute(select(Case.__table__).where(Case.id == case_id)).one()
        return str(casefile.read_record(reading, row)["pelapor"]["telepon"])


def shown(officer: Visitor, case_id: str) -> Page:
    return officer.press(officer.get(f"/kasus/{case_id}/whatsapp"), SHOW, {})


def kinds(site: Site, case_id: str) -> list[str]:
    with site.bureau.engine.reading() as reading:
        return [entry.kind for entry in history.story(reading, case_id)]


def test_tells_who_asks_what_is_to_be_brought_and_keeps_that_he_sent_it(site: Site) -> None:
    addresses = Addresses.of(site.app)
    case_id = waiting_at(site, "periksa_kelengkapan", "kembalikan")
    officer, phone = site.staff("loket"), phone_of(site, case_id)

    first = officer.get(officer.get(f"/kasus/{case_id}").link("WhatsApp"))
    page = officer.press(first, SHOW, {})
    back = officer.press(page, SENT, {})

    with site.bureau.engine.reading() as reading:
        row = reading.execute(select(Notice.__table__, Job.handler, Job.state).join(Job)).one()
        kept = outbox.letter(reading, row.id)
    assert (phone in str(first.response.data), phone in str(page.response.data)) == (False, True)
    assert "perlu dilengkapi" in page.text
    assert (row.kind, row.handler, row.state) == ("dikembalikan", by_hand.HANDLER, "done")
    assert (kept.to, kept.text in page.tree.text_content()) == (phone, True)
    assert "Pelapor diberi tahu lewat WhatsApp" in back.text
    assert not any(phone[-8:] in address for address in addresses.seen)


def test_said_twice_it_counts_once_and_again_it_counts_anew(site: Site) -> None:
    case_id = waiting_at(site, "periksa_kelengkapan", "kembalikan")
    officer = site.staff("loket")
    page = shown(officer, case_id)

    officer.press(page, SENT, {})
    officer.press(page, SENT, {})
    officer.press(shown(officer, case_id), SENT, {})

    assert kinds(site, case_id).count(by_hand.TOLD) == 2
    assert "2 kali" in officer.get(f"/kasus/{case_id}/whatsapp").text


def test_the_look_at_the_number_is_recorded(site: Site) -> None:
    case_id = waiting_at(site, "periksa_kelengkapan", "kembalikan")
    officer = site.staff("loket")
    officer.get(f"/kasus/{case_id}/whatsapp")

    shown(officer, case_id)

    with site.bureau.engine.reading() as reading:
        looks = [one.purpose for one in history.looks_at(reading, case_id)]
    assert looks.count(by_hand.PURPOSE) == 1


def test_what_nobody_collects_is_in_the_list_and_reminders_go_on(site: Site) -> None:
    site.bureau.engine.channel = None
    case_id = waiting_at(site, "tanda_tangan")
    officer = site.staff("penyerahan")
    officer.press(shown(officer, case_id), SENT, {})
    site.bureau.clock.forward(days=30)
    officer = site.staff("penyerahan")
    assert reminders.sweep(site.bureau.engine) == 1

    listed = officer.get("/tugas?antrean=handover:Petugas penyerahan")
    page = officer.press(officer.get(listed.link("WhatsApp")), SHOW, {})
    officer.press(page, SENT, {})

    assert "belum diambil" in page.tree.text_content()
    assert kinds(site, case_id).count(by_hand.TOLD) == 2


def test_words_that_the_case_has_left_behind_are_not_recorded(site: Site) -> None:
    case_id = waiting_at(site, "periksa_kelengkapan", "kembalikan")
    officer = site.staff("loket")
    page = shown(officer, case_id)
    site.bureau.walker.step(case_id)

    late = officer.press(page, SENT, {})

    assert late.status == 409
    assert by_hand.TOLD not in kinds(site, case_id)


def test_an_ended_case_has_nothing_to_tell(site: Site) -> None:
    case_id = site.bureau.walker.open("akta_kelahiran").case_id
    assert site.bureau.walker.to_end(case_id) == "issued"
    officer = site.staff("loket")

    assert "tidak ada yang perlu dikabarkan" in officer.get(f"/kasus/{case_id}/whatsapp").text
    assert "WhatsApp" not in officer.get(f"/kasus/{case_id}").text
