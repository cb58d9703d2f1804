"""Where a case waits, as plain values that can be compared: rows of the database follow from them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from SpiffWorkflow.bpmn.specs.control import BoundaryEventSplit
from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.bpmn.specs.mixins.events.intermediate_event import BoundaryEvent
from SpiffWorkflow.util.task import TaskState

from engine.process.events import FirstOf, Message, Once, Repeating
from engine.process.items import item_of
from engine.process.specs import OutsideTask


@dataclass(frozen=True, order=True)
class Waiting:
    """`role`: the lane, or that of the nearest caller that has one. `item`: the key of a multi-instance's item."""

    token: str
    node: str
    role: str | None
    item: str | None


@dataclass(frozen=True, order=True)
class Timer:
    """`due_at` is in UTC."""

    token: str
    node: str
    due_at: datetime


@dataclass(frozen=True, order=True)
class Awaited:
    """`message`: the name of what has to come."""

    token: str
    node: str
    message: str
    item: str | None


@dataclass(frozen=True)
class Tokens:
    """Sorted by node, so that two views of one state are equal."""

    tasks: tuple[Waiting, ...] = ()
    jobs: tuple[Waiting, ...] = ()
    timers: tuple[Timer, ...] = ()
    messages: tuple[Awaited, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.tasks or self.jobs or self.timers or self.messages)


def tokens_of(workflow: Any) -> Tokens:
    tasks: list[Waiting] = []
    jobs: list[Waiting] = []
    timers: list[Timer] = []
    messages: list[Awaited] = []
    for task in open_tasks(workflow):
        if is_for_people(task):
            tasks.append(_waiting(task))
        elif is_for_a_worker(task):
            jobs.append(_waiting(task))
        elif isinstance(task.task_spec, CatchingEvent) and task.has_state(TaskState.WAITING):
            timers += _timers(task)
            messages += _messages(task)
    return Tokens(_sorted(tasks), _sorted(jobs), _sorted(timers), _sorted(messages))


def is_for_people(task: Any) -> bool:
    return bool(task.has_state(TaskState.READY) and task.task_spec.manual)


def is_for_a_worker(task: Any) -> bool:
    return bool(task.has_state(TaskState.STARTED) and isinstance(task.task_spec, OutsideTask))


def open_tasks(workflow: Any) -> Iterator[Any]:
    """Every unfinished task of the case, those of called processes and sub-processes that are still running too."""
    running = [process for process in workflow.subprocesses.values() if not process.completed]
    for process in (workflow, *running):
        for task in process.tasks.values():
            if task.has_state(TaskState.NOT_FINISHED_MASK):
                yield task


def reached_from(task: Any) -> list[str]:
    """The nodes that a finished node has sent its token to, through the library's own joins and splits."""
    found, waiting = [], list(task.children)
    while waiting:
        child = waiting.pop()
        if isinstance(child.task_spec, BoundaryEventSplit):
            waiting += [below for below in child.children if not isinstance(below.task_spec, BoundaryEvent)]
        elif child.task_spec.bpmn_id is not None:
            found.append(child.task_spec.bpmn_id)
    return found


def role_of(task: Any) -> str | None:
    while task is not None:
        lane: str | None = task.task_spec.node.lane
        if lane is not None:
            return lane
        above = task.workflow.parent_task_id
        task = None if above is None else task.workflow.top_workflow.get_task_from_id(above)
    return None


def _waiting(task: Any) -> Waiting:
    return Waiting(str(task.id), task.task_spec.bpmn_id, role_of(task), item_of(task))


def _definitions(task: Any) -> list[Any]:
    definition = task.task_spec.event_definition
    return list(definition.event_definitions) if isinstance(definition, FirstOf) else [definition]


def _timers(task: Any) -> Iterator[Timer]:
    for definition in _definitions(task):
        if isinstance(definition, Once | Repeating) and (due := definition.due(task)) is not None:
            yield Timer(str(task.id), definition.name, due)


def _messages(task: Any) -> Iterator[Awaited]:
    for definition in _definitions(task):
        if isinstance(definition, Message):
            yield Awaited(str(task.id), definition.node, definition.name, item_of(task))


def _sorted(found: list[Any]) -> tuple[Any, ...]:
    return tuple(sorted(found, key=_order))


def _order(waiting: Any) -> tuple[Any, ...]:
    inner = waiting.due_at if isinstance(waiting, Timer) else waiting.item or ""
    return waiting.node, inner, waiting.token
