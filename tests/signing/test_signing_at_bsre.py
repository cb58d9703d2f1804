"""An office that signs at BSrE: whatever goes wrong there, papers wait or a person is told, and in the end each has one
signature; the passphrase is left behind nowhere."""

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect as tables_of
from sqlalchemy import select, text, update

from engine import documents, history, incidents
from engine.access import SYSTEM
from engine.breaker import Breaker
from engine.db.cases import Incident
from engine.db.database import Database
from engine.db.offices import Person
from engine.demo import signing
from engine.errors.signing import SignerBusyError, SignerRefusedError
from engine.signing import Officer, Secret, room
from engine.signing.bsre import BsreSigner, Login
from tests.builders import Bureau, make_bureau
from tests.signing.offices import SIGNING
from tests.signing.papers import authority, paper
from tests.signing.test_bsre import BUSY, HIS, REFUSED, UNSOUND
from tests.standin import bsre as service
from tests.standin.serving import World, serving

NIK = "5371035205720001"
PHRASE = Secret(service.PASSPHRASE)


@pytest.fixture
def world() -> Iterator[World]:
    with serving() as served:
        yield served


@pytest.fixture
def bureau(database: Database, world: World) -> Bureau:
    made = make_bureau(database, SIGNING)
    head = made.actor("kadis").person_id or ""
    with made.engine.work(SYSTEM) as work:
        sealed = work.vault.seal("terbit_person", "nik", head, NIK.encode())
        work.execute(update(Person).where(Person.id == head).values(nik=sealed))
        row = work.execute(select(Person.name, Person.employee_number).where(Person.id == head)).one()
    world.bsre.officers[NIK] = Officer(head, row.name, row.employee_number, NIK)
    login, trust = Login(service.USER, service.PASSWORD), signing.trust(authority())
    made.engine.signer = BsreSigner(f"{world.url}/esign", login, trust, "v2", Breaker(most=100), patience=0.5)
    return made


def waiting(bureau: Bureau) -> list[str]:
    with bureau.engine.reading(bureau.actor("kadis")) as reading:
        return [one.job_id for one in room.waiting(reading)]


def ready(bureau: Bureau, count: int = 1) -> list[str]:
    """Cases whose papers wait for the head."""
    opened = [bureau.walker.open("akta_kelahiran").case_id for _ in range(count)]
    for case_id in opened:
        bureau.walker.to_end(case_id)
    return opened


def press(bureau: Bureau, phrase: Secret = PHRASE) -> str | None:
    """The head signs all that waits; the code of what went wrong with the last."""
    try:
        outcomes = room.sign(bureau.engine, bureau.actor("kadis"), waiting(bureau), phrase)
    except SignerRefusedError as refused:
        return f"waits {refused.code}"
    refused = outcomes[-1].refused
    if refused is None:
        return None
    return f"{'later' if isinstance(refused, SignerBusyError) else 'incident'} {refused.code}"  # type: ignore[attr-defined]


def paper_of(bureau: Bureau, case_id: str) -> documents.Issued:
    with bureau.engine.reading() as reading:
        return documents.of_case(reading, case_id)[-1]


def failures(bureau: Bureau) -> list[tuple[str, str]]:
    with bureau.engine.reading() as reading:
        rows = reading.execute(select(Incident.kind, Incident.id).where(Incident.state == "open"))
        return [(row.kind, row.id) for row in rows]


def test_every_fault_leaves_a_draft_that_waits_or_a_task_for_a_person(bureau: Bureau, world: World) -> None:
    case_id = ready(bureau)[0]
    told = dict.fromkeys(BUSY, "later later")
    told |= {fault: f"waits {code}" for fault, code in HIS.items()}
    told |= {fault: f"incident {code}" for fault, code in {**REFUSED, **UNSOUND}.items()}
    for fault, expected in told.items():
        world.bsre.faults.next = [fault]

        said = press(bureau)

        found = paper_of(bureau, case_id)
        assert (fault, said, found.state, found.size) == (fault, expected, "draft", len(paper()))
        open_ones = failures(bureau)
        assert [kind for kind, _ in open_ones] == ([said.partition(" ")[2]] if "incident" in said else [])
        assert len(waiting(bureau)) == 1 - len(open_ones)
        for _, incident in open_ones:
            incidents.retry(bureau.engine, bureau.actor("kabid"), incident, "Sudah diperiksa")
            bureau.walker.drain()

    last = press(bureau)

    with bureau.engine.reading() as reading:
        kinds = [one.kind for one in history.story(reading, case_id)]
        content = documents.fetch(reading, paper_of(bureau, case_id).id).content
    assert (last, paper_of(bureau, case_id).state, content.startswith(paper())) == (None, "in_force", True)
    assert [kinds.count(f"document.{kind}") for kind in ("signing", "signed", "issued")] == [1, 1, 1]
    assert world.bsre.signed > 1


def test_a_batch_stops_where_the_service_is_away(bureau: Bureau, world: World) -> None:
    cases = ready(bureau, 3)
    world.bsre.faults.next = ["", "drop"]

    said = press(bureau)

    assert (said, world.bsre.faults.calls) == ("later later", 2)
    assert sorted(paper_of(bureau, one).state for one in cases) == ["draft", "draft", "in_force"]


def test_what_was_signed_before_the_officer_was_refused_is_told(bureau: Bureau, world: World) -> None:
    cases = ready(bureau, 3)
    world.bsre.faults.next = ["", "login_failed"]

    outcomes = room.sign(bureau.engine, bureau.actor("kadis"), waiting(bureau), PHRASE)

    assert [getattr(one.refused, "code", None) for one in outcomes] == [None, "login", "login"]
    assert world.bsre.faults.calls == 2
    assert sorted(paper_of(bureau, one).state for one in cases) == ["draft", "draft", "in_force"]


def test_after_three_wrong_passphrases_the_service_is_not_asked(bureau: Bureau, world: World) -> None:
    case_id = ready(bureau)[0]

    told = [press(bureau, Secret("Kucing-Belang-12")) for _ in range(3)]
    locked = press(bureau)

    assert (told, locked) == (["waits passphrase"] * 3, "waits locked")
    assert (world.bsre.faults.calls, paper_of(bureau, case_id).state) == (3, "draft")


def everything(database: Database) -> str:
    """All rows of all tables, those of the job queue too."""
    with database.reading() as connection:
        looked = tables_of(connection)
        names = [
            f'"{schema}"."{name}"'
            for schema in looked.get_schema_names()
            if schema not in ("information_schema", "pg_catalog")
            for name in looked.get_table_names(schema)
        ]
        rows = [connection.execute(text(f"SELECT * FROM {name}")).all() for name in names]
    return repr(rows)


def test_the_passphrase_is_left_behind_nowhere(
    bureau: Bureau, world: World, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    ready(bureau)
    caplog.set_level("DEBUG")
    for fault in ("wrong_passphrase", "drop", "error_500", "refused_400"):
        world.bsre.faults.next = [fault]
        press(bureau)
    for _, incident in failures(bureau):
        incidents.retry(bureau.engine, bureau.actor("kabid"), incident, "Sudah diperiksa")
        bureau.walker.drain()
    assert press(bureau) is None

    kept = everything(database)

    assert "akta_kelahiran" in kept
    for canary in (service.PASSPHRASE, service.PASSPHRASE.encode().hex(), service.PASSWORD):
        assert canary not in kept + caplog.text
