"""Work outside that failed for good: a person tries it again or gives it up; nothing is taken for done."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from engine import casefile, cases, founding, history, incidents, outside, siak
from engine.access import SYSTEM
from engine.calls import Call, Handlers, Later, Result
from engine.db.cases import Case, Incident, Job, Task
from engine.db.database import Database
from engine.errors import (
    IncidentGoneError,
    InvalidAnswersError,
    NotAllowedError,
    NotFoundError,
    StepNeededError,
)
from engine.incidents import Exit, Way
from tests.builders import Bureau, make_bureau
from tests.outside_world import HANDLERS, rendering

WHY = "Alamat surelnya sudah tidak ada."


def unwilling(call: Call) -> Result:
    raise Later("Expected an answer, but there is none")


def without(*names: str) -> Handlers:
    """An office's handlers, of which some fail."""
    return Handlers({**HANDLERS, **{name: replace(HANDLERS[name], function=unwilling) for name in names}})


@pytest.fixture
def bureau(database: Database) -> Bureau:
    rendering.REFUSING.clear()
    rendering.FAILING.clear()
    return make_bureau(database)


def failed(bureau: Bureau, *names: str) -> str:
    """A case whose certificate is signed, and whose work by these handlers failed for good; its id."""
    working = bureau.engine.handlers
    founding.set_policy(bureau.engine, SYSTEM, siak.POLICY, siak.BY_WIRE)
    case_id = bureau.walker.open("akta_kelahiran").case_id
    while bureau.walker.step(case_id) != "tanda_tangan":
        bureau.walker.drain()
    bureau.engine.handlers = without(*names)
    bureau.walker.drain()
    bureau.engine.handlers = working
    return case_id


def open_ones(bureau: Bureau) -> list[str]:
    with bureau.engine.reading() as reading:
        found = select(Incident.id).where(Incident.state == "open").order_by(Incident.id)
        return list(reading.execute(found).scalars())


def waits(bureau: Bureau, case_id: str) -> list[str]:
    with bureau.engine.reading() as reading:
        waiting = select(Task.node).where(Task.case_id == case_id, Task.state == "open")
        return list(reading.execute(waiting).scalars())


def jobs(bureau: Bureau, handler: str) -> list[str]:
    with bureau.engine.reading() as reading:
        found = select(Job.state).where(Job.handler == handler).order_by(Job.id)
        return list(reading.execute(found).scalars())


def exit_of(bureau: Bureau, case_id: str) -> Exit | None:
    with bureau.engine.reading(bureau.actor("kasi")) as reading:
        return incidents.find(reading, case_id, open_ones(bureau)[0]).exit


def told(bureau: Bureau, case_id: str, kind: str) -> list[tuple[str | None, object]]:
    with bureau.engine.reading() as reading:
        assert not history.verify(reading, bureau.engine.vault.public_keys).problems
        return [
            (one.words, one.facts.get("way")) for one in history.story(reading, case_id) if one.kind == kind
        ]


def test_a_head_tries_it_again(bureau: Bureau) -> None:
    case_id = failed(bureau, "rendering.render")

    incidents.retry(bureau.engine, bureau.actor("kabid"), open_ones(bureau)[0], " Mesin sudah pulih. ")
    bureau.walker.drain()

    assert waits(bureau, case_id) == ["serahkan_dokumen"]
    assert open_ones(bureau) == []
    assert told(bureau, case_id, "job.retried") == [("Mesin sudah pulih.", None)]


@pytest.mark.parametrize("act", ["retry", "discard"])
def test_refuses_whoever_may_not_repair_and_whoever_gives_no_reason(bureau: Bureau, act: str) -> None:
    failed(bureau, "notices.send")
    incident = open_ones(bureau)[0]
    do = getattr(incidents, act)

    with pytest.raises(NotAllowedError):
        do(bureau.engine, bureau.actor("loket"), incident, WHY)
    with pytest.raises(InvalidAnswersError):
        do(bureau.engine, bureau.actor("kasi"), incident, " \n")

    assert open_ones(bureau) == [incident]
    assert jobs(bureau, "notices.send") == ["failed"]


@pytest.mark.parametrize("first", ["retry", "discard"])
@pytest.mark.parametrize("second", ["retry", "discard"])
def test_of_two_people_one_is_first(bureau: Bureau, first: str, second: str) -> None:
    case_id = failed(bureau, "notices.send")
    incident = open_ones(bureau)[0]
    getattr(incidents, first)(bureau.engine, bureau.actor("kasi"), incident, WHY)

    with pytest.raises(IncidentGoneError):
        getattr(incidents, second)(bureau.engine, bureau.actor("kabid"), incident, WHY)

    bureau.walker.drain()
    assert waits(bureau, case_id) == ["serahkan_dokumen"]
    assert len(told(bureau, case_id, "job.retried") + told(bureau, case_id, "job.discarded")) == 1


@pytest.mark.parametrize(
    ("handler", "out"),
    [
        ("rendering.render", Exit(Way.BOUNDARY, "dokumen_gagal")),
        ("siak.push", Exit(Way.BOUNDARY, "tidak_terkirim")),
        ("messages.send", Exit(Way.WITHOUT)),
        ("notices.send", Exit(Way.WITHOUT)),
        ("signing.sign", None),
    ],
)
def test_says_how_the_case_would_go_on(bureau: Bureau, handler: str, out: Exit | None) -> None:
    case_id = failed(bureau, handler)

    assert exit_of(bureau, case_id) == out


def test_what_is_given_up_takes_the_way_that_is_drawn_for_a_failure(bureau: Bureau) -> None:
    case_id = failed(bureau, "siak.push")

    incidents.discard(bureau.engine, bureau.actor("kasi"), open_ones(bureau)[0], WHY)

    assert waits(bureau, case_id) == ["catat_siak"]
    assert (open_ones(bureau), jobs(bureau, "siak.push")) == ([], ["gone"])
    assert told(bureau, case_id, "job.discarded") == [(WHY, "boundary")]


def test_a_case_goes_on_without_a_notice_and_its_record_says_so(bureau: Bureau) -> None:
    case_id = failed(bureau, "notices.send")

    incidents.discard(bureau.engine, bureau.actor("kasi"), open_ones(bureau)[0], WHY)
    bureau.walker.to_end(case_id)

    with bureau.engine.reading() as reading:
        row = reading.execute(select(Case.__table__).where(Case.id == case_id)).one()
        assert casefile.read_record(reading, row)["kabar"] == {"dilepas": True}
    assert row.state == "issued"
    assert told(bureau, case_id, "job.discarded") == [(WHY, "without")]


def test_linked_cases_that_were_given_up_are_not_started(bureau: Bureau) -> None:
    case_id = failed(bureau, "messages.send")
    bureau.engine.handlers = without("messages.send")

    while waiting := open_ones(bureau):
        incidents.discard(bureau.engine, bureau.actor("kasi"), waiting[0], WHY)
        bureau.walker.drain()

    assert waits(bureau, case_id) == ["serahkan_dokumen"]
    with bureau.engine.reading() as reading:
        assert reading.execute(select(func.count()).select_from(Case)).scalar_one() == 1


def test_nobody_gives_up_a_signature(bureau: Bureau) -> None:
    case_id = failed(bureau, "signing.sign")
    incident = open_ones(bureau)[0]

    with pytest.raises(StepNeededError):
        incidents.discard(bureau.engine, bureau.actor("kadis"), incident, WHY)

    assert (open_ones(bureau), jobs(bureau, "signing.sign")) == ([incident], ["failed"])
    incidents.retry(bureau.engine, bureau.actor("kadis"), incident, WHY)
    bureau.walker.drain()
    assert waits(bureau, case_id) == ["serahkan_dokumen"]


def test_an_answer_that_comes_after_it_was_given_up_is_ignored(bureau: Bureau) -> None:
    case_id = failed(bureau, "siak.push")
    with bureau.engine.reading() as reading:
        job_id = reading.execute(select(Job.id).where(Job.handler == "siak.push")).scalar_one()
    incidents.discard(bureau.engine, bureau.actor("kasi"), open_ones(bureau)[0], WHY)

    with bureau.engine.database.writing() as connection:
        outside.settle(bureau.engine, connection, job_id, {"result": {"cara": "siak"}, "code": None})

    assert waits(bureau, case_id) == ["catat_siak"]


def test_a_case_that_ends_leaves_no_incident_behind(bureau: Bureau) -> None:
    case_id = failed(bureau, "signing.sign")
    incident = open_ones(bureau)[0]

    cases.withdraw(bureau.engine, bureau.actor("loket"), case_id, "permintaan_pemohon", "Pindah kota.")

    assert open_ones(bureau) == []
    with bureau.engine.reading(bureau.actor("kasi")) as reading, pytest.raises(IncidentGoneError):
        incidents.find(reading, case_id, incident)


def test_an_incident_is_found_at_its_own_case_only(bureau: Bureau) -> None:
    failed(bureau, "signing.sign")
    other = bureau.walker.open("akta_kelahiran").case_id

    with bureau.engine.reading(bureau.actor("kasi")) as reading, pytest.raises(NotFoundError):
        incidents.find(reading, other, open_ones(bureau)[0])
