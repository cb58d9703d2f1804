"""A case whose result SIAK does not take: an operator sees it, its clock stands still, and it goes on either way."""

import pytest
from sqlalchemy import select

from engine import tasks
from engine.breaker import Breaker
from engine.db.cases import Case, Task
from engine.db.database import Database
from engine.demo import answers
from engine.siak.client import Client
from engine.siak.http import Access, HttpCentre
from engine.submission import FORWARD, Submission
from tests.builders import Bureau, connect, make_bureau
from tests.standin import siak as population
from tests.standin.serving import World

ACCESS = Access(population.USER, population.PASSWORD, population.ADDRESS)


@pytest.fixture
def bureau(database: Database, world: World) -> Bureau:
    bureau = make_bureau(database)
    client = Client(world.siak_url, Breaker(most=2), patience=0.4, sleep=lambda _seconds: None)
    connect(bureau, HttpCentre(client, ACCESS))
    return bureau


def signed(bureau: Bureau, world: World, *faults: str) -> str:
    """A case whose result is sent while the centre has these faults."""
    opened = bureau.walker.open("akta_kelahiran")
    while (prepared := bureau.walker.prepare(opened.case_id)) and prepared.node != "tanda_tangan":
        bureau.walker.step(opened.case_id)
        bureau.walker.drain()
    world.faults.next, world.faults.calls = list(faults), 0
    bureau.walker.step(opened.case_id)
    bureau.walker.drain()
    return opened.case_id


def act(bureau: Bureau, case_id: str, action: str) -> None:
    """The operator's answer."""
    own = {"siak_pusat": {"tindakan": action}}
    prepared = bureau.walker.prepare(case_id, answers.Wish(FORWARD, None, None, own))
    assert prepared is not None
    submission = Submission.of(prepared.posted, FORWARD)
    tasks.complete(bureau.engine, bureau.actor(prepared.username), prepared.task_id, submission)
    bureau.walker.drain()


def stands(bureau: Bureau, case_id: str) -> tuple[list[str], str | None]:
    """Where it waits, and why its clock stands still."""
    with bureau.engine.reading() as reading:
        nodes = reading.execute(
            select(Task.node).where(Task.case_id == case_id, Task.state == "open")
        ).scalars()
        return list(nodes), reading.execute(select(Case.pause_reason).where(Case.id == case_id)).scalar_one()


def test_the_result_is_sent_once_it_is_issued(bureau: Bureau, world: World) -> None:
    case_id = signed(bureau, world)

    assert [entry["NOMOR"] for entry in world.siak.entries.values()] == ["SIAK-1"]
    assert stands(bureau, case_id) == (["serahkan_dokumen"], None)


def test_the_clock_stands_still_until_it_is_sent_again(bureau: Bureau, world: World) -> None:
    case_id = signed(bureau, world, "error_500")
    assert stands(bureau, case_id) == (["catat_siak"], "siak_terganggu")

    act(bureau, case_id, "kirim_lagi")

    assert stands(bureau, case_id) == (["serahkan_dokumen"], None)
    assert len(world.siak.entries) == 1


def test_the_operator_records_it_himself_and_the_case_goes_on(bureau: Bureau, world: World) -> None:
    case_id = signed(bureau, world, "login_failed")

    act(bureau, case_id, "sudah_direkam")

    assert stands(bureau, case_id) == (["serahkan_dokumen"], None)
    assert world.siak.entries == {}


def test_a_centre_that_is_away_is_not_asked_for_ever(bureau: Bureau, world: World) -> None:
    case_id = signed(bureau, world, *["error_500"] * 9)

    for _ in range(3):
        act(bureau, case_id, "kirim_lagi")

    assert stands(bureau, case_id) == (["catat_siak"], "siak_terganggu")
    assert world.faults.calls == 2
