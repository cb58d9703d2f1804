"""Gateways that count tokens. The library's look at history instead, and pass a case with a branch unfinished
when a block is entered a second time."""

from collections.abc import Iterable
from typing import Any

from SpiffWorkflow.bpmn.specs.bpmn_task_spec import BpmnTaskSpec
from SpiffWorkflow.bpmn.specs.control import BoundaryEventJoin
from SpiffWorkflow.bpmn.specs.defaults import (
    BoundaryEvent,
    ExclusiveGateway,
    InclusiveGateway,
    ParallelGateway,
)
from SpiffWorkflow.specs.base import TaskSpec
from SpiffWorkflow.specs.MultiChoice import MultiChoice
from SpiffWorkflow.util.task import TaskState

from engine.errors import ProcedureError
from engine.process.nodes import Node

OPEN = TaskState.READY | TaskState.STARTED | TaskState.WAITING


def no_way_on(node: str) -> ProcedureError:
    sentence = f"Expected a condition behind '{node}' to hold, but none does and it has no default"
    return ProcedureError(node, sentence)


class Choice(ExclusiveGateway):
    def _run_hook(self, my_task: Any) -> bool:
        for condition, name in self.cond_task_specs:
            if condition is not None and condition._matches(my_task):
                return _take(my_task, [self._wf_spec.task_specs[name]])
        if self.default_task_spec is None:
            raise no_way_on(self.bpmn_id)
        return _take(my_task, [self._wf_spec.task_specs[self.default_task_spec]])


class Fork(MultiChoice, BpmnTaskSpec):
    """Behind a task with conditions on its ways out. All ways go whose condition holds, and those without any; the
    default one where no other does (BPMN 13.3.2). The library would always take every way."""

    node: Node
    default: str | None = None

    def connect(self, task_spec: Any) -> None:
        """As the default way."""
        self.default = task_spec.name
        self.connect_if(None, task_spec)

    def connect_always(self, task_spec: Any) -> None:
        self.connect_if(None, task_spec)

    def _run_hook(self, my_task: Any) -> bool:
        taken = [
            name
            for condition, name in self.cond_task_specs
            if (name != self.default if condition is None else condition._matches(my_task))
        ]
        if not taken and self.default is None:
            raise no_way_on(self.node.id)
        return _take(my_task, [self._wf_spec.task_specs[name] for name in taken or [self.default]])


def _take(my_task: Any, outputs: list[Any]) -> bool:
    my_task._sync_children(outputs, TaskState.FUTURE)
    for child in my_task.children:
        child.task_spec._predict(child, mask=TaskState.FUTURE | TaskState.PREDICTED_MASK)
    return True


class TokenJoin(TaskSpec):
    """A token that has arrived is a task of the join in state WAITING below the node that it came from. Firing takes
    one of each input, and the one that was looked at goes on; tokens in excess stay."""

    def _update_hook(self, my_task: Any) -> bool:
        arrivals = {arrival.parent.task_spec.name: arrival for arrival in self.arrivals(my_task)}
        arrivals[my_task.parent.task_spec.name] = my_task
        if not self.may_fire(my_task, arrivals):
            my_task._set_state(TaskState.WAITING)
            return False
        for arrival in arrivals.values():
            if arrival is not my_task:
                arrival.cancel()
        my_task._inherit_data()
        return True

    def arrivals(self, my_task: Any) -> list[Any]:
        return [task for task in my_task.workflow.tasks.values() if task.task_spec is self and _waits(task)]

    def may_fire(self, my_task: Any, arrivals: dict[str, Any]) -> bool:
        raise NotImplementedError


def _waits(task: Any) -> bool:
    waits: bool = task.has_state(TaskState.WAITING)
    return waits


class ParallelJoin(TokenJoin, ParallelGateway):
    def may_fire(self, my_task: Any, arrivals: dict[str, Any]) -> bool:
        return arrivals.keys() >= set(self._inputs)

    def _run_hook(self, my_task: Any) -> bool:
        return True


class BoundaryJoin(BoundaryEventJoin):
    """The library's inner join of an activity with its boundary events. Its own also ends the joins of another visit
    to the same activity that began on a path of the first, and lets two events take the same activity away."""

    def _check_threshold_structured(self, my_task: Any) -> tuple[bool, list[Any]]:
        finished, ending = super()._check_threshold_structured(my_task)
        events = my_task.find_ancestor(self.split_task).children
        if any(is_interrupting(event) and event.has_state(TaskState.COMPLETED) for event in events):
            ending += [e for e in events if is_interrupting(e) and e.has_state(TaskState.READY)]
        return finished, ending

    def _find_tasks(self, my_task: Any) -> list[Any]:
        split = my_task.find_ancestor(self.split_task)
        return [task for branch in split.children for task in branch.children if task.task_spec is self]


def is_interrupting(task: Any) -> bool:
    """Whether it is an event that takes the activity away on whose boundary it stands."""
    return isinstance(task.task_spec, BoundaryEvent) and task.task_spec.cancel_activity


class InclusiveJoin(TokenJoin, InclusiveGateway):
    """Waits while a token elsewhere can still reach an input that has none, and no input that has one (BPMN 13.3.3)."""

    def may_fire(self, my_task: Any, arrivals: dict[str, Any]) -> bool:
        missing = [name for name in self._inputs if name not in arrivals]
        if not missing:
            return True
        elsewhere = {
            task.task_spec.name for task in my_task.workflow.tasks.values() if self._is_token(task, my_task)
        }
        to_missing = self._sources(missing)
        to_satisfied = self._sources(arrivals)
        return not (elsewhere & (to_missing - to_satisfied))

    def _is_token(self, task: Any, my_task: Any) -> bool:
        """FUTURE below a finished task: its turn comes within this very step."""
        if task is my_task or task.task_spec is self:
            return False
        coming = task.has_state(TaskState.FUTURE) and task.parent.has_state(TaskState.COMPLETED)
        return coming or bool(task.has_state(OPEN))

    def _sources(self, inputs: Iterable[str]) -> set[str]:
        """The names of all specs from which one of the inputs can be reached without passing this gateway."""
        found: set[str] = set()
        waiting = list(inputs)
        while waiting:
            name = waiting.pop()
            if name in found or name == self.name:
                continue
            found.add(name)
            waiting += self._wf_spec.task_specs[name]._inputs
        return found

    def _run_hook(self, my_task: Any) -> bool:
        matches, defaults = self._get_matching_outputs(my_task)
        if not (matches or defaults):
            raise no_way_on(self.bpmn_id)
        return _take(my_task, matches or defaults)
