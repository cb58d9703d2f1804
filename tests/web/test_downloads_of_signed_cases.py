"""From a signed certificate to the applicant's own copy: the notice in the outbox, its link, the second number."""

import re
from dataclasses import dataclass
from pathlib import Path

import orjson
import pytest
from sqlalchemy import select

from engine import casefile, documents, revocations
from engine.access import SYSTEM
from engine.calls import Handlers
from engine.db.cases import Case
from engine.db.database import Database
from engine.notices import FileChannel
from engine.signing import intents
from engine.signing.validation import inspect
from handlers import notices
from tests.signing.offices import SIGNING
from tests.signing.papers import Desk
from tests.web.site import Site, make_site
from tests.web.visitor import Page, visitor

ANOTHERS = "081300000000"


@dataclass
class Told:
    """An application that ended, and what its applicant was told."""

    site: Site
    case_id: str
    nik: str
    phone: str
    letter: dict[str, str]

    @property
    def paths(self) -> list[str]:
        base = re.escape(self.site.bureau.engine.public_url)
        return re.findall(rf"{base}(/unduh/\S+)", self.letter["text"])

    @property
    def certificate(self) -> documents.Issued:
        with self.site.bureau.engine.reading() as reading:
            (one,) = documents.of_case(reading, self.case_id)
            return one

    def ask(self, own: str) -> Page:
        guest = visitor(self.site.app)
        return guest.press(guest.get(self.paths[0]), "Unduh PDF", {"milik": own})


@pytest.fixture
def told(database: Database, tmp_path: Path) -> Told:
    site = make_site(database)
    engine, walker = site.bureau.engine, site.bureau.walker
    engine.handlers, engine.signer = Handlers({**SIGNING, **Handlers.of(notices)}), Desk().signer
    engine.channel = FileChannel(tmp_path)
    case_id = walker.open("akta_kelahiran").case_id
    assert walker.to_end(case_id) == "issued"
    with engine.reading() as reading:
        row = reading.execute(select(Case.__table__).where(Case.id == case_id)).one()
        applicant = casefile.read_record(reading, row)["pelapor"]
    letters = [orjson.loads(file.read_bytes()) for file in tmp_path.glob("*.json")]
    (letter,) = [one for one in letters if f"{row.number} " in one["text"] and "/unduh/" in one["text"]]
    return Told(site, case_id, applicant["nik"], applicant["telepon"], letter)


def test_the_notice_leads_to_the_very_file_that_was_signed(told: Told) -> None:
    got = [told.ask(own).response.get_data() for own in (told.nik, told.phone)]

    with told.site.bureau.engine.reading() as reading:
        kept = documents.fetch(reading, told.certificate.id)
        officer = intents.officer_of(reading, told.certificate.id)
    assert told.letter["to"] == told.phone
    assert len(told.paths) == 1
    assert got == [kept.content, kept.content]
    assert (kept.state, inspect(got[0], Desk().signer.trust).is_of(officer)) == ("in_force", True)


def test_another_number_and_an_old_link_give_nothing(told: Told) -> None:
    another = told.ask(ANOTHERS)
    told.site.bureau.clock.forward(days=told.site.bureau.engine.download_days, seconds=1)
    old = told.ask(told.nik)

    assert (another.status, old.status, another.text) == (422, 422, old.text)
    assert not any(page.response.get_data().startswith(b"%PDF") for page in (another, old))


def test_what_two_heads_revoked_is_given_no_more(told: Told) -> None:
    engine, actor = told.site.bureau.engine, told.site.bureau.actor
    with engine.work(actor("kabid")) as work:
        proposal = revocations.propose(work, told.certificate.id, "salah_terbit", "470/12/Dukcapil")
    waiting = told.ask(told.nik)
    with engine.work(actor("kadis")) as work:
        revocations.decide(work, proposal, "confirmed")

    assert waiting.response.get_data().startswith(b"%PDF")
    assert (told.ask(told.nik).status, told.certificate.state) == (422, "revoked")


def test_what_a_newer_one_replaced_is_given_no_more(told: Told) -> None:
    with told.site.bureau.engine.work(SYSTEM) as work:
        documents.supersede(work, told.certificate.id, "kutipan baru")

    assert (told.ask(told.nik).status, told.certificate.state) == (422, "superseded")
