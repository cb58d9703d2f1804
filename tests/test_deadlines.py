"""Near, past, escalated: said once each, whoever sweeps, in the history of the case, and to the superior."""

import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from engine import history, inbox, tasks
from engine.db.cases import Task
from engine.db.clocks import TaskAlert
from engine.db.counting import counted
from engine.db.database import Database
from engine.deadlines import Level
from engine.deadlines.sweep import sweep
from engine.roles import ROLES, Permission
from engine.stops import hand
from tests.builders import Bureau, make_bureau


@pytest.fixture
def bureau(database: Database) -> Bureau:
    """09:00 on a Tuesday; open 08:00 to 15:00."""
    return make_bureau(database)


def opened(bureau: Bureau) -> str:
    """A case whose RT has one day of the office, until nine tomorrow; its number at the RT."""
    return bureau.walker.open("akta_kelahiran").case_id


def said(bureau: Bureau, case_id: str) -> list[str]:
    with bureau.engine.reading() as reading:
        story = history.story(reading, case_id)
    return [entry.kind for entry in story if entry.kind.startswith("deadline.")]


def at_the_desk(bureau: Bureau, role: str) -> Task:
    with bureau.engine.reading() as reading:
        rows = reading.execute(select(Task.__table__).where(Task.state == "open", Task.role == role)).all()
    return rows[0]  # type: ignore[return-value]


def verifying(bureau: Bureau) -> str:
    """A case at the verifier's desk."""
    case_id = opened(bureau)
    while bureau.walker.step(case_id) != "periksa_kelengkapan":
        pass
    return case_id


def test_nothing_is_said_before_most_of_the_time_is_over(bureau: Bureau) -> None:
    case_id = verifying(bureau)

    assert sweep(bureau.engine) == 0
    assert said(bureau, case_id) == []


def test_each_level_is_said_once_and_in_its_order(bureau: Bureau) -> None:
    case_id = verifying(bureau)
    found = []
    for moment in ("look_at", "due_at"):
        bureau.clock.now = getattr(at_the_desk(bureau, "Verifikator"), moment)
        found += [sweep(bureau.engine), sweep(bureau.engine)]
    bureau.clock.now = at_the_desk(bureau, "Verifikator").look_at  # type: ignore[assignment]
    found += [sweep(bureau.engine), sweep(bureau.engine)]

    assert found == [1, 0, 1, 0, 1, 0]
    assert said(bureau, case_id) == ["deadline.near", "deadline.past", "deadline.escalated"]
    assert at_the_desk(bureau, "Verifikator").look_at is None


def test_it_is_said_after_four_fifths_in_office_hours(bureau: Bureau) -> None:
    verifying(bureau)
    task, calendar = at_the_desk(bureau, "Verifikator"), bureau.engine.office.calendar

    allowed = calendar.between(task.created_at, task.due_at)

    assert calendar.between(task.created_at, task.look_at) == allowed * 0.8  # type: ignore[arg-type]


def test_what_was_found_late_is_not_said_to_be_near(bureau: Bureau) -> None:
    case_id = verifying(bureau)
    bureau.clock.now = datetime(2027, 2, 1, 2, tzinfo=UTC)

    sweep(bureau.engine)

    assert said(bureau, case_id) == ["deadline.past", "deadline.escalated"]


def test_the_superior_sees_it_in_a_queue_of_his_and_hands_it_on(bureau: Bureau) -> None:
    verifying(bureau)
    bureau.clock.now = datetime(2027, 2, 1, 2, tzinfo=UTC)
    sweep(bureau.engine)
    kasi, kabid = bureau.actor("kasi"), bureau.actor("kabid")

    with bureau.engine.reading(kasi) as reading:
        [line] = inbox.page(reading, "unit:Kepala seksi").lines
        counts = {queue.key: queue.count for queue in inbox.queues(reading)}
        other = tasks.colleagues(reading, line.id)[0]
    tasks.hand_on(bureau.engine, kasi, line.id, other.person_id, "Sudah lewat tenggat")

    assert line.role == "Verifikator"
    assert counts["unit:Kepala seksi"] == 1
    with bureau.engine.reading(kabid) as reading:
        assert inbox.page(reading, "unit:Kepala bidang").lines == []
    assert at_the_desk(bureau, "Verifikator").claimed_by == other.person_id


def test_a_task_whose_clock_stands_is_left_alone_and_said_later(bureau: Bureau) -> None:
    case_id = verifying(bureau)
    task, me = at_the_desk(bureau, "Verifikator"), bureau.actor("verifikator")
    tasks.claim(bureau.engine, me, task.id)
    hand.stop(bureau.engine, me, task.id, "siak_terganggu", "SIAK tidak menjawab")
    bureau.clock.now = datetime(2026, 12, 8, 2, tzinfo=UTC)
    standing = sweep(bureau.engine)
    hand.resume(bureau.engine, me, task.id)
    resumed = sweep(bureau.engine)
    bureau.clock.now = at_the_desk(bureau, "Verifikator").due_at

    assert (standing, resumed) == (0, 0)
    assert sweep(bureau.engine) == 1
    assert said(bureau, case_id) == ["deadline.past"]


def test_of_many_sweeps_at_once_one_says_it(bureau: Bureau) -> None:
    cases = [verifying(bureau) for _ in range(3)]
    bureau.clock.now = datetime(2027, 2, 1, 2, tzinfo=UTC)
    counts: list[int] = []

    threads = [threading.Thread(target=lambda: counts.append(sweep(bureau.engine))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(counts) == len(cases)
    with bureau.engine.reading() as reading:
        rows = reading.execute(select(TaskAlert.task_id, TaskAlert.level)).all()
    assert len(rows) == 2 * len(cases)
    assert {row.level for row in rows} == {Level.PAST, Level.ESCALATED}


def test_a_sweep_that_finds_nothing_is_one_statement(bureau: Bureau, database: Database) -> None:
    verifying(bureau)
    bureau.engine.office  # noqa: B018 - known before

    with counted(database) as statements:
        sweep(bureau.engine)

    assert len(statements) == 1


def test_a_task_that_is_done_is_not_spoken_of(bureau: Bureau) -> None:
    case_id = verifying(bureau)
    bureau.walker.step(case_id)
    with bureau.engine.reading() as reading:
        done = reading.execute(select(Task.id).where(Task.state == "done")).scalars().all()
    bureau.clock.now = datetime(2027, 2, 1, 2, tzinfo=UTC)

    sweep(bureau.engine)

    with bureau.engine.reading() as reading:
        assert not set(reading.execute(select(TaskAlert.task_id)).scalars()) & set(done)


def test_every_role_that_works_has_a_superior_but_the_head_of_the_office(bureau: Bureau) -> None:
    superiors = bureau.engine.office.superiors

    without = {name for name, role in ROLES.items() if Permission.WORK in role.permissions} - superiors.keys()

    assert without == {"Kepala dinas"}
    assert set(superiors.values()) <= ROLES.keys()
