"""The same walk taken twice: by a case that lives on in memory, predicted to its ends and never compacted, and by one
that is written and restored before every step."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from functools import cache
from typing import Any

from SpiffWorkflow.specs.base import TaskSpec
from SpiffWorkflow.util.task import TaskState

from engine.errors import EngineError
from engine.process import Procedure, Run
from engine.process.lazy import Lazy
from tests.process import choices
from tests.process.cases import DIAGRAMS, FakeHost, is_outside

RECORD = {
    "jenis": "umum",
    "pemohon": {"nama": "Yohanes Tefa"},
    "saksi": [{"id": "s1", "nama": "Maria Bano"}, {"id": "s2", "nama": "Agus Lada"}],
    "anggota": {"a": {"nama": "Rosa Tefa", "umur": 41}, "b": {"nama": "Dian Tefa", "umur": 9}},
}
OUTCOMES = ("setuju", "kembalikan", "satu", "semua", "kembalikan", "dua", "tolak", "kembalikan")
HOURS = (1, 5, 13, 26, 50, 80)
CODES = ("TIDAK_ADA", "LAIN")


class Foreseeing(TaskSpec):
    """In the place of Lazy: the library's own prediction to every end. It leaves tasks behind a boundary event in doubt
    when they are reached, and then cannot add items to them; so that doubt is taken away."""

    def _update(self, my_task: Any) -> None:
        if my_task.has_state(TaskState.PREDICTED_MASK):
            my_task._set_state(TaskState.FUTURE)
            self._predict(my_task, mask=TaskState.NOT_FINISHED_MASK)
        super()._update(my_task)


def sample_files() -> dict[str, bytes]:
    drawn = {path.relative_to(DIAGRAMS).as_posix(): path.read_bytes() for path in DIAGRAMS.rglob("*.bpmn")}
    return {**drawn, f"{choices.NAME}.bpmn": choices.content()}


@cache
def sample(process_id: str, prediction: type = Lazy) -> Procedure:
    return Procedure.parse(sample_files(), process_id, is_outside, prediction=prediction)


class Walker:
    """One of the two. An action is a number, an outcome and what hangs on them; both walkers read it alike."""

    def __init__(self, process_id: str, *, stored: bool) -> None:
        self.procedure = sample(process_id, Lazy if stored else Foreseeing)
        self.host = self.new_host()
        self.stored = stored
        self.run = Run.start(self.procedure, self.host)
        self.size = 0

    @staticmethod
    def new_host() -> FakeHost:
        return FakeHost(
            record=deepcopy(RECORD), answers={"nomor.beri": {"nomor": 9001}, "model_akta": "UMUM"}
        )

    def step(self, pick: int, outcome: int) -> str | None:
        """What was refused, if anything was."""
        if self.stored:
            state = self.run.dump()
            self.size = max(self.size, len(state))
            self.run = Run.restore(self.procedure, state, self.host)
        self.run.steps.clear()
        self.run.flows.clear()
        actions = list(self._actions())
        name, *what = actions[pick % len(actions)]
        try:
            getattr(self, name)(*what, outcome)
        except EngineError as error:
            return f"{type(error).__name__}: {error.sentence}"
        return None

    def _actions(self) -> Iterator[tuple[Any, ...]]:
        tokens = self.run.tokens()
        yield from (("_complete", place.token, place.node) for place in tokens.tasks for _ in range(3))
        yield from (("_finish", place.token, place.node) for place in tokens.jobs for _ in range(2))
        yield from (("_fail", place.token) for place in tokens.jobs)
        yield from (("_receive", place.message) for place in tokens.messages)
        yield ("_wait",)

    def _complete(self, token: str, node: str, outcome: int) -> None:
        self.host.record[node] = {"hasil": OUTCOMES[outcome % len(OUTCOMES)]}
        self.run.complete(token)

    def _finish(self, token: str, node: str, outcome: int) -> None:
        self.run.finish_job(token, {"ke": outcome, "dari": node})

    def _fail(self, token: str, outcome: int) -> None:
        self.run.fail_job(token, CODES[outcome % len(CODES)])

    def _receive(self, message: str, outcome: int) -> None:
        self.run.receive(message)

    def _wait(self, outcome: int) -> None:
        self.host.wait(hours=HOURS[outcome % len(HOURS)])
        self.run.wake()

    def seen(self) -> dict[str, Any]:
        """All that the outside can see, but for the ids of tokens."""
        tokens = self.run.tokens()
        return {
            "tasks": [(place.node, place.role, place.item) for place in tokens.tasks],
            "jobs": [(place.node, place.item, self.run.job_parameters(place.token)) for place in tokens.jobs],
            "timers": [(timer.node, timer.due_at.isoformat()) for timer in tokens.timers],
            "messages": [(place.node, place.message, place.item) for place in tokens.messages],
            "steps": sorted(f"{step.node_id}/{step.item}" for step in self.run.steps),
            "flows": sorted(self.run.flows),
            "record": self.host.record,
            "ended": (self.run.ended, self.run.status),
        }


def walk_both(process_id: str, actions: Sequence[tuple[int, int]]) -> tuple[Walker, Walker]:
    """Raises AssertionError where the two part."""
    live, stored = Walker(process_id, stored=False), Walker(process_id, stored=True)
    assert stored.seen() == live.seen()
    for pick, outcome in actions:
        refused = live.step(pick, outcome)
        assert stored.step(pick, outcome) == refused
        if refused is not None:
            break
        assert stored.seen() == live.seen()
        if live.run.ended:
            break
    return live, stored
