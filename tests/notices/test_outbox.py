"""What an applicant is told of a return, a refusal and a document that waits: written with it, sent once, retried."""

from dataclasses import dataclass, field

import pytest
from sqlalchemy import func, select, update

from engine import history, inbox, incidents, outside
from engine.access import SYSTEM
from engine.calls import Later, Refused
from engine.db.cases import Case, Incident, Job, Task
from engine.db.counting import counted
from engine.db.database import Database
from engine.db.notices import Notice
from engine.engine import Engine
from engine.inbox import Filter
from engine.notices import Letter, outbox, reminders
from tests.builders import Bureau, make_bureau


@dataclass
class Postman:
    """Keeps what it is given; fails as it is told to."""

    name: str = "uji"
    failure: Exception | None = None
    sent: list[Letter] = field(default_factory=list)

    def send(self, letter: Letter) -> None:
        if self.failure is not None:
            raise self.failure
        self.sent.append(letter)


@pytest.fixture
def postman() -> Postman:
    return Postman()


@pytest.fixture
def bureau(database: Database, postman: Postman) -> Bureau:
    made = make_bureau(database)
    made.engine.channel = postman
    return made


def returned(bureau: Bureau, outcome: str = "kembalikan") -> str:
    """A case that the counter sent back, or refused; its id."""
    case_id = bureau.walker.open("akta_kelahiran").case_id
    while waits(bureau, case_id) != "periksa_kelengkapan":
        bureau.walker.step(case_id)
    bureau.walker.step(case_id, outcome)
    return case_id


def refused(bureau: Bureau) -> str:
    case_id = bureau.walker.open("akta_kelahiran").case_id
    while waits(bureau, case_id) != "verifikasi_isi":
        bureau.walker.step(case_id)
    bureau.walker.step(case_id, "tolak")
    return case_id


def waiting(bureau: Bureau) -> str:
    """A case whose document waits to be collected."""
    case_id = bureau.walker.open("akta_kelahiran").case_id
    while waits(bureau, case_id) != "serahkan_dokumen":
        bureau.walker.step(case_id)
        drain(bureau)
    return case_id


def waits(bureau: Bureau, case_id: str) -> str | None:
    with bureau.engine.reading() as reading:
        open_ones = select(Task.node).where(Task.case_id == case_id, Task.state == "open")
        return reading.execute(open_ones).scalars().first()


def drain(bureau: Bureau) -> None:
    bureau.queue.drain(bureau.engine.database, outside.duties(bureau.engine))


def told(engine: Engine, case_id: str, kind: str) -> list[dict[str, object]]:
    with engine.reading() as reading:
        return [dict(entry.facts) for entry in history.story(reading, case_id) if entry.kind == kind]


def number(bureau: Bureau, case_id: str) -> str:
    with bureau.engine.reading() as reading:
        return str(reading.execute(select(Case.number).where(Case.id == case_id)).scalar_one())


def test_an_applicant_is_told_what_to_bring_when_it_comes_back(bureau: Bureau, postman: Postman) -> None:
    case_id = returned(bureau)

    drain(bureau)

    (letter,) = postman.sent
    assert f"Permohonan {number(bureau, case_id)} (Akta kelahiran) perlu dilengkapi: " in letter.text
    assert "kantor buka Senin-Jumat 08.00-15.00. Layanan ini gratis." in letter.text
    assert [fact["saluran"] for fact in told(bureau.engine, case_id, outbox.SENT)] == ["uji"]


def test_an_applicant_is_told_of_a_refusal_though_the_case_is_closed(
    bureau: Bureau, postman: Postman
) -> None:
    case_id = refused(bureau)

    drain(bureau)

    (letter,) = postman.sent
    assert f"{number(bureau, case_id)} (Akta kelahiran) tidak dapat dikabulkan: " in letter.text
    assert len(told(bureau.engine, case_id, outbox.SENT)) == 1


def test_what_it_says_and_to_whom_is_sealed(bureau: Bureau) -> None:
    returned(bureau)

    with bureau.engine.reading() as reading:
        notice = reading.execute(select(Notice.__table__)).one()
        opened = outbox.letter(reading, notice.id)
    assert opened.to.encode() not in bytes(notice.recipient)
    assert b"perlu dilengkapi" not in bytes(notice.text)
    assert opened.to not in repr(opened)


def test_a_worker_that_settles_twice_tells_once(bureau: Bureau, postman: Postman) -> None:
    case_id = returned(bureau)
    drain(bureau)
    job_id = postman.sent[0].key

    with bureau.engine.database.writing() as connection:
        outside.settle(bureau.engine, connection, job_id, {"result": {"terkirim": True}, "code": None})

    assert outside.perform(bureau.engine, job_id) is None
    assert len(told(bureau.engine, case_id, outbox.SENT)) == 1


@pytest.mark.parametrize("failure", [Later("Expected it to go out, but it does not"), Refused("surel", "No")])
def test_what_does_not_go_out_is_an_incident_that_is_tried_again(
    bureau: Bureau, postman: Postman, failure: Exception
) -> None:
    postman.failure = failure
    case_id = refused(bureau)
    drain(bureau)
    with bureau.engine.reading() as reading:
        incident = reading.execute(select(Incident.id).where(Incident.state == "open")).scalar_one()
    postman.failure = None

    incidents.retry(bureau.engine, bureau.actor("kasi"), incident, "Server surel hidup lagi")
    drain(bureau)

    assert len(postman.sent) == 1
    assert len(told(bureau.engine, case_id, outbox.SENT)) == 1
    with bureau.engine.reading() as reading:
        assert reading.execute(select(func.count()).where(Incident.state == "open")).scalar_one() == 0
        assert not history.verify(reading, bureau.engine.vault.public_keys).problems


def test_an_office_without_a_way_writes_none(bureau: Bureau) -> None:
    bureau.engine.channel = None

    returned(bureau)

    with bureau.engine.reading() as reading:
        assert reading.execute(select(func.count()).select_from(Notice)).scalar_one() == 0
        assert reading.execute(select(func.count()).where(Job.handler == outbox.HANDLER)).scalar_one() == 0


def test_a_document_that_lies_is_reminded_of_twice_and_no_more(bureau: Bureau, postman: Postman) -> None:
    case_id = waiting(bureau)
    drain(bureau)
    early = reminders.sweep(bureau.engine)
    said = []
    for _ in range(4):
        bureau.clock.forward(days=8)
        said.append(reminders.sweep(bureau.engine) + reminders.sweep(bureau.engine))

    drain(bureau)

    assert (early, said) == (0, [1, 1, 0, 0])
    assert [fact["times"] for fact in told(bureau.engine, case_id, reminders.EVENT)] == [1, 2]
    texts = [letter.text for letter in postman.sent if "belum diambil" in letter.text]
    assert len(texts) == 2
    assert all("Ambil di loket penyerahan, Senin-Jumat" in text for text in texts)


def test_a_document_is_reminded_of_on_the_fifth_working_day(bureau: Bureau) -> None:
    """Collected from Tuesday 24 November on, there is no holiday until Tuesday 1 December."""
    case_id = waiting(bureau)

    with bureau.engine.reading() as reading:
        remind_at = reading.execute(
            select(Task.remind_at).where(Task.case_id == case_id, Task.state == "open")
        ).scalar_one()
    assert remind_at is not None
    assert remind_at.astimezone(bureau.engine.office.zone).isoformat() == "2026-12-01T08:00:00+08:00"


def test_a_sweep_looks_once_where_nothing_is_due(bureau: Bureau) -> None:
    waiting(bureau)

    with counted(bureau.engine.database) as statements:
        assert reminders.sweep(bureau.engine) == 0

    assert len(statements) == 1


def test_what_was_collected_is_not_reminded_of(bureau: Bureau) -> None:
    case_id = waiting(bureau)
    bureau.walker.step(case_id)
    bureau.clock.forward(days=20)

    assert reminders.sweep(bureau.engine) == 0


def test_the_desk_finds_what_was_reminded_of_and_not_collected(bureau: Bureau) -> None:
    waiting(bureau)
    lying = waiting(bureau)
    with bureau.engine.work(SYSTEM) as work:
        work.execute(update(Task).where(Task.case_id != lying).values(remind_at=None))
    bureau.clock.forward(days=8)
    reminders.sweep(bureau.engine)

    with bureau.engine.reading(bureau.actor("penyerahan")) as reading:
        found = inbox.page(reading, "handover:Petugas penyerahan", Filter(due="uncollected"))

    assert [(line.case_id, line.reminded) for line in found.lines] == [(lying, 1)]


def test_a_notice_is_given_up_though_its_case_has_ended(bureau: Bureau, postman: Postman) -> None:
    postman.failure = Refused("surel", "No")
    case_id = refused(bureau)
    drain(bureau)
    with bureau.engine.reading(bureau.actor("kasi")) as reading:
        incident = reading.execute(select(Incident.id).where(Incident.state == "open")).scalar_one()
        assert incidents.find(reading, case_id, incident).exit == incidents.Exit(incidents.Way.UNSENT)

    incidents.discard(bureau.engine, bureau.actor("kasi"), incident, "Nomornya salah")
    drain(bureau)

    assert postman.sent == []
    assert told(bureau.engine, case_id, outbox.SENT) == []
    assert len(told(bureau.engine, case_id, incidents.DISCARDED)) == 1
    with bureau.engine.reading() as reading:
        assert reading.execute(select(func.count()).where(Incident.state == "open")).scalar_one() == 0
