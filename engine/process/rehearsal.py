"""A dry run: random walks without any case, to find where a procedure gets stuck, goes in circles or breaks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from engine import feel
from engine.errors import ProcedureError, StepBudgetError
from engine.functions import FUNCTIONS
from engine.process.events import ErrorEvent, Repeating
from engine.process.expressions import Environment
from engine.process.nodes import Node
from engine.process.procedure import Procedure
from engine.process.run import Run
from engine.process.timers import later

WALKS = 40
STEPS = 200
AT_ONCE = 400
"""Steps of the engine after which a walk is taken to turn for ever."""
EFFORT = 8_000
"""Of all walks together, about a third of a second: where it is spent, no further walk begins or goes on."""
A_YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Rehearsal:
    """`reached`: the nodes that some walk completed; `size`: the most bytes that a state took."""

    reached: frozenset[str]
    ends: int
    size: int
    problems: tuple[ProcedureError, ...]


def dry_run(
    procedure: Procedure, *, walks: int = WALKS, steps: int = STEPS, effort: float = EFFORT
) -> Rehearsal:
    """Every condition is a coin, every collection has two items, every timer fires, every error is thrown. A walk that
    finds no end within its steps is no problem by itself."""
    reached: set[str] = set()
    problems: dict[tuple[str, str], ProcedureError] = {}
    ends = size = 0
    for seed in range(walks):
        if effort <= 0:
            break
        walk = Walk(procedure, Random(seed), effort)  # noqa: S311 - the same walks each time, not a secret
        try:
            walk.go(steps)
        except ProcedureError as problem:
            problems.setdefault((problem.node, problem.sentence), problem)
            walk.effort -= _cost(AT_ONCE) if isinstance(problem, StepBudgetError) else 0
        effort = walk.effort
        reached |= walk.reached
        ends += walk.ended
        size = max(size, walk.size)
    return Rehearsal(frozenset(reached), ends, size, tuple(problems.values()))


class Coin(Environment):
    def holds(self, expression: feel.Expression, task: Any, where: str) -> bool:
        host: Any = self.host
        return where in host.certain or host.random.random() < 0.5

    def value(self, expression: feel.Expression | feel.Timer, task: Any, where: str) -> Any:
        return [{"id": "1"}, {"id": "2"}]

    def time(self, timer: feel.Timer, task: Any, where: str) -> str:
        if timer.expression is None:
            return timer.text
        return "R2/P1D" if isinstance(task.task_spec.event_definition, Repeating) else "P1D"


class RehearsedRun(Run):
    environment = Coin
    budget = AT_ONCE

    @property
    def effort(self) -> float:
        processes = (self._workflow, *self._workflow.subprocesses.values())
        return 5 + sum(len(process.tasks) for process in processes) + _cost(self._spent)


def _cost(steps: int) -> float:
    """A long way in one step costs more than the same way in many."""
    return steps + steps**2 / 30


@dataclass
class Stage:
    """A host without a case. `certain`: flows that must be taken where no other of their gateway is."""

    random: Random
    certain: frozenset[str]
    now: datetime = datetime(2026, 1, 1, tzinfo=UTC)
    record: dict[str, Any] = field(default_factory=dict)
    scope: Mapping[str, Any] = field(default_factory=dict)
    functions: Mapping[str, Any] = field(default_factory=lambda: FUNCTIONS)

    def after(self, start: datetime, duration: str) -> datetime:
        return later(start, duration)

    def call(self, handler: str, parameters: dict[str, Any], node: Node) -> Mapping[str, Any] | None:
        return None

    def decide(self, decision: str, scope: Mapping[str, Any], node: Node) -> Any:
        return None


class Walk:
    def __init__(self, procedure: Procedure, random: Random, effort: float = EFFORT) -> None:
        self.procedure = procedure
        self.random = random
        self.effort = effort
        """What is left of it."""
        self.host = Stage(random, frozenset(_certain(procedure)))
        self.codes = sorted({code or "" for code in _codes(procedure)})
        self.reached: set[str] = set()
        self.ended = False
        self.size = 0

    def go(self, steps: int) -> None:
        run = RehearsedRun.start(self.procedure, self.host)
        for _ in range(steps):
            self.reached |= {step.node_id for step in run.steps}
            self.ended = run.ended
            self.effort -= run.effort
            if run.ended or self.effort <= 0:
                return
            state = run.dump()
            self.size = max(self.size, len(state))
            run = RehearsedRun.restore(self.procedure, state, self.host)
            self._act(run)

    def _act(self, run: Run) -> None:
        action, what = self.random.choice(list(_actions(run)))
        if action == "complete":
            run.complete(what)
        elif action == "finish":
            run.finish_job(what, None)
        elif action == "fail":
            run.fail_job(what, self.random.choice(self.codes or [""]))
        elif action == "receive":
            run.receive(what)
        else:
            self.host.now += A_YEAR
            run.wake()


def _actions(run: Run) -> Iterator[tuple[str, str]]:
    tokens = run.tokens()
    yield from (("complete", task.token) for task in tokens.tasks)
    yield from (("finish", job.token) for job in tokens.jobs)
    yield from (("fail", job.token) for job in tokens.jobs)
    yield from (("receive", message.message) for message in tokens.messages)
    yield from (("wake", "") for _ in tokens.timers[:1])


def _specs(procedure: Procedure) -> Iterator[Any]:
    for process in (procedure.spec, *procedure.called.values()):
        yield from process.task_specs.values()


def _certain(procedure: Procedure) -> Iterator[str]:
    """The last condition of each gateway that has no default: together they are taken to leave nothing out."""
    for spec in _specs(procedure):
        conditions = [condition for condition, _ in getattr(spec, "cond_task_specs", ())]
        if conditions and None not in conditions:
            yield conditions[-1].flow


def _codes(procedure: Procedure) -> Iterator[str | None]:
    for spec in _specs(procedure):
        definition = getattr(spec, "event_definition", None)
        if isinstance(definition, ErrorEvent):
            yield definition.code
