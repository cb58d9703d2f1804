"""Timers follow the moment that the host gives, and people and timers never both win."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from engine.errors import NotWaitingError, ProcedureError
from tests.process.cases import START, FakeHost, again, do, draw, nodes, start, token

HOUR = timedelta(hours=1)
INTERRUPTING = """
mulai: startEvent
a: userTask
batas: boundaryEvent on=a timer=PT1H
b: userTask
lanjut: userTask
mulai -> a
a -> lanjut
batas -> b
"""
REMINDING = INTERRUPTING.replace("timer=PT1H", "timer=PT1H cancel=false")


def test_a_timer_says_when_it_is_due() -> None:
    (timer,) = start(draw(INTERRUPTING)).tokens().timers

    assert (timer.node, timer.due_at) == ("batas", START + HOUR)


def test_nothing_happens_before_it_is_due() -> None:
    run = again(start(draw(INTERRUPTING)))

    run.host.wait(minutes=59)
    run.wake()

    assert nodes(run) == ["a"]
    assert run.steps == []


def test_an_interrupting_timer_takes_the_task_away_at_its_very_moment() -> None:
    run = again(start(draw(INTERRUPTING)))

    run.host.wait(hours=1)
    run.wake()

    assert nodes(again(run)) == ["b"]
    assert not run.tokens().timers


def test_a_completed_task_takes_its_timer_along() -> None:
    run = again(start(draw(INTERRUPTING)))

    do(run, "a")
    run = again(run)
    run.host.wait(days=9)
    run.wake()

    assert nodes(run) == ["lanjut"]
    assert not run.tokens().timers


def test_an_overdue_timer_wins_against_a_late_completion() -> None:
    run = again(start(draw(INTERRUPTING)))
    late = token(run, "a")
    run.host.wait(hours=2)

    with pytest.raises(NotWaitingError):
        run.complete(late)

    assert nodes(again(run)) == ["b"]


def test_a_completion_in_time_wins_against_the_timer() -> None:
    run = again(start(draw(INTERRUPTING)))
    run.host.wait(minutes=59, seconds=59)

    do(run, "a")
    run.host.wait(hours=2)
    run.wake()

    assert nodes(run) == ["lanjut"]


def test_an_overdue_reminder_still_goes_off_when_the_task_is_completed() -> None:
    run = again(start(draw(REMINDING)))
    run.host.wait(hours=2)

    do(run, "a")

    assert nodes(again(run)) == ["b", "lanjut"]


def test_a_reminder_leaves_the_task_where_it_is_and_goes_off_once() -> None:
    run = start(draw(REMINDING))

    for _ in range(3):
        run = again(run)
        run.host.wait(hours=2)
        run.wake()

    assert nodes(run) == ["a", "b"]
    assert not run.tokens().timers


def test_a_result_counts_that_comes_before_its_overdue_timer_is_woken() -> None:
    run = again(start(draw(INTERRUPTING.replace("a: userTask", "a: serviceTask handler=luar.kirim"))))
    run.host.wait(hours=2)

    run.finish_job(token(run, "a"), None)

    assert nodes(again(run)) == ["lanjut"]


def test_a_result_that_comes_after_its_timer_finds_nobody() -> None:
    run = again(start(draw(INTERRUPTING.replace("a: userTask", "a: serviceTask handler=luar.kirim"))))
    job = token(run, "a")
    run.host.wait(hours=2)
    run.wake()

    with pytest.raises(NotWaitingError):
        again(run).finish_job(job, None)


def test_timers_of_one_task_go_off_each_at_its_time() -> None:
    run = start(
        draw("""
        mulai: startEvent
        a: userTask
        satu: boundaryEvent on=a timer=PT1H cancel=false
        dua: boundaryEvent on=a timer=PT2H cancel=false
        tiga: boundaryEvent on=a timer=PT3H
        s: userTask
        d: userTask
        t: userTask
        mulai -> a
        satu -> s
        dua -> d
        tiga -> t
        """)
    )

    seen = []
    for _ in range(3):
        run = again(run)
        run.host.wait(hours=1)
        run.wake()
        seen.append(nodes(run))

    assert seen == [["a", "s"], ["a", "d", "s"], ["d", "s", "t"]]


REPEATING = """
mulai: startEvent
a: userTask
ulang: boundaryEvent on=a cycle={cycle} cancel=false
ingat: userTask
b: userTask
mulai -> a
ulang -> ingat
a -> b
"""


def test_a_repetition_goes_off_as_often_as_it_says() -> None:
    run = start(draw(REPEATING.format(cycle="R3/P1D")))

    seen = []
    for _ in range(5):
        run = again(run)
        run.host.wait(days=1)
        run.wake()
        seen.append((nodes(run).count("ingat"), len(run.tokens().timers)))

    assert seen == [(1, 1), (2, 1), (3, 0), (3, 0), (3, 0)]


def test_periods_that_passed_unseen_go_off_once_together() -> None:
    run = again(start(draw(REPEATING.format(cycle="R/P1D"))))

    run.host.wait(days=5, hours=1)
    run.wake()
    run.wake()

    assert nodes(run) == ["a", "ingat"]
    assert [timer.due_at for timer in run.tokens().timers] == [START + timedelta(days=6)]


def test_reminders_stay_when_the_task_is_done() -> None:
    run = again(start(draw(REPEATING.format(cycle="R3/P1D"))))
    run.host.wait(days=1)
    run.wake()

    do(again(run), "a")
    run = again(run)
    do(run, "a")

    assert nodes(again(run)) == ["b", "ingat"]
    assert not run.tokens().timers


def test_a_hundred_reminders_that_were_read_leave_no_trace() -> None:
    run = start(draw(REPEATING.format(cycle="R/P1D")))
    sizes = []

    for _ in range(100):
        run.host.wait(days=1)
        run.wake()
        do(run, "ingat")
        sizes.append(len(run.dump()))

    assert sizes[-1] == sizes[0]


@pytest.mark.parametrize(
    ("key", "text", "due"),
    [
        ("timer", "PT10M", START + timedelta(minutes=10)),
        ("timer", "P1W", START + timedelta(weeks=1)),
        ("timer", "P1M", datetime(2026, 4, 2, 1, tzinfo=UTC)),
        ("timer", "P1M2DT3H", datetime(2026, 4, 4, 4, tzinfo=UTC)),
        ("timer", '"PT10M"', START + timedelta(minutes=10)),
        ("timer", '= duration("PT10M")', START + timedelta(minutes=10)),
        ("timer", "batas.lama", START + timedelta(days=2)),
        ("timer", 'now() + duration("P1D")', START + timedelta(days=1)),
        ("date", "2026-12-01T08:00:00+08:00", datetime(2026, 12, 1, tzinfo=UTC)),
        ("date", "2026-12-01", datetime(2026, 12, 1, tzinfo=UTC)),
        ("date", "date(batas.hari)", datetime(2026, 12, 24, tzinfo=UTC)),
    ],
)
def test_a_time_may_be_iso_or_feel(key: str, text: str, due: datetime) -> None:
    run = start(
        draw(f"mulai: startEvent\nt: intermediateCatchEvent {key}='{text}'\na: userTask\nmulai -> t\nt -> a"),
        batas={"lama": "P2D", "hari": "2026-12-24"},
    )

    assert [timer.due_at for timer in run.tokens().timers] == [due]


def test_a_date_begins_at_midnight_of_the_hosts_zone() -> None:
    host = FakeHost(now=START.astimezone(ZoneInfo("Asia/Makassar")))

    run = start(draw("mulai: startEvent\nt: intermediateCatchEvent date=2026-12-01\nmulai -> t"), host)

    assert [timer.due_at for timer in run.tokens().timers] == [datetime(2026, 11, 30, 16, tzinfo=UTC)]


def test_a_due_time_stays_as_it_was_when_what_it_came_from_changes() -> None:
    run = start(
        draw("mulai: startEvent\nt: intermediateCatchEvent timer=lama\nmulai -> t"),
        FakeHost(record={"lama": "P2D"}),
    )

    run.host.record["lama"] = "P9D"

    assert [timer.due_at for timer in again(run).tokens().timers] == [START + timedelta(days=2)]


@pytest.mark.parametrize("text", ["3 hari", "P-", "2026-02-30"])
def test_a_time_that_is_none_is_refused_when_the_diagram_is_read(text: str) -> None:
    with pytest.raises(ProcedureError) as refused:
        draw(f"mulai: startEvent\nt: intermediateCatchEvent timer='{text}'\nmulai -> t")

    assert refused.value.node == "t"


def test_a_time_that_the_record_does_not_have_is_refused_when_it_is_reached() -> None:
    with pytest.raises(ProcedureError) as refused:
        start(draw("mulai: startEvent\nt: intermediateCatchEvent timer=tidak_ada\nmulai -> t"))

    assert refused.value.node == "t"
