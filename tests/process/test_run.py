"""What a run lets happen, what it refuses, and in which order time and people count."""

import pytest

from engine.errors import BrokenRunError, NotWaitingError, ProcedureError, StepBudgetError, StuckError
from engine.process import Run, Step
from tests.process.cases import FakeHost, again, do, draw, nodes, start, token

LINE = """
mulai: startEvent lane=Mitra
a: userTask lane=Petugas
b: userTask lane=Kepala
selesai: endEvent prop.status=issued
mulai -> a
a -> b
b -> selesai
"""


def test_waits_at_the_first_task_with_its_role() -> None:
    run = start(draw(LINE))

    (waiting,) = run.tokens().tasks

    assert (waiting.node, waiting.role, waiting.item) == ("a", "Petugas", None)


def test_ends_with_the_status_of_the_end_that_was_reached() -> None:
    run = start(draw(LINE))
    do(run, "a")
    assert (run.ended, run.status) == (False, None)

    do(run, "b")

    assert (run.ended, run.status) == (True, "issued")
    assert not run.tokens()
    assert (again(run).ended, again(run).status) == (True, "issued")


def test_tells_the_steps_of_this_transaction_in_order() -> None:
    run = start(draw(LINE))
    assert [step.node_id for step in run.steps] == ["mulai"]

    run = again(run)
    done = token(run, "a")
    do(run, "a")

    assert run.steps == [Step("a", done)]


def test_ids_of_waiting_tokens_stay_when_the_case_is_stored() -> None:
    run = start(draw(LINE))

    assert again(run).tokens() == run.tokens()


def test_refuses_a_token_that_has_moved_on() -> None:
    run = start(draw(LINE))
    gone = token(run, "a")
    do(run, "a")

    with pytest.raises(NotWaitingError):
        run.complete(gone)

    assert nodes(run) == ["b"]


@pytest.mark.parametrize("name", ["", "bukan-token", "00000000-0000-0000-0000-000000000000"])
def test_refuses_a_token_that_never_was(name: str) -> None:
    run = start(draw(LINE))

    with pytest.raises(NotWaitingError):
        run.complete(name)

    assert nodes(again(run)) == ["a"]


def test_refuses_to_complete_a_task_that_is_not_reached_yet() -> None:
    run = start(draw(LINE))
    future = next(str(task.id) for task in run._workflow.tasks.values() if task.task_spec.name == "b")

    with pytest.raises(NotWaitingError):
        run.complete(future)

    assert nodes(run) == ["a"]


def test_refuses_to_complete_the_work_of_a_worker_as_a_person() -> None:
    run = start(draw("mulai: startEvent\nk: serviceTask handler=luar.kirim\nmulai -> k"))

    with pytest.raises(NotWaitingError):
        run.complete(token(run, "k"))


def test_refuses_to_finish_the_work_of_a_person_as_a_job() -> None:
    run = start(draw(LINE))

    with pytest.raises(NotWaitingError):
        run.finish_job(token(run, "a"), None)


def test_refuses_everything_after_the_end() -> None:
    run = start(draw(LINE))
    last = token(run, "a")
    run.withdraw()

    with pytest.raises(NotWaitingError):
        run.complete(last)


def test_a_withdrawn_case_waits_for_nothing() -> None:
    run = start(
        draw("""
        mulai: startEvent
        p: parallelGateway
        a: userTask
        k: serviceTask handler=luar.kirim
        t: boundaryEvent on=a timer=PT1H
        x: endEvent
        mulai -> p
        p -> a
        p -> k
        t -> x
        """)
    )

    run.withdraw()
    run = again(run)

    assert (run.ended, run.status, bool(run.tokens())) == (True, "withdrawn", False)
    run.host.wait(days=1)
    run.wake()
    assert run.steps == []


def test_a_gateway_without_a_way_on_leaves_nothing_half_done() -> None:
    procedure = draw("""
        mulai: startEvent
        a: userTask
        g: exclusiveGateway
        b: userTask
        c: userTask
        mulai -> a
        a -> g
        g -> b if a.hasil = "x"
        g -> c if a.hasil = "y"
        """)
    run = start(procedure)
    stored = run.dump()

    with pytest.raises(ProcedureError, match="'g'") as refused:
        do(run, "a", "z")

    assert refused.value.node == "g"
    with pytest.raises(BrokenRunError):
        run.dump()
    with pytest.raises(BrokenRunError):
        run.wake()
    assert nodes(Run.restore(procedure, stored, FakeHost())) == ["a"]


def test_an_inclusive_gateway_without_a_way_on_is_refused() -> None:
    with pytest.raises(ProcedureError, match="'g'"):
        start(draw("mulai: startEvent\ng: inclusiveGateway\na: userTask\nmulai -> g\ng -> a if false"))


def test_a_circle_without_people_stops_at_the_budget() -> None:
    circle = """
        mulai: startEvent
        g: exclusiveGateway
        s: serviceTask handler=nomor.beri
        mulai -> g
        g -> s
        s -> g
        """

    with pytest.raises(StepBudgetError) as refused:
        start(draw(circle))

    assert refused.value.node in ("g", "s")


def test_tokens_that_multiply_without_end_stop_at_the_budget() -> None:
    with pytest.raises(StepBudgetError):
        start(
            draw("""
            mulai: startEvent
            m: exclusiveGateway
            g: parallelGateway
            mulai -> m
            m -> g
            g -> m
            g -> m
            """)
        )


def test_a_case_that_nothing_can_move_any_more_is_refused() -> None:
    run = start(
        draw("""
        mulai: startEvent
        a: userTask
        g: exclusiveGateway
        j: parallelGateway
        b: userTask
        mulai -> a
        a -> g
        g -> j if a.hasil = "x"
        g -> b
        b -> j
        """)
    )

    with pytest.raises(StuckError):
        do(run, "a", "x")


def test_a_terminate_end_takes_away_what_is_still_open() -> None:
    run = start(
        draw("""
        mulai: startEvent
        p: parallelGateway
        a: userTask
        b: userTask
        tamat: endEvent terminate=ya prop.status=rejected
        mulai -> p
        p -> a
        p -> b
        b -> tamat
        """)
    )

    do(again(run), "a")
    run = again(run)
    do(run, "b")

    assert (run.ended, run.status) == (True, "rejected")
