"""A run tells the sequence flows that its tokens took."""

from engine.process import Run
from tests.process.cases import again, do, draw, finish, start, token


def left_by(run: Run) -> set[tuple[str, str]]:
    flows = {flow.id: (flow.source, flow.target) for flow in run.procedure.flows}
    return {flows[flow] for flow in run.flows}


def test_a_gateway_is_left_by_the_flow_that_it_chose() -> None:
    run = start(
        draw(
            """
            mulai: startEvent
            pilih: exclusiveGateway
            a: userTask
            b: userTask
            mulai -> pilih
            pilih -> a if jenis = "lain"
            pilih -> b
            """
        )
    )

    assert left_by(run) == {("mulai", "pilih"), ("pilih", "b")}


WATCHED = """
mulai: startEvent
a: userTask
batas: boundaryEvent on=a timer=PT1H
b: userTask
lanjut: userTask
mulai -> a
a -> lanjut
batas -> b
"""


def test_an_activity_with_a_boundary_is_reached_and_left_like_any_other() -> None:
    run = start(draw(WATCHED))
    entered = left_by(run)
    run = again(run)

    do(run, "a")

    assert entered == {("mulai", "a")}
    assert left_by(run) == {("a", "lanjut")}


def test_an_event_on_the_boundary_is_left_by_its_own_flow() -> None:
    run = again(start(draw(WATCHED)))

    run.host.wait(hours=1)
    run.wake()

    assert left_by(run) == {("batas", "b")}


def test_branches_are_left_one_by_one_and_the_join_once() -> None:
    run = start(
        draw(
            """
            mulai: startEvent
            pisah: parallelGateway
            a: userTask
            b: userTask
            gabung: parallelGateway
            akhir: userTask
            mulai -> pisah
            pisah -> a
            pisah -> b
            a -> gabung
            b -> gabung
            gabung -> akhir
            """
        )
    )
    split = left_by(run)
    run = again(run)

    do(run, "a")
    first = left_by(run)
    do(run, "b")

    assert split == {("mulai", "pisah"), ("pisah", "a"), ("pisah", "b")}
    assert first == {("a", "gabung")}
    assert left_by(run) == {("a", "gabung"), ("b", "gabung"), ("gabung", "akhir")}


def test_a_called_process_tells_its_own_flows_and_the_call_is_left_when_it_ends() -> None:
    called = """
    awal: startEvent
    dalam: userTask
    selesai: endEvent
    awal -> dalam
    dalam -> selesai
    """
    calling = """
    mulai: startEvent
    panggil: callActivity calls=dipanggil
    akhir: userTask
    mulai -> panggil
    panggil -> akhir
    """
    run = start(draw(calling, dipanggil=called))
    begun = left_by(run)
    run = again(run)

    do(run, "dalam")

    assert begun == {("mulai", "panggil"), ("awal", "dalam")}
    assert left_by(run) == {("dalam", "selesai"), ("panggil", "akhir")}


def test_work_outside_is_left_by_its_result_or_by_the_error_that_came() -> None:
    diagram = draw(
        """
        mulai: startEvent
        kirim: serviceTask handler=luar.kirim
        gagal: boundaryEvent on=kirim error=TIDAK_ADA
        tangani: userTask
        akhir: userTask
        mulai -> kirim
        kirim -> akhir
        gagal -> tangani
        """
    )
    done, failed = again(start(diagram)), again(start(diagram))

    finish(done, "kirim")
    failed.fail_job(token(failed, "kirim"), "TIDAK_ADA")

    assert left_by(done) == {("kirim", "akhir")}
    assert left_by(failed) == {("gagal", "tangani")}


def test_a_repeated_task_is_left_once_when_all_its_items_are_done() -> None:
    run = start(
        draw(
            """
            mulai: startEvent
            tiap: userTask parallel=saksi item=s
            akhir: userTask
            mulai -> tiap
            tiap -> akhir
            """
        ),
        saksi=[{"id": "s1"}, {"id": "s2"}],
    )
    run = again(run)

    do(run, "tiap/s1")
    first = left_by(run)
    do(run, "tiap/s2")

    assert first == set()
    assert left_by(run) == {("tiap", "akhir")}
