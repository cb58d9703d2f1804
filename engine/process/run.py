"""One case in memory, within one transaction: opened or restored, moved, and written back."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Self

from SpiffWorkflow.bpmn import BpmnEvent, BpmnWorkflow
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import LoopTask
from SpiffWorkflow.exceptions import SpiffWorkflowException
from SpiffWorkflow.util.task import TaskState

from engine.errors import BrokenRunError, NotWaitingError, ProcedureError, StepBudgetError, StuckError
from engine.process import state
from engine.process.compaction import compact, forget_process
from engine.process.events import DUE, Message, catcher, hand_over, recount, spread
from engine.process.expressions import Environment, Host
from engine.process.items import item_of
from engine.process.joins import Fork, is_interrupting
from engine.process.places import Place, places_in, put
from engine.process.procedure import Procedure
from engine.process.specs import land
from engine.process.tokens import Tokens, is_for_a_worker, is_for_people, open_tasks, reached_from, tokens_of

BUDGET = 1_000
"""Steps of the engine in one transaction, people's and workers' not counted."""


@dataclass(frozen=True)
class Step:
    node_id: str
    token: str
    item: str | None = None


class Run:
    """A run that raised anything but NotWaitingError has stopped halfway and refuses to go on: restore it again."""

    environment: type[Environment] = Environment
    budget = BUDGET

    def __init__(self, procedure: Procedure, host: Host) -> None:
        self.procedure = procedure
        self.host = host
        self.reached: str | None = None
        """The property `status` of the last end that the process itself reached, which may have tokens left."""
        self.steps: list[Step] = []
        self.flows: list[str] = []
        """The sequence flows that tokens of this transaction took."""
        self._spent = 0
        self._at = procedure.id
        self._broken = False
        self._workflow: Any = None

    @classmethod
    def start(cls, procedure: Procedure, host: Host) -> Self:
        run = cls(procedure, host)
        with run._moving():
            run._take(BpmnWorkflow(procedure.spec, procedure.called, script_engine=run._engine()))
            run._advance()
        return run

    @classmethod
    def restore(cls, procedure: Procedure, stored: bytes, host: Host) -> Self:
        run = cls(procedure, host)
        workflow, run.reached = state.read(procedure, stored, run._engine())
        run._take(workflow)
        return run

    @classmethod
    def place(
        cls, procedure: Procedure, tokens: Iterable[Place], host: Host, *, reached: str | None = None
    ) -> "Run":
        """A new run with its tokens put where they are said to be; ids of tokens are new, due times stay."""
        run = cls(procedure, host)
        run.reached = reached
        with run._moving():
            run._take(BpmnWorkflow(procedure.spec, procedure.called, script_engine=run._engine()))
            put(run._workflow, tokens)
            run._workflow.update_waiting_tasks()
            run._advance()
        return run

    def places(self) -> tuple[Place, ...]:
        return () if self.ended else places_in(self._workflow)

    def _engine(self) -> Any:
        return PythonScriptEngine(self.environment(self.host))

    def _take(self, workflow: Any) -> None:
        self._workflow = workflow
        workflow.task_removed_event.connect(_forget)

    @property
    def ended(self) -> bool:
        return bool(self._workflow.completed)

    @property
    def status(self) -> str | None:
        """The property `status` of the end that the process reached, or `withdrawn`; None while it has not ended."""
        return self.reached if self.ended else None

    def tokens(self) -> Tokens:
        return Tokens() if self.ended else tokens_of(self._workflow)

    def complete(self, token: str) -> None:
        """What is overdue happens first: a task that its timer takes away is not waiting any more."""
        self.wake(only_overdue=True)
        task = self._find(token)
        if not is_for_people(task):
            raise NotWaitingError(token)
        self._at = task.task_spec.bpmn_id
        with self._moving():
            task.run()
            self._note(task)
            self._advance()

    def finish_job(self, token: str, result: Mapping[str, Any] | None) -> None:
        """A result that arrives before its overdue timer was woken counts: the outside system has done the work."""
        task = self._job(token)
        with self._moving():
            land(self.host, task, task.task_spec.node, result)
            task.complete()
            self._note(task)
            self._advance()

    def fail_job(self, token: str, code: str) -> bool:
        """Takes the path of the error boundary that catches `code`; False, and nothing moves, where none does."""
        boundary = catcher(self._job(token), code)
        if boundary is None:
            return False
        with self._moving():
            hand_over(boundary)
            self._advance()
        return True

    def boundary_of(self, token: str, code: str) -> str | None:
        """The node of the error boundary that would catch `code`."""
        boundary = catcher(self._job(token), code)
        return None if boundary is None else str(boundary.task_spec.bpmn_id)

    def job_parameters(self, token: str) -> dict[str, Any]:
        task = self._job(token)
        with self._moving():
            parameters: dict[str, Any] = task.task_spec.evaluated(task)
        return parameters

    def receive(self, message: str) -> bool:
        """Tells the case that a message has come; False, and nothing moves, where nobody waits for it."""
        with self._moving():
            caught = self._workflow.event_manager.catch(BpmnEvent(Message(message, "")), internal=False)
            if caught:
                self._advance()
        return bool(caught)

    def wake(self, *, only_overdue: bool = False) -> None:
        """Lets happen what is due at the host's moment."""
        if only_overdue and not any(timer.due_at <= self.host.now for timer in self.tokens().timers):
            return
        with self._moving():
            self._workflow.refresh_timers()
            self._advance()

    def recount(self) -> None:
        """Reckons what timers wait for anew, after the host's calendar has changed; nothing goes off yet."""
        for task in open_tasks(self._workflow):
            recount(task)

    def withdraw(self) -> None:
        with self._moving():
            self._workflow.cancel()
            self.reached = "withdrawn"

    def dump(self) -> bytes:
        with self._moving():
            compact(self._workflow)
            return state.write(self._workflow, self.reached)

    def _find(self, token: str) -> Any:
        task = next((task for task in open_tasks(self._workflow) if str(task.id) == token), None)
        if task is None or self.ended:
            raise NotWaitingError(token)
        return task

    def _job(self, token: str) -> Any:
        task = self._find(token)
        if not is_for_a_worker(task):
            raise NotWaitingError(token)
        return task

    @contextmanager
    def _moving(self) -> Iterator[None]:
        if self._broken:
            raise BrokenRunError
        self._broken = True
        try:
            yield
        except SpiffWorkflowException as error:
            raise ProcedureError(self._at, f"Expected '{self._at}' to go on, but: {error.args[0]}") from error
        except RecursionError as error:
            raise StepBudgetError(self._at, self.budget) from error
        self._broken = False

    def _advance(self) -> None:
        """To where people, workers or time are needed. Not by the library's own loop: it runs what an end or an error
        has taken away in the same round."""
        moving = True
        while moving:
            while self._round():
                pass
            self._workflow.refresh_timers()
            moving = any(_is_ours(task) for task in open_tasks(self._workflow))
        if not self.ended and not self.tokens():
            raise StuckError(self._at)

    def _round(self) -> bool:
        """Runs what is ready now, then delivers what was signalled; tells whether anything was ready."""
        ready = [task for task in open_tasks(self._workflow) if _is_ours(task)]
        for task in sorted(ready, key=_turn):
            if _is_ours(task):
                self._spend(task)
                task.run()
                self._note(task)
        environment = self._workflow.script_engine.environment
        thrown, environment.thrown = environment.thrown, []
        for thrower in thrown:
            spread(thrower)
        return bool(ready)

    def _spend(self, task: Any) -> None:
        self._spent += 1
        self._at = task.task_spec.bpmn_id or self._at
        if self._spent > self.budget:
            raise StepBudgetError(self._at, self.budget)

    def _note(self, task: Any) -> None:
        spec = task.task_spec
        if isinstance(spec, Fork):
            self.flows += self.procedure.flows_between(spec.node.id, reached_from(task))
        if spec.bpmn_id is None or not task.has_state(TaskState.COMPLETED):
            return
        self.flows += self.procedure.flows_between(spec.bpmn_id, reached_from(task))
        if isinstance(spec, LoopTask):
            return
        self.steps.append(Step(spec.bpmn_id, str(task.id), item_of(task)))
        if spec.node.kind == "endEvent" and task.workflow is self._workflow:
            self.reached = spec.node.properties.get("status", self.reached)


def _is_ours(task: Any) -> bool:
    return bool(task.has_state(TaskState.READY) and not task.task_spec.manual)


def _turn(task: Any) -> tuple[bool, int, str]:
    """Events that take an activity away before what goes on within it, the earliest of several; then inner processes
    first."""
    is_first = is_interrupting(task)
    due = min(task.internal_data.get(DUE, {}).values(), default="") if is_first else ""
    return not is_first, -task.workflow.depth, due


def _forget(process: Any, task: Any) -> None:
    """The library leaves timers and sub-processes of a removed task behind, still running."""
    process.top_workflow.event_manager.remove_task(task)
    forget_process(process.top_workflow, task.id)
