"""Forgets the way that tokens came: a case that is sent back for the hundredth time is as small as at the first.

The history is written from `Run.steps` before that.
"""

from collections.abc import Iterator
from typing import Any

from SpiffWorkflow.bpmn.specs.control import BoundaryEventSplit
from SpiffWorkflow.util.task import TaskState

from engine.process.items import is_round
from engine.process.joins import TokenJoin


def compact(workflow: Any) -> None:
    """Ids of unfinished tasks stay. Not in the middle of a step: the library still asks what was done last."""
    for task_id, process in list(workflow.subprocesses.items()):
        if process.completed:
            forget_process(workflow, task_id)
    for process in (workflow, *workflow.subprocesses.values()):
        _compact_one(process)


def forget_process(workflow: Any, task_id: Any) -> None:
    """A called process or sub-process that is over, with all below it."""
    process = workflow.subprocesses.pop(task_id, None)
    if process is None:
        return
    for task in process.tasks.values():
        workflow.event_manager.remove_task(task)
        forget_process(workflow, task.id)


def _compact_one(process: Any) -> None:
    process.last_task = None
    for task in list(_bottom_up(process.task_tree)):
        if task is process.task_tree or not task.has_state(TaskState.FINISHED_MASK) or _needed(task):
            continue
        if not task._children:
            _replace(task, [])
        elif len(task._children) == 1:
            _replace(task, task._children)


def _bottom_up(root: Any) -> Iterator[Any]:
    """Children before their parents, so that one pass is enough."""
    order: list[Any] = []
    waiting = [root]
    while waiting:
        task = waiting.pop()
        order.append(task)
        waiting += task.children
    yield from reversed(order)


def _needed(task: Any) -> bool:
    if task.has_state(TaskState.ERROR):
        return True
    parent = task.parent
    if is_round(task) and not parent.has_state(TaskState.FINISHED_MASK):
        return True
    if isinstance(parent.task_spec, BoundaryEventSplit) and _is_open(parent):
        return task.task_spec.name in parent.task_spec._outputs and not _is_spent(task)
    return any(
        isinstance(child.task_spec, TokenJoin) and child.has_state(TaskState.WAITING)
        for child in task.children
    )


def _is_open(split: Any) -> bool:
    """While the activity or one of its boundary events can still go off, the library looks for all of them here."""
    own = split.task_spec._outputs
    return any(
        child.task_spec.name in own and not child.has_state(TaskState.FINISHED_MASK)
        for child in split.children
    )


def _is_spent(task: Any) -> bool:
    """One of several times that a boundary event went off, with nothing left of its path."""
    return not task._children and any(
        sibling.task_spec is task.task_spec and not sibling.has_state(TaskState.FINISHED_MASK)
        for sibling in task.parent.children
    )


def _replace(task: Any, children: list[Any]) -> None:
    process, parent = task.workflow, task.parent
    place = parent._children.index(task.id)
    parent._children[place : place + 1] = children
    for child in children:
        process.tasks[child]._parent = parent.id
    del process.tasks[task.id]
    process.top_workflow.event_manager.remove_task(task)
