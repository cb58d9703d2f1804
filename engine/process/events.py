"""Timers that follow the host's moment, signals within a case, errors that find their boundary, and the gateway for
what comes first."""

from datetime import datetime
from typing import Any

from SpiffWorkflow.bpmn import BpmnEvent
from SpiffWorkflow.bpmn.specs.control import BoundaryEventJoin, BoundaryEventSplit
from SpiffWorkflow.bpmn.specs.defaults import BoundaryEvent, EndEvent, EventBasedGateway
from SpiffWorkflow.bpmn.specs.event_definitions.base import EventDefinition
from SpiffWorkflow.bpmn.specs.event_definitions.item_aware_event import ErrorEventDefinition
from SpiffWorkflow.bpmn.specs.event_definitions.message import MessageEventDefinition
from SpiffWorkflow.bpmn.specs.event_definitions.multiple import MultipleEventDefinition
from SpiffWorkflow.bpmn.specs.event_definitions.timer import TimerEventDefinition
from SpiffWorkflow.util.task import TaskState

from engine.errors import ProcedureError
from engine.process.expressions import environment_of
from engine.process.items import is_round
from engine.process.timers import DURATION, Cycle, compiled_timer, due_at

DUE = "due"
COUNTED = "counted"
"""By event, what its due time was counted from: a moment and a duration. Moments of the wall clock are not counted."""
PERIOD = "period"
LEFT = "left"
CAME = "came"


class Once(TimerEventDefinition):
    """A duration or a moment. The due time is fixed when the token arrives; its name is the id of its node."""

    def __init__(self, node: str, text: str) -> None:
        super().__init__(node, compiled_timer(text, node))

    def due(self, my_task: Any) -> datetime:
        kept = my_task.internal_data.setdefault(DUE, {})
        if self.name not in kept:
            text = environment_of(my_task).time(self.expression, my_task, self.name)
            host = environment_of(my_task).host
            kept[self.name] = due_at(text, host.now, self.name, host.after).isoformat()
            if DURATION.fullmatch(text):
                _count(my_task, self.name, host.now, text)
        return datetime.fromisoformat(kept[self.name])

    def has_fired(self, my_task: Any) -> bool:
        return self.due(my_task) <= environment_of(my_task).host.now


class Repeating(TimerEventDefinition):
    """Goes off at the end of each period, beside the activity. Periods that passed while nobody looked count, but go
    off once together. The library's would take unfinished reminders away when the activity ends."""

    def __init__(self, node: str, text: str) -> None:
        super().__init__(node, compiled_timer(text, node))

    def due(self, my_task: Any) -> datetime | None:
        """None once the last period is over."""
        kept = my_task.internal_data
        if DUE not in kept:
            cycle = Cycle.of(environment_of(my_task).time(self.expression, my_task, self.name), self.name)
            host = environment_of(my_task).host
            due = due_at(cycle.period, host.now, self.name, host.after)
            kept |= {PERIOD: cycle.period, LEFT: cycle.times, DUE: {self.name: due.isoformat()}}
            _count(my_task, self.name, host.now, cycle.period)
        return None if kept[LEFT] == 0 else datetime.fromisoformat(kept[DUE][self.name])

    def update_task(self, my_task: Any) -> None:
        host, passed = environment_of(my_task).host, 0
        while (due := self.due(my_task)) is not None and due <= host.now:
            kept, passed = my_task.internal_data, passed + 1
            kept[DUE] = {self.name: due_at(kept[PERIOD], due, self.name, host.after).isoformat()}
            _count(my_task, self.name, due, kept[PERIOD])
            kept[LEFT] = None if kept[LEFT] is None else kept[LEFT] - 1
        if passed:
            _go_off(my_task)


def _count(my_task: Any, event: str, start: datetime, duration: str) -> None:
    my_task.internal_data.setdefault(COUNTED, {})[event] = [start.isoformat(), duration]


def recount(my_task: Any) -> None:
    """Reckons due times anew, after the host's calendar has changed."""
    host = environment_of(my_task).host
    for event, (start, duration) in my_task.internal_data.get(COUNTED, {}).items():
        due = due_at(duration, datetime.fromisoformat(start), event, host.after)
        my_task.internal_data[DUE][event] = due.isoformat()


def _go_off(my_task: Any) -> None:
    """As one more boundary event that has fired, beside the one that goes on waiting."""
    shot = my_task.parent._add_child(my_task.task_spec, TaskState.FUTURE)
    shot.triggered = True
    shot.task_spec._predict(shot, mask=TaskState.NOT_FINISHED_MASK)
    for child in shot.children:
        if isinstance(child.task_spec, BoundaryEventJoin):
            shot.workflow._remove_task(child.id)
    shot._ready()


class FirstOf(MultipleEventDefinition):
    """The events after a gateway: the first that comes decides, of timers due at once the earliest."""

    def has_fired(self, my_task: Any) -> bool:
        if CAME not in my_task.internal_data:
            now = environment_of(my_task).host.now
            timers = [
                (event.due(my_task), event.name)
                for event in self.event_definitions
                if isinstance(event, Once)
            ]
            if timers and min(timers)[0] <= now:
                my_task.internal_data[CAME] = min(timers)[1]
        return CAME in my_task.internal_data

    def catch(self, my_task: Any, event: Any = None) -> None:
        came = next(item for item in self.event_definitions if item.catches(my_task, event))
        my_task.internal_data.setdefault(CAME, came.node)


class Message(MessageEventDefinition):
    def __init__(self, name: str, node: str) -> None:
        super().__init__(name)
        self.node = node


class Signal(EventDefinition):
    """Reaches everything in the case that waits for its name when it is thrown; where nothing does it is gone."""

    def __init__(self, name: str, node: str) -> None:
        super().__init__(name)
        self.node = node

    def throw(self, my_task: Any) -> None:
        """Delivered at the end of the engine's round: who begins to wait in the same round is reached, too."""
        environment_of(my_task).thrown.append(my_task)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Signal) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)


def spread(thrower: Any) -> None:
    """Lets everything that waits for its signal go off, but for what only waits since its token went on there."""
    event = BpmnEvent(thrower.task_spec.event_definition)
    waiting = list(thrower.workflow.top_workflow.event_manager.tasks.values())
    for task in [
        task for task in waiting if task.task_spec.catches(task, event) and task.parent is not thrower
    ]:
        task.task_spec.catch(task, event)
        task.task_spec._update(task)


class Boundary(BoundaryEvent):
    """One that does not interrupt goes off as often as it is told to; the library's does so once."""

    def catch(self, my_task: Any, event: Any) -> None:
        if self.cancel_activity:
            super().catch(my_task, event)
        else:
            _go_off(my_task)


class EventChoice(EventBasedGateway):
    def _run_hook(self, my_task: Any) -> bool:
        came = self._wf_spec.task_specs[my_task.internal_data[CAME]]
        my_task._sync_children([came], TaskState.FUTURE)
        for child in my_task.children:
            child.task_spec._predict(child, mask=TaskState.FUTURE | TaskState.PREDICTED_MASK)
        return True


class ErrorEvent(ErrorEventDefinition):
    def throw(self, my_task: Any) -> None:
        boundary = catcher(my_task, self.code)
        if boundary is None:
            raise ProcedureError(
                self.name, f"Expected a boundary that catches error '{self.code}', but there is none"
            )
        hand_over(boundary)


class End(EndEvent):
    """An error ends its whole sub-process or called process at once, before the boundary's path begins."""

    def _on_complete_hook(self, my_task: Any) -> None:
        super()._on_complete_hook(my_task)
        if isinstance(self.event_definition, ErrorEvent):
            for task in my_task.workflow.get_tasks(state=TaskState.NOT_FINISHED_MASK):
                task.cancel()


def catcher(my_task: Any, code: str | None) -> Any:
    """The waiting boundary event that an error of this code reaches, from the inside out; None if there is none."""
    activity = my_task
    while activity is not None:
        for sibling in _boundaries(activity):
            definition = sibling.task_spec.event_definition
            if isinstance(definition, ErrorEvent) and definition.code in (None, code):
                return sibling
        above = activity.workflow.parent_task_id
        activity = activity.workflow.top_workflow.get_task_from_id(above) if above is not None else None
    return None


def _boundaries(activity: Any) -> list[Any]:
    if is_round(activity):
        activity = activity.parent
    split = activity.parent
    if not isinstance(split.task_spec, BoundaryEventSplit):
        return []
    own = activity.task_spec.bpmn_id
    waiting = [
        task for task in split.children if task.has_state(TaskState.WAITING) and _is_attached(task, own)
    ]
    return sorted(waiting, key=lambda task: getattr(task.task_spec.event_definition, "code", None) is None)


def _is_attached(task: Any, activity: str) -> bool:
    node = getattr(task.task_spec, "node", None)
    return node is not None and node.attached_to == activity


def hand_over(boundary: Any) -> None:
    """Makes the boundary event go off."""
    boundary.task_spec.catch(boundary, BpmnEvent(boundary.task_spec.event_definition))
    boundary.task_spec._update(boundary)
