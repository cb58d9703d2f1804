"""What is due is woken once, whoever sweeps."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from engine import founding, hours, timers
from engine.db.cases import Task, Timer
from engine.db.database import Database
from tests.builders import Bureau, make_bureau


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def open_nodes(bureau: Bureau) -> list[str]:
    with bureau.engine.reading() as reading:
        return list(reading.execute(select(Task.node).where(Task.state == "open")).scalars())


def test_a_case_passes_the_rt_when_its_time_is_over(bureau: Bureau) -> None:
    founding.set_policy(bureau.engine, bureau.actor("admin"), "rt", "pemberitahuan")
    bureau.walker.open("akta_kelahiran")
    before = open_nodes(bureau)

    bureau.clock.forward(days=10)
    woken = timers.sweep(bureau.engine)

    assert before == ["pemberitahuan_rt"]
    assert woken == 1
    assert open_nodes(bureau) == ["verifikasi_kelurahan"]


def test_nothing_is_woken_before_its_time(bureau: Bureau) -> None:
    bureau.walker.open("akta_kelahiran")

    assert timers.sweep(bureau.engine) == 0


def test_a_timer_goes_with_its_task(bureau: Bureau) -> None:
    opened = bureau.walker.open("akta_kelahiran")

    bureau.walker.step(opened.case_id)

    with bureau.engine.reading() as reading:
        assert reading.execute(select(Timer.id)).all() == []


def test_a_second_sweep_finds_nothing(bureau: Bureau) -> None:
    bureau.walker.open("akta_kelahiran")
    bureau.clock.forward(days=10)
    timers.sweep(bureau.engine)

    assert timers.sweep(bureau.engine) == 0


def test_a_timer_counts_office_hours_and_not_the_weekend(bureau: Bureau) -> None:
    """Friday 14:00: one hour of the RT's day passes before the weekend, the other six on Monday."""
    bureau.clock.now = datetime(2026, 11, 27, 6, 0, tzinfo=UTC)

    bureau.walker.open("akta_kelahiran")

    with bureau.engine.reading() as reading:
        assert reading.execute(select(Timer.due_at)).scalar_one() == datetime(2026, 11, 30, 6, 0, tzinfo=UTC)


def test_a_holiday_moves_what_a_timer_waits_for(bureau: Bureau) -> None:
    bureau.clock.now = datetime(2026, 11, 27, 6, 0, tzinfo=UTC)
    bureau.walker.open("akta_kelahiran")
    admin, monday = bureau.actor("admin"), date(2026, 11, 30)

    hours.set_day(bureau.engine, admin, monday, "Hari Jadi Kota", working=False)
    bureau.clock.now = datetime(2026, 11, 30, 6, 0, tzinfo=UTC)
    on_monday = timers.sweep(bureau.engine)
    bureau.clock.now = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)

    assert on_monday == 0
    assert timers.sweep(bureau.engine) == 1
