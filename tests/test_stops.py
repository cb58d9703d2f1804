"""A case's clock stands still for a reason, by the diagram, a person's act or an outage; what is due moves with it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from engine import cases, history, hours, reckoning, tasks
from engine.access import SYSTEM
from engine.clock import ends
from engine.db.cases import Case, Task
from engine.db.clocks import CaseStop, Outage
from engine.db.database import Database
from engine.db.history import Event
from engine.errors import (
    ClockRunsError,
    ClockStandsError,
    InvalidAnswersError,
    NotAllowedError,
    TaskHeldError,
)
from engine.reckoning import Moved
from engine.stops import hand, outages
from engine.stops.outages import NewOutage
from tests.builders import Bureau, make_bureau

WORDS = "Jaringan ke pusat putus sejak pagi"


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def held(bureau: Bureau, case_id: str, username: str = "verifikator") -> str:
    """The case's open task, claimed."""
    with bureau.engine.reading() as reading:
        task_id = reading.execute(
            select(Task.id).where(Task.case_id == case_id, Task.state == "open")
        ).scalar_one()
    tasks.claim(bureau.engine, bureau.actor(username), task_id)
    return str(task_id)


def at_verification(bureau: Bureau) -> tuple[str, str]:
    """A case with its papers complete at the verifier, who holds its task."""
    case_id = bureau.walker.open("akta_kelahiran").case_id
    while bureau.walker.step(case_id) != "periksa_kelengkapan":
        pass
    return case_id, held(bureau, case_id)


def case(bureau: Bureau, case_id: str) -> Case:
    with bureau.engine.reading() as reading:
        return reading.execute(select(Case.__table__).where(Case.id == case_id)).one()  # type: ignore[return-value]


def task(bureau: Bureau, task_id: str) -> Task:
    with bureau.engine.reading() as reading:
        return reading.execute(select(Task.__table__).where(Task.id == task_id)).one()  # type: ignore[return-value]


def test_the_holder_stops_the_clock_and_lets_it_run_on(bureau: Bureau) -> None:
    case_id, task_id = at_verification(bureau)
    promised, due = case(bureau, case_id).promised_at, task(bureau, task_id).due_at

    hand.stop(bureau.engine, bureau.actor("verifikator"), task_id, "siak_terganggu", WORDS)
    standing, looked_at = case(bureau, case_id), task(bureau, task_id).look_at
    bureau.clock.forward(hours=2)
    hand.resume(bureau.engine, bureau.actor("verifikator"), task_id)

    assert (standing.paused_at, standing.pause_reason) == (
        bureau.clock.now - timedelta(hours=2),
        "siak_terganggu",
    )
    assert looked_at is None
    assert case(bureau, case_id).paused_at is None
    calendar = bureau.engine.office.calendar
    assert case(bureau, case_id).promised_at == calendar.add(promised, timedelta(hours=2))  # type: ignore[arg-type]
    assert task(bureau, task_id).due_at == calendar.add(due, timedelta(hours=2))
    assert task(bureau, task_id).look_at is not None


def test_the_history_tells_who_stopped_it_when_and_why(bureau: Bureau) -> None:
    case_id, task_id = at_verification(bureau)

    hand.stop(bureau.engine, bureau.actor("verifikator"), task_id, "siak_terganggu", WORDS)
    hand.resume(bureau.engine, bureau.actor("verifikator"), task_id)

    with bureau.engine.reading() as reading:
        story = [entry for entry in history.story(reading, case_id) if entry.kind.startswith("clock.")]
    assert [(entry.kind, entry.reason, entry.words) for entry in story] == [
        ("clock.stopped", "siak_terganggu", WORDS),
        ("clock.resumed", "siak_terganggu", None),
    ]
    assert {entry.person_id for entry in story} == {bureau.actor("verifikator").person_id}


def test_only_its_holder_stops_it_once_with_a_reason_and_words(bureau: Bureau) -> None:
    _, task_id = at_verification(bureau)
    me = bureau.actor("verifikator")

    with pytest.raises(InvalidAnswersError):
        hand.stop(bureau.engine, me, task_id, "malas", WORDS)
    with pytest.raises(InvalidAnswersError):
        hand.stop(bureau.engine, me, task_id, "siak_terganggu", "")
    with pytest.raises(NotAllowedError):
        hand.stop(bureau.engine, bureau.actor("loket"), task_id, "siak_terganggu", WORDS)
    with pytest.raises(TaskHeldError):
        hand.stop(bureau.engine, bureau.actor("verifikator2"), task_id, "siak_terganggu", WORDS)
    with pytest.raises(ClockRunsError):
        hand.resume(bureau.engine, me, task_id)
    hand.stop(bureau.engine, me, task_id, "siak_terganggu", WORDS)
    with pytest.raises(ClockStandsError):
        hand.stop(bureau.engine, me, task_id, "printer_rusak", WORDS)


def test_a_stop_ends_with_the_task_whose_holder_made_it(bureau: Bureau) -> None:
    case_id, task_id = at_verification(bureau)
    promised = case(bureau, case_id).promised_at
    hand.stop(bureau.engine, bureau.actor("verifikator"), task_id, "printer_rusak", WORDS)
    bureau.clock.forward(hours=1)

    bureau.walker.step(case_id)

    assert case(bureau, case_id).paused_at is None
    moved = bureau.engine.office.calendar.add(promised, timedelta(hours=1))  # type: ignore[arg-type]
    assert case(bureau, case_id).promised_at == moved


def test_while_the_applicant_has_the_file_the_clock_stands_and_a_second_stop_counts_once(
    bureau: Bureau,
) -> None:
    case_id, _ = at_verification(bureau)
    promised = case(bureau, case_id).promised_at
    bureau.walker.step(case_id, "kembalikan")
    assert case(bureau, case_id).pause_reason == "menunggu_pemohon"
    outages.begin(bureau.engine, bureau.actor("kasi"), NewOutage("siak_terganggu", WORDS))
    both = case(bureau, case_id).pause_reason
    bureau.clock.forward(hours=1)
    bureau.walker.step(case_id)
    still = case(bureau, case_id)
    bureau.clock.forward(hours=1)

    end_outage(bureau)

    assert both == "siak_terganggu"
    assert (still.promised_at, still.paused_at) == (promised, bureau.clock.now - timedelta(hours=2))
    assert case(bureau, case_id).paused_at is None
    moved = bureau.engine.office.calendar.add(promised, timedelta(hours=2))  # type: ignore[arg-type]
    assert case(bureau, case_id).promised_at == moved


def end_outage(bureau: Bureau) -> None:
    with bureau.engine.reading() as reading:
        outage_id = reading.execute(select(Outage.id)).scalar_one()
    outages.end(bureau.engine, bureau.actor("kasi"), outage_id)


def test_an_outage_stops_and_resumes_what_it_concerns_only(bureau: Bureau) -> None:
    here, task_id = at_verification(bureau)
    elsewhere = bureau.walker.open("akta_kelahiran").case_id
    due = task(bureau, task_id).due_at

    stopped = outages.begin(
        bureau.engine,
        bureau.actor("kasi"),
        NewOutage("siak_terganggu", WORDS, ("akta_kelahiran",), ("Verifikator",)),
    )
    standing = [case(bureau, case_id).pause_reason for case_id in (here, elsewhere)]
    bureau.clock.forward(hours=3)
    end_outage(bureau)

    assert (stopped, standing) == (1, ["siak_terganggu", None])
    assert task(bureau, task_id).due_at == bureau.engine.office.calendar.add(due, timedelta(hours=3))
    bureau.clock.forward(minutes=2)
    outages.settle(bureau.engine)
    with bureau.engine.reading() as reading:
        told = reading.execute(select(Event.kind).where(Event.kind.startswith("outage."))).scalars().all()
        settled = reading.execute(select(Outage.settled_at)).scalar_one()
    assert sorted(told) == ["outage.begun", "outage.ended"]
    assert settled == bureau.clock.now


def test_a_case_that_comes_to_the_desk_during_an_outage_stops_and_one_that_leaves_it_runs(
    bureau: Bureau,
) -> None:
    case_id, _ = at_verification(bureau)
    outages.begin(
        bureau.engine, bureau.actor("kabid"), NewOutage("siak_terganggu", WORDS, (), ("Operator SIAK",))
    )
    before = case(bureau, case_id).paused_at

    bureau.walker.step(case_id)
    during = case(bureau, case_id).pause_reason
    bureau.walker.step(case_id)

    assert (before, during) == (None, "siak_terganggu")
    assert case(bureau, case_id).paused_at is None


def test_stops_that_follow_one_another_without_a_break_count_once(bureau: Bureau) -> None:
    """By the holder's act, then by an outage too, then by that alone until the case leaves the desk."""
    case_id, task_id = at_verification(bureau)
    promised, began = case(bureau, case_id).promised_at, bureau.clock.now
    hand.stop(bureau.engine, bureau.actor("verifikator"), task_id, "siak_terganggu", WORDS)
    bureau.clock.forward(hours=1)
    concerned = NewOutage("siak_terganggu", WORDS, (), ("Verifikator",))
    outages.begin(bureau.engine, bureau.actor("kasi"), concerned)
    bureau.clock.forward(hours=1)
    hand.resume(bureau.engine, bureau.actor("verifikator"), task_id)
    standing = case(bureau, case_id)
    bureau.clock.forward(hours=1)

    bureau.walker.step(case_id)

    assert (standing.paused_at, standing.promised_at) == (began, promised)
    running = case(bureau, case_id)
    assert running.paused_at is None
    assert running.promised_at == bureau.engine.office.calendar.add(promised, timedelta(hours=3))
    assert reckoned(bureau, case_id) == Moved()


def reckoned(bureau: Bureau, case_id: str) -> Moved:
    """What reckoning it all anew would move."""
    with bureau.engine.work(SYSTEM) as work:
        return reckoning.reckon(
            work, work.execute(select(*reckoning.COLUMNS).where(Case.id == case_id)).all()
        )


def test_only_heads_stop_the_clocks_of_the_office(bureau: Bureau) -> None:
    with pytest.raises(NotAllowedError):
        outages.begin(bureau.engine, bureau.actor("verifikator"), NewOutage("siak_terganggu", WORDS))


def test_an_end_that_was_cut_short_is_settled_by_the_next_sweep(bureau: Bureau) -> None:
    case_id, _ = at_verification(bureau)
    promised = case(bureau, case_id).promised_at
    outages.begin(bureau.engine, bureau.actor("kasi"), NewOutage("siak_terganggu", WORDS))
    bureau.clock.forward(hours=1)
    with bureau.engine.reading() as reading:
        outage_id = reading.execute(select(Outage.id)).scalar_one()
    patience, outages.PATIENCE = outages.PATIENCE, 0
    outages.end(bureau.engine, bureau.actor("kasi"), outage_id)
    outages.PATIENCE = patience
    unsettled = case(bureau, case_id).paused_at
    bureau.clock.forward(hours=2)

    outages.settle(bureau.engine)

    assert unsettled is not None
    moved = bureau.engine.office.calendar.add(promised, timedelta(hours=1))  # type: ignore[arg-type]
    assert case(bureau, case_id).promised_at == moved
    assert outages.settle(bureau.engine) == 0


def test_a_withdrawn_case_leaves_no_stop_running(bureau: Bureau) -> None:
    case_id, _ = at_verification(bureau)
    outages.begin(bureau.engine, bureau.actor("kasi"), NewOutage("siak_terganggu", WORDS))
    with bureau.engine.reading() as reading:
        row = reading.execute(select(Case.intake_role, Case.opened_by).where(Case.id == case_id)).one()
    desk = next(actor for actor in bureau.walker.actors.values() if actor.person_id == row.opened_by)

    cases.withdraw(bureau.engine, desk, case_id, "ditarik_pemohon", "Pindah kota")

    with bureau.engine.reading() as reading:
        assert reading.execute(select(CaseStop.until)).scalars().all() == [bureau.clock.now]


def test_the_calendar_counts_stops_again_when_it_changes(bureau: Bureau) -> None:
    """Stopped from 10 to 15 on a day that becomes a holiday later: the stop costs nothing then."""
    case_id, task_id = at_verification(bureau)
    hand.stop(bureau.engine, bureau.actor("verifikator"), task_id, "printer_rusak", WORDS)
    bureau.clock.now = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
    hand.resume(bureau.engine, bureau.actor("verifikator"), task_id)
    before = case(bureau, case_id).promised_at

    hours.set_day(bureau.engine, bureau.actor("admin"), bureau.clock.now.date(), "Libur", working=False)

    office = bureau.engine.office
    expected = ends(
        office.calendar,
        case(bureau, case_id).complete_at,  # type: ignore[arg-type]
        timedelta(hours=7),
        [(datetime(2026, 11, 24, 1, 0, tzinfo=UTC), bureau.clock.now)],
    )
    assert case(bureau, case_id).promised_at == expected > before  # type: ignore[operator]
