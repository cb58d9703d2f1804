"""Services, decisions and messages: what runs within the step, and what waits outside it."""

import pytest

from engine.errors import BrokenRunError, NotWaitingError
from tests.process.cases import FakeHost, again, do, draw, finish, nodes, start, token


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
            dalam="m: startEvent\np: parallelGateway\na: userTask\nb: userTask lane=Verifikator\n"
            "m -> p\np -> a\np -> b",
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


@pytest.mark.parametrize("how", ["terminate=ya", "error=X"])
def test_a_service_is_not_called_that_an_end_took_away_in_the_same_step(how: str) -> None:
    host = FakeHost()

    run = start(
        draw(f"""
        mulai: startEvent
        s: subProcess {{
            m: startEvent
            p: parallelGateway
            tamat: endEvent {how}
            k: serviceTask handler=nomor.beri
            e: endEvent
            m -> p
            p -> tamat
            p -> k
            k -> e
        }}
        gagal: boundaryEvent on=s error=X
        a: userTask
        b: userTask
        mulai -> s
        s -> a
        gagal -> b
        """),
        host,
    )

    assert host.calls == []
    assert nodes(again(run)) == (["a"] if how.startswith("terminate") else ["b"])
    assert "k" not in [step.node_id for step in run.steps]
