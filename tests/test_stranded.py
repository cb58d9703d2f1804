"""Nobody may go on with a case: an incident says so without a name, a superior appoints a deputy, it closes itself."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from engine import accounts, stranded
from engine.access import SYSTEM, Refusal
from engine.db.cases import Incident
from engine.db.database import Database
from engine.db.history import Event
from engine.errors import NotAllowedError, NotFoundError, SelfAppointmentError
from tests.builders import Bureau, make_bureau
from tests.staffing import give_another_post

BY = "800/33/2026"


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def only_the_checker_verifies(bureau: Bureau) -> str:
    """A case at verification, where the only verifier left has taken it in; its id."""
    case_id = bureau.walker.open("akta_kelahiran", "loket").case_id
    while bureau.walker.step(case_id) != "periksa_kelengkapan":
        pass
    for username in ("verifikator", "verifikator2"):
        accounts.disable(bureau.engine, bureau.actor("admin"), str(bureau.actor(username).person_id))
    with bureau.engine.work(SYSTEM) as work:
        give_another_post(work, "loket", "Verifikator")
    return case_id


def incidents(bureau: Bureau, state: str = "open") -> list[str]:
    with bureau.engine.reading() as reading:
        wanted = (Incident.kind == "nobody", Incident.state == state)
        return list(reading.execute(select(Incident.id).where(*wanted)).scalars())


def test_says_that_nobody_may_and_who_is_excluded_why(bureau: Bureau) -> None:
    case_id = only_the_checker_verifies(bureau)

    assert stranded.sweep(bureau.engine) == 1
    assert stranded.sweep(bureau.engine) == 0

    with bureau.engine.reading(bureau.actor("kasi")) as reading:
        [one] = stranded.excluded(reading, case_id, "verifikasi_isi")
        sentence = reading.execute(select(Incident.sentence).where(Incident.kind == "nobody")).scalar_one()
        body = reading.execute(select(Event.body).where(Event.kind == "incident.opened")).scalar_one()
    assert (one.person, one.why) == (bureau.actor("loket").name, Refusal.DUTY)
    assert one.person not in sentence
    assert one.person.encode() not in bytes(body)


def test_opens_nothing_while_somebody_may(bureau: Bureau) -> None:
    for desk in ("loket", "kel.oesapa", "rt.oesapa"):
        bureau.walker.open("akta_kelahiran", desk)

    assert stranded.sweep(bureau.engine) == 0


def test_closes_itself_when_somebody_comes_back(bureau: Bureau) -> None:
    only_the_checker_verifies(bureau)
    stranded.sweep(bureau.engine)

    accounts.enable(bureau.engine, bureau.actor("admin"), str(bureau.actor("verifikator").person_id))
    stranded.sweep(bureau.engine)

    assert incidents(bureau) == []
    assert len(incidents(bureau, "closed")) == 1


def test_a_superior_appoints_a_deputy_who_may(bureau: Bureau) -> None:
    case_id = only_the_checker_verifies(bureau)
    stranded.sweep(bureau.engine)
    [incident] = incidents(bureau)
    head, until = bureau.actor("kasi"), bureau.clock() + timedelta(days=2)
    with bureau.engine.reading(head) as reading:
        known = {person for person, _ in stranded.deputies(reading, case_id, "verifikasi_isi")}

    stranded.appoint(bureau.engine, head, incident, str(bureau.actor("penyerahan").person_id), (BY, until))

    assert bureau.actor("penyerahan").person_id in known
    assert known.isdisjoint({bureau.actor(name).person_id for name in ("loket", "kasi", "auditor", "admin")})
    assert incidents(bureau) == []


@pytest.mark.parametrize("username", ["loket", "auditor", "kasi"])
def test_nobody_who_may_not_is_appointed(bureau: Bureau, username: str) -> None:
    only_the_checker_verifies(bureau)
    stranded.sweep(bureau.engine)
    [incident] = incidents(bureau)
    until, person = bureau.clock() + timedelta(days=2), str(bureau.actor(username).person_id)

    with pytest.raises((NotFoundError, SelfAppointmentError)):
        stranded.appoint(bureau.engine, bureau.actor("kasi"), incident, person, (BY, until))


def test_only_a_superior_appoints(bureau: Bureau) -> None:
    only_the_checker_verifies(bureau)
    stranded.sweep(bureau.engine)
    [incident] = incidents(bureau)
    until, person = bureau.clock() + timedelta(days=2), str(bureau.actor("penyerahan").person_id)

    with pytest.raises(NotAllowedError):
        stranded.appoint(bureau.engine, bureau.actor("operator"), incident, person, (BY, until))
