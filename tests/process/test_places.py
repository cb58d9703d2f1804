"""Tokens put on another version: they wait where they waited, their times run on, and what was done stays done."""

from datetime import timedelta

import pytest

from engine.errors import ProcedureError
from engine.process import Place, Procedure, Run, moved
from tests.process.cases import START, FakeHost, again, do, draw, finish, nodes, start, token

LINE = """
mulai: startEvent
a: userTask
b: userTask
s: endEvent
mulai -> a
a -> b
b -> s
"""
LONGER = """
mulai: startEvent
baru: userTask
a: userTask
sisip: userTask
b: userTask
s: endEvent
mulai -> baru
baru -> a
a -> sisip
sisip -> b
b -> s
"""


def put(run: Run, procedure: Procedure, **nodes: str) -> Run:
    """The run's tokens on the other version, stored and restored as the case would be."""
    return again(Run.place(procedure, moved(run.places(), nodes), run.host, reached=run.reached))


def test_a_task_inserted_behind_the_token_is_not_made_up_for_and_one_before_it_is_met() -> None:
    run = put(start(draw(LINE)), draw(LONGER))
    assert nodes(run) == ["a"]

    do(run, "a")

    assert nodes(run) == ["sisip"]


def test_a_task_that_the_new_version_lacks_is_mapped_to_another() -> None:
    run = put(start(draw(LINE)), draw(LONGER.replace("a: userTask", "x: userTask").replace("a ->", "x ->")
                                      .replace("-> a", "-> x")), a="x")  # fmt: skip

    assert nodes(run) == ["x"]


def test_a_task_that_the_new_version_lacks_and_nobody_mapped_is_refused() -> None:
    with pytest.raises(ProcedureError, match="no 'a'"):
        put(start(draw(LINE)), draw("mulai: startEvent\nb: userTask\nmulai -> b"))


def test_the_case_ends_as_ever_after_it_was_placed() -> None:
    run = put(start(draw(LINE)), draw(LONGER))

    for name in ("a", "sisip", "b"):
        do(run, name)
        run = again(run)

    assert run.ended


TIMED = (
    LINE
    + """
t: boundaryEvent on=a timer=PT4H cancel=false
ingat: userTask
e: endEvent
t -> ingat
ingat -> e
"""
)


def test_a_timer_that_ran_keeps_its_time() -> None:
    run = start(draw(TIMED))
    run.host.wait(hours=3)

    run = put(run, draw(TIMED.replace("b -> s", "c: userTask\nb -> c\nc -> s")))

    assert [timer.due_at for timer in run.tokens().timers] == [START + timedelta(hours=4)]


def test_a_boundary_that_went_off_does_not_go_off_again() -> None:
    run = start(draw(TIMED))
    run.host.wait(hours=5)
    run.wake()

    run = put(run, draw(TIMED))
    run.host.wait(days=5)
    run.wake()

    assert nodes(run) == ["a", "ingat"]
    assert not run.tokens().timers


def test_a_boundary_that_the_new_version_adds_begins_to_run() -> None:
    run = start(draw(LINE))
    run.host.wait(hours=3)

    run = put(run, draw(TIMED))

    assert [timer.due_at for timer in run.tokens().timers] == [START + timedelta(hours=7)]
    do(run, "a")
    assert nodes(again(run)) == ["b"]


BLOCK = """
mulai: startEvent
p: parallelGateway
a: userTask
k: serviceTask handler=luar.kirim
c: userTask
j: parallelGateway
d: userTask
g: exclusiveGateway
masuk: exclusiveGateway
s: endEvent
mulai -> masuk
masuk -> p
p -> a
p -> k
p -> c
a -> j
k -> j
c -> j
j -> d
d -> g
g -> masuk if d.hasil = "kembalikan"
g -> s
"""


def test_what_waits_at_a_join_still_waits_there_and_counts_once() -> None:
    run = start(draw(BLOCK))
    do(run, "a")
    run = put(again(run), draw(BLOCK))
    assert nodes(run) == ["c", "k"]

    do(run, "c")
    run = put(run, draw(BLOCK))
    finish(run, "k")
    run = again(run)

    assert nodes(run) == ["d"]
    do(run, "d", "kembalikan")
    assert nodes(again(run)) == ["a", "c", "k"]


def test_an_arrival_whose_flow_is_gone_is_refused() -> None:
    run = start(draw(BLOCK))
    do(run, "a")

    with pytest.raises(ProcedureError, match="flow from 'a'"):
        put(run, draw(BLOCK.replace("a -> j", "a -> d")))


def test_a_running_job_goes_on() -> None:
    run = put(
        start(draw(BLOCK)), draw(BLOCK.replace("handler=luar.kirim", "handler=luar.kirim result=kirim"))
    )

    finish(run, "k", {"n": 1})

    assert run.host.record["kirim"] == {"n": 1}


CALL = "mulai: startEvent\nc: callActivity lane=Lurah calls=dalam\nz: userTask\nmulai -> c\nc -> z"
INNER = "m: startEvent\nx: userTask\ny: userTask\ne: endEvent\nm -> x\nx -> y\ny -> e"


def test_a_token_within_a_called_process_stays_within_it() -> None:
    run = start(draw(CALL, dalam=INNER))
    do(run, "x")

    run = put(run, draw(CALL, dalam=INNER.replace("y -> e", "w: userTask\ny -> w\nw -> e")))

    assert [(task.node, task.role) for task in run.tokens().tasks] == [("y", "Lurah")]
    do(run, "y")
    do(run, "w")
    assert nodes(again(run)) == ["z"]


def test_tokens_within_what_is_no_sub_process_any_more_are_refused() -> None:
    run = start(draw(CALL, dalam=INNER))

    with pytest.raises(ProcedureError, match="sub-process or a call"):
        put(run, draw("mulai: startEvent\nc: userTask\nmulai -> c"))


@pytest.mark.parametrize("how", ["parallel", "sequential"])
def test_items_that_are_done_stay_done(how: str) -> None:
    text = f"mulai: startEvent\na: userTask {how}=anggota item=o\nb: userTask\nmulai -> a\na -> b"
    run = start(draw(text), anggota={"x": {}, "y": {}, "z": {}})
    do(run, "a/x")

    run = put(again(run), draw(text))

    assert nodes(run) == (["a/y", "a/z"] if how == "parallel" else ["a/y"])
    do(run, "a/y")
    run = again(run)
    do(run, "a/z")
    assert nodes(again(run)) == ["b"]


def test_rounds_that_are_done_stay_done() -> None:
    text = "mulai: startEvent\na: userTask loop=3\nb: userTask\nmulai -> a\na -> b"
    run = start(draw(text))
    do(run, "a")

    run = put(again(run), draw(text))
    for _ in range(2):
        do(run, "a")

    assert nodes(again(run)) == ["b"]


def test_an_administrator_may_put_a_case_anywhere() -> None:
    run = again(Run.place(draw(BLOCK), [Place("d")], FakeHost()))
    assert nodes(run) == ["d"]

    run = again(Run.place(draw(BLOCK), [Place("masuk")], FakeHost()))

    assert nodes(run) == ["a", "c", "k"]


def test_an_arrival_that_completes_its_join_goes_on_at_once() -> None:
    places = [Place("j", came_from="a"), Place("j", came_from="k"), Place("j", came_from="c")]

    run = Run.place(draw(BLOCK), places, FakeHost())

    assert nodes(again(run)) == ["d"]


def test_nothing_is_called_again_when_a_case_is_placed() -> None:
    text = "mulai: startEvent\ns: serviceTask handler=nomor.beri\na: userTask\nmulai -> s\ns -> a"
    host = FakeHost()
    run = start(draw(text), host)

    put(run, draw(text))

    assert [name for name, _ in host.calls] == ["nomor.beri"]


def test_ids_of_tokens_are_new() -> None:
    run = start(draw(LINE))
    old = token(run, "a")

    assert token(put(run, draw(LINE)), "a") != old
