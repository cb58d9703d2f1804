"""Conditions on the ways out of a task, as BPMN has them without a gateway: every way whose condition holds and every
way without one; the default way where no other is taken."""

import pytest

from engine.errors import ProcedureError
from tests.process.cases import again, do, draw, finish, nodes, start, token

CHOICE = """
mulai: startEvent
a: userTask
x: userTask
y: userTask
z: userTask
mulai -> a
a -> x if contains(a.hasil, "x")
a -> y if contains(a.hasil, "y")
a -> z
"""


@pytest.mark.parametrize(("outcome", "taken"), [("x", ["x"]), ("xy", ["x", "y"]), ("", ["z"])])
def test_a_task_sends_its_token_where_conditions_hold(outcome: str, taken: list[str]) -> None:
    run = again(start(draw(CHOICE)))

    do(run, "a", outcome)

    assert nodes(again(run)) == taken
    assert sorted(flow.split("_")[2] for flow in run.flows) == taken


@pytest.mark.parametrize(("outcome", "taken"), [("x", ["x", "y"]), ("", ["y"])])
def test_a_way_without_a_condition_is_always_taken_beside_the_others(outcome: str, taken: list[str]) -> None:
    text = CHOICE.replace("a -> z", "").replace('a -> y if contains(a.hasil, "y")', "a -> y always")
    run = again(start(draw(text)))

    do(run, "a", outcome)

    assert nodes(again(run)) == taken


def test_ways_without_any_condition_are_all_taken() -> None:
    text = "m: startEvent\na: userTask\nx: userTask\ny: userTask\nm -> a\nm -> x\na -> x\na -> y"
    run = again(start(draw(text)))
    assert nodes(run) == ["a", "x"]

    do(run, "a")

    assert nodes(again(run)) == ["x", "x", "y"]


def test_a_task_that_no_way_leads_on_from_is_not_completed() -> None:
    run = again(start(draw(CHOICE.replace("a -> z", ""))))

    with pytest.raises(ProcedureError, match="a condition behind 'a' to hold") as refused:
        do(run, "a", "")

    assert refused.value.node == "a"


def test_conditions_are_read_once_every_item_is_done() -> None:
    text = CHOICE.replace("a: userTask", "a: userTask parallel=orang item=o")
    run = again(start(draw(text), orang=[{}, {}]))

    do(run, "a/1", "x")
    run = again(run)
    assert nodes(run) == ["a/2"]
    do(run, "a/2", "y")

    assert nodes(again(run)) == ["y"]


def test_the_error_of_a_job_goes_round_its_conditions() -> None:
    text = """
    mulai: startEvent
    k: serviceTask handler=luar.kirim result=kirim
    gagal: boundaryEvent on=k error=X
    manual: userTask
    x: userTask
    z: userTask
    mulai -> k
    gagal -> manual
    k -> x if kirim.ke = 1
    k -> z
    """
    failed, done = again(start(draw(text))), again(start(draw(text)))

    assert failed.fail_job(token(failed, "k"), "X")
    finish(done, "k", {"ke": 1})

    assert nodes(again(failed)) == ["manual"]
    assert nodes(again(done)) == ["x"]


def test_a_join_waits_for_what_a_task_sent_there() -> None:
    text = """
    mulai: startEvent
    a: userTask
    x: userTask
    j: inclusiveGateway
    akhir: userTask
    mulai -> a
    a -> x if contains(a.hasil, "x")
    a -> j if contains(a.hasil, "j")
    x -> j
    j -> akhir
    """
    run = again(start(draw(text)))

    do(run, "a", "xj")
    moved = type(run).place(run.procedure, run.places(), run.host)
    assert nodes(moved) == ["x"]
    do(moved, "x")

    assert nodes(again(moved)) == ["akhir"]
