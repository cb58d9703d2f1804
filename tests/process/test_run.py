"""What a run lets happen, what it refuses, and in which order time and people count."""

import pytest

from engine.errors import BrokenRunError, NotWaitingError, ProcedureError, StepBudgetError, StuckError
from engine.process import Run, Step
from tests.process.cases import FakeHost, again, do, draw, finish, nodes, start, token

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


def test_an_inside_service_runs_at_once_and_its_result_lands_in_the_record() -> None:
    host = FakeHost(record={"jenis": "LU"}, answers={"nomor.beri": {"nomor": 9001}})

    start(
        draw("""
        mulai: startEvent
        s: serviceTask handler=nomor.beri result=nomor param.jenis=jenis param.tetap='"LT"'
        a: userTask
        mulai -> s
        s -> a
        """),
        host,
    )

    assert host.record["nomor"] == {"nomor": 9001}
    assert host.calls == [("nomor.beri", {"jenis": "LU", "tetap": "LT"})]


def test_a_decision_sees_the_record_and_its_verdict_lands_there() -> None:
    host = FakeHost(record={"umur": 17}, answers={"model": "A"})

    start(
        draw("mulai: startEvent\nd: businessRuleTask decision=model prop.hasil_variabel=model\na: userTask\n"
             "mulai -> d\nd -> a"),
        host,
    )  # fmt: skip

    assert host.record["model"] == "A"
    assert host.calls == [("model", {"umur": 17})]


OUTSIDE = """
mulai: startEvent lane=Mitra
k: serviceTask lane=Sistem handler=luar.kirim result=kirim param.tujuan=tujuan.nama param.jumlah="1 + 2"
a: userTask
mulai -> k
k -> a
"""


def test_an_outside_service_waits_with_its_parameters_until_the_result_comes() -> None:
    run = again(start(draw(OUTSIDE), tujuan={"nama": "Dukcapil"}))
    assert [(job.node, job.role) for job in run.tokens().jobs] == [("k", "Sistem")]
    assert run.job_parameters(token(run, "k")) == {"tujuan": "Dukcapil", "jumlah": 3}

    finish(run, "k", {"nomor": "K-9001"})

    assert nodes(run) == ["a"]
    assert run.host.record["kirim"] == {"nomor": "K-9001"}


def test_an_outside_service_is_not_called_by_the_engine() -> None:
    host = FakeHost()

    run = start(draw(OUTSIDE), host)
    run.wake()
    again(run).wake()

    assert host.calls == []


def test_a_result_that_comes_twice_is_refused_the_second_time() -> None:
    run = start(draw(OUTSIDE))
    job = token(run, "k")
    run.finish_job(job, None)
    run = again(run)

    with pytest.raises(NotWaitingError):
        run.finish_job(job, None)


def test_a_handler_that_fails_breaks_the_run_and_nothing_is_saved() -> None:
    class Failing(FakeHost):
        def call(self, handler, parameters, node):  # type: ignore[no-untyped-def]
            raise ConnectionError("no")

    run = start(
        draw("mulai: startEvent\na: userTask\ns: serviceTask handler=nomor.beri\nmulai -> a\na -> s"),
        Failing(),
    )

    with pytest.raises(ConnectionError):
        do(run, "a")
    with pytest.raises(BrokenRunError):
        run.dump()


def test_tasks_of_a_called_process_fall_back_to_the_callers_lane() -> None:
    run = start(
        draw(
            """
            mulai: startEvent
            satu: callActivity lane=Lurah calls=antara
            mulai -> satu
            """,
            antara="awal: startEvent\ndua: callActivity calls=dalam\nawal -> dua",
            dalam="m: startEvent\np: parallelGateway\na: userTask\nb: userTask lane=Verifikator\nm -> p\np -> a\np -> b",
        )
    )

    run = again(run)

    assert [(task.node, task.role) for task in run.tokens().tasks] == [("a", "Lurah"), ("b", "Verifikator")]


def test_a_message_moves_the_case_that_waits_for_it() -> None:
    run = start(
        draw("""
        mulai: startEvent
        tunggu: receiveTask message=jawaban
        a: userTask
        mulai -> tunggu
        tunggu -> a
        """)
    )
    run = again(run)
    assert [(wait.node, wait.message) for wait in run.tokens().messages] == [("tunggu", "jawaban")]

    assert run.receive("lain") is False
    assert run.receive("jawaban") is True

    assert nodes(run) == ["a"]


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
