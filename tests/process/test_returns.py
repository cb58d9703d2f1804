"""A case that is sent back for the three hundredth time costs what it cost at the first."""

from engine.process import Run
from engine.process.state import unpack
from tests.costing import counted_calls
from tests.process.cases import FakeHost, do, finish, nodes
from tests.process.walks import RECORD, sample

ROUNDS = 300


def test_three_hundred_returns_leave_the_state_as_small_and_the_steps_as_quick() -> None:
    procedure = sample("permohonan")
    host = FakeHost(record={**RECORD}, answers={"model_akta": "UMUM"})
    run = Run.start(procedure, host)
    do(run, "terima")
    sizes, tasks, calls = [], [], []

    for _ in range(ROUNDS):
        with counted_calls() as made:
            for name, outcome in (
                ("periksa", "setuju"),
                ("rekam", None),
                ("dengar/s1", None),
                ("dengar/s2", None),
            ):
                do(run, name, outcome)
                run = Run.restore(procedure, run.dump(), host)
            finish(run, "cek_pusat", None)
            run = Run.restore(procedure, run.dump(), host)
            do(run, "paraf", "kembalikan")
            state = run.dump()
            run = Run.restore(procedure, state, host)
        calls.append(next(made))
        sizes.append(len(state))
        tasks.append(len(unpack(state)["processes"][0]["tasks"]))

    assert nodes(run) == ["periksa"]
    assert set(tasks) == {tasks[0]}
    assert max(sizes) <= sizes[0] + 8
    assert max(calls) <= 1.05 * calls[1]


def test_escalations_that_were_read_in_each_round_leave_no_trace() -> None:
    procedure = sample("permohonan")
    run = Run.start(procedure, FakeHost(record={**RECORD}))
    do(run, "terima")
    sizes = []

    for _ in range(40):
        do(run, "periksa", "setuju")
        run.host.wait(hours=5)
        run.wake()
        for name in ("teguran", "rekam", "dengar/s1", "dengar/s2"):
            do(run, name)
            run = Run.restore(procedure, run.dump(), run.host)
        finish(run, "cek_pusat")
        do(run, "paraf", "kembalikan")
        sizes.append(len(run.dump()))
        run = Run.restore(procedure, run.dump(), run.host)

    assert sizes[-1] == sizes[0]
