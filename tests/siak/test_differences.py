"""Where the centre and the office disagree: each fault ends in another try or in a row that a person sees."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from engine import casefile, history, reconciling, residents
from engine.access import SYSTEM
from engine.breaker import Breaker
from engine.calls import Call, Refused
from engine.db.cases import Case
from engine.db.database import Database
from engine.db.residents import Resident
from engine.db.siak import SiakAsking, SiakDay, SiakDifference
from engine.errors import InvalidAnswersError, NotAllowedError, NotFoundError
from engine.errors.siak import CentreBusyError, DifferenceSettledError
from engine.reconciling import Wanted
from engine.siak import again, asking, differences
from engine.siak.client import Client
from engine.siak.http import Access, HttpCentre
from handlers import siak
from tests.builders import Bureau, make_bureau
from tests.standin import siak as population
from tests.standin.serving import World
from tests.standin.siak import row

ACCESS = Access(population.USER, population.PASSWORD, population.ADDRESS)
CARD = "5371030101100007"
CHILD = {
    "nama": "GABRIEL BANI",
    "jenis_kelamin": "L",
    "tempat_lahir": "KUPANG",
    "tanggal_lahir": "2026-11-17",
}
NIKS = ("5371031711260001", "5371031711260002", "5371031711260003")
MOTHER = {"sebutan": "Ibu", "nik": "5371035507850002", "nama": "Marta Tefa", "tanggal_lahir": "1985-07-15"}
FAULTS = (
    "delay",
    "drop",
    "slow_body",
    "error_500",
    "nonsense",
    "wrong_json",
    "refuse",
    "wrong_ip",
    "login_failed",
)
TIMES = {"delay": 3, "drop": 3, "slow_body": 3}
"""How often the client tries in the face of a fault."""


@dataclass
class Office:
    bureau: Bureau
    world: World
    breaker: Breaker = field(default_factory=lambda: Breaker(most=50))

    def __post_init__(self) -> None:
        client = Client(self.world.siak_url, self.breaker, patience=0.2, sleep=lambda _seconds: None)
        self.bureau.engine.centre = HttpCentre(client, ACCESS)

    def register(self, *niks: str, at_siak: str = "GABRIEL BANI") -> str:
        """Children whom a case wrote yesterday; what SIAK has of them. The case's id."""
        case_id = self.bureau.walker.open("akta_kelahiran").case_id
        with self.bureau.engine.work(SYSTEM) as work:
            for nik in niks:
                residents.born(work, case_id, {"nik": nik, **CHILD}, None)
                self.world.siak.people[nik] = row(nik, at_siak, CARD, "Laki-Laki", "KUPANG", "2026-11-17")
        self.bureau.clock.forward(hours=25)
        return case_id

    def sweep(self) -> int:
        return again.sweep(self.bureau.engine)

    def rows(self, *columns: Any) -> list[tuple[Any, ...]]:
        with self.bureau.engine.reading() as reading:
            found = reading.execute(select(*columns).order_by(SiakDifference.id))
            return [tuple(one) for one in found]

    def states(self) -> list[tuple[Any, ...]]:
        return self.rows(SiakDifference.kind, SiakDifference.state, SiakDifference.code)

    def told(self, case_id: str, kind: str) -> list[Any]:
        with self.bureau.engine.reading() as reading:
            assert not history.verify(reading, self.bureau.engine.vault.public_keys).problems
            return [one for one in history.story(reading, case_id) if one.kind == kind]


@pytest.fixture
def office(database: Database, world: World) -> Office:
    return Office(make_bureau(database), world)


def close(office: Office, case_id: str, state: str) -> None:
    with office.bureau.engine.work(SYSTEM) as work:
        ended = {"state": state, "closed_at": work.now}
        work.execute(update(Case).where(Case.id == case_id).values(ended))


def call(office: Office, handler: str, parameters: dict[str, Any]) -> Call:
    with office.bureau.engine.reading() as reading:
        file = casefile.read(reading, office.bureau.walker.open("akta_kelahiran").case_id)
    return Call(
        handler=handler, node="x", key="01a2-job", case=file.identity, parameters=parameters, record=file.record,
        now=office.bureau.clock(), engine=office.bureau.engine,
    )  # fmt: skip


def test_what_fits_is_asked_once_and_leaves_no_row(office: Office) -> None:
    office.register(*NIKS)

    assert [office.sweep(), office.sweep()] == [3, 0]
    assert (office.world.faults.calls, office.states()) == (3, [])


def test_what_differs_is_one_row_without_a_value(office: Office) -> None:
    case_id = office.register(NIKS[0], at_siak="GABRIEL BUNI TAEK")

    office.sweep()

    [(kind, fields, person)] = office.rows(SiakDifference.kind, SiakDifference.fields, SiakDifference.person)
    assert (kind, fields["nama"], fields["tanggal_lahir"]) == ("registered", "tidak_sesuai", "sesuai")
    assert NIKS[0].encode() not in bytes(person)
    [event] = office.told(case_id, "siak.differs")
    assert NIKS[0] not in str(event)
    assert "GABRIEL" not in str(event)


def test_whoever_the_centre_does_not_know_is_a_row(office: Office) -> None:
    office.register(NIKS[0])
    office.world.siak.people.clear()

    office.sweep()

    assert office.states() == [("registered", "open", "tidak_ditemukan")]


def test_a_new_version_is_asked_about_again_and_settles_what_fits(office: Office) -> None:
    office.register(NIKS[0], at_siak="PETRUS BANI")
    office.sweep()
    with office.bureau.engine.work(SYSTEM) as work:
        residents.changed(
            work, office.rows(SiakDifference.case_id)[0][0], [{"nik": NIKS[0], "nama": "PETRUS BANI"}]
        )
    office.bureau.clock.forward(hours=25)

    office.sweep()

    assert office.states() == [("registered", "settled", None)]
    assert office.rows(SiakDifference.reason) == [("cocok_lagi",)]


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_ends_in_another_try(office: Office, fault: str) -> None:
    office.register(*NIKS[:2])
    office.world.faults.next = [fault] * TIMES.get(fault, 1)

    assert office.sweep() == 0
    assert office.states() == []
    office.bureau.clock.forward(hours=1)
    assert office.sweep() == 2
    assert office.states() == []


def test_a_person_looks_after_many_tries_in_vain(office: Office) -> None:
    office.register(NIKS[0])
    office.world.faults.next = ["nonsense"] * 50

    for _ in range(again.MOST + 2):
        office.sweep()
        office.bureau.clock.forward(hours=1)

    assert office.states() == [("registered", "open", "tidak_terjawab")]
    assert office.world.faults.calls == again.MOST


def test_nothing_is_asked_while_the_breaker_is_open(office: Office) -> None:
    office.breaker._most = 2
    office.register(*NIKS)
    for _ in range(2):
        office.breaker.failed()

    assert office.sweep() == 0
    assert office.world.faults.calls == 0
    with office.bureau.engine.reading() as reading:
        assert reading.execute(select(SiakAsking.tries)).scalars().all() == [0]


def test_the_desks_keep_their_questions(office: Office) -> None:
    engine = office.bureau.engine
    engine.centre_quota = 10
    office.register(*NIKS)

    assert office.sweep() == 2
    asking.spend(engine, 8)
    with pytest.raises(CentreBusyError):
        asking.spend(engine, 1)
    with engine.reading() as reading:
        assert reading.execute(select(SiakDay.calls, SiakDay.again)).one() == (10, 2)


def test_the_last_of_a_day_is_the_desks_alone(office: Office) -> None:
    engine = office.bureau.engine
    engine.centre_quota = 10
    office.register(*NIKS)
    asking.spend(engine, 8)

    assert (office.sweep(), office.world.faults.calls) == (0, 0)


def test_a_resident_that_another_worker_asks_about_is_left_to_it(office: Office) -> None:
    office.register(NIKS[0])
    [resident] = again._due(office.bureau.engine, 5)

    assert again._take(office.bureau.engine, resident) is not None
    assert again._take(office.bureau.engine, resident) is None
    assert office.sweep() == 0
    office.bureau.clock.forward(hours=2)
    assert office.sweep() == 1


@pytest.mark.parametrize(("ended", "state"), [("issued", "open"), ("rejected", "settled"), ("open", "noted")])
def test_a_check_that_did_not_fit_is_shown_where_a_document_was_issued(
    office: Office, ended: str, state: str
) -> None:
    asked = call(office, "siak.check", {"orang": [MOTHER]})
    siak.check(asked)
    if ended != "open":
        close(office, asked.case.id, ended)

    office.sweep()

    assert office.states() == [("checked", state, None)]
    assert len(office.told(asked.case.id, "siak.differs")) == (ended == "issued")


def test_a_check_that_fits_after_all_is_no_difference(office: Office) -> None:
    asked = call(office, "siak.check", {"orang": [MOTHER]})
    siak.check(asked)
    siak.check(replace(asked, parameters={"orang": [MOTHER | {"nama": "Maria Taek"}]}))
    close(office, asked.case.id, "issued")

    office.sweep()

    assert office.states() == [("checked", "settled", None)]


ENTRY = {"nomor": "5371-LU-24112026-0001", "isi": {"kode": "LU"}}


@pytest.mark.parametrize("fault", FAULTS)
def test_an_entry_that_was_not_taken_is_a_row_until_it_is(office: Office, fault: str) -> None:
    pushed = call(office, "siak.push", ENTRY)
    office.world.faults.next = [fault] * TIMES.get(fault, 1)

    with pytest.raises(Refused) as refused:
        siak.push(pushed)
    assert office.states() == [("unsent", "open", refused.value.code)]

    siak.push(pushed)
    assert office.rows(SiakDifference.state, SiakDifference.reason) == [("settled", "terkirim")]
    assert len(office.told(pushed.case.id, "siak.differs")) == 1


def test_an_entry_whose_worker_died_is_shown_after_an_hour(office: Office) -> None:
    pushed = call(office, "siak.push", ENTRY)
    differences.sending(office.bureau.engine, pushed.case.id)

    office.sweep()
    assert office.states() == [("unsent", "noted", "belum")]
    office.bureau.clock.forward(hours=1)
    office.sweep()

    assert office.states() == [("unsent", "open", "belum")]


def found(office: Office) -> str:
    office.register(NIKS[0], at_siak="PETRUS BANI")
    office.sweep()
    return str(office.rows(SiakDifference.id)[0][0])


def test_a_person_settles_with_a_reason_and_words(office: Office) -> None:
    difference = found(office)
    engine, operator = office.bureau.engine, office.bureau.actor("operator")

    for reason, words in (("", "Sudah"), ("direkam_sendiri", "Sudah"), ("tidak_berbeda", " ")):
        with pytest.raises(InvalidAnswersError):
            reconciling.settle(engine, operator, difference, reason, words)
    reconciling.settle(engine, operator, difference, "dibetulkan_di_siak", "Nama diperbaiki.")
    with pytest.raises(DifferenceSettledError):
        reconciling.settle(engine, office.bureau.actor("kasi"), difference, "tidak_berbeda", "Sama")

    [case_id] = office.rows(SiakDifference.case_id)[0]
    [event] = office.told(case_id, "siak.settled")
    assert (event.words, event.facts["because"]) == ("Nama diperbaiki.", "dibetulkan_di_siak")
    with engine.reading(operator) as reading:
        assert reconciling.page(reading, Wanted())[0] == []
        assert [one.id for one in reconciling.page(reading, Wanted(settled=True))[0]] == [difference]


@pytest.mark.parametrize("username", ["auditor", "loket", "verifikator"])
def test_others_settle_nothing(office: Office, username: str) -> None:
    difference, engine = found(office), office.bureau.engine

    with pytest.raises(NotAllowedError):
        reconciling.settle(engine, office.bureau.actor(username), difference, "tidak_berbeda", "Sama")
    with pytest.raises(NotAllowedError):
        reconciling.ask(engine, office.bureau.actor(username), difference)


def test_it_is_asked_again_at_once(office: Office) -> None:
    difference, engine = found(office), office.bureau.engine
    operator = office.bureau.actor("operator")

    assert not reconciling.ask(engine, operator, difference)
    office.world.faults.next = ["error_500"]
    with pytest.raises(CentreBusyError):
        reconciling.ask(engine, operator, difference)
    assert office.states() == [("registered", "open", None)]
    office.world.siak.people[NIKS[0]]["NAMA_LGKP"] = "GABRIEL BANI"

    assert reconciling.ask(engine, operator, difference)
    assert office.states() == [("registered", "settled", None)]


def test_lists_the_newest_first_page_by_page_and_by_filters(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reconciling, "PAGE", 2)
    case_id = office.register(*NIKS, at_siak="PETRUS BANI")
    office.sweep()
    today = office.bureau.clock().date()

    with office.bureau.engine.reading(office.bureau.actor("auditor")) as reading:
        number = reading.execute(select(Case.number).where(Case.id == case_id)).scalar_one()
        first, after = reconciling.page(reading, Wanted())
        rest, end = reconciling.page(reading, Wanted(), after)
        sizes = [
            len(reconciling.page(reading, wanted)[0])
            for wanted in (
                Wanted(kind="registered"), Wanted(kind="unsent"), Wanted(document_type="akta_kelahiran"),
                Wanted(document_type="kia"), Wanted(number=number), Wanted(number="AL-2026-09999"),
                Wanted(since=today - timedelta(days=9000)), Wanted(since=today + timedelta(days=9000)),
            )
        ]  # fmt: skip
    ids = [one.id for one in (*first, *rest)]
    assert (len(first), len(rest), end) == (2, 1, None)
    assert ids == sorted(ids, reverse=True)
    assert sizes == [2, 0, 2, 0, 2, 0, 2, 0]
    assert first[0].nik.startswith("5371****")


def test_shows_values_to_whoever_sees_to_it_and_no_noted_ones(office: Office) -> None:
    difference = found(office)
    asked = call(office, "siak.check", {"orang": [MOTHER]})
    siak.check(asked)
    noted = office.rows(SiakDifference.id)[1][0]

    with office.bureau.engine.reading(office.bureau.actor("kasi")) as reading:
        one = reconciling.find(reading, difference)
        assert one.person is not None
        assert (one.person.nik, one.person.facts["nama"]) == (NIKS[0], "GABRIEL BANI")
        with pytest.raises(NotFoundError):
            reconciling.find(reading, noted)
    with office.bureau.engine.reading(office.bureau.actor("auditor")) as reading:
        assert reconciling.find(reading, difference).reasons == ()
        assert reading.execute(select(Resident.id)).first() is not None
