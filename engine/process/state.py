"""A case's tokens as bytes, without its diagram: codec, format, then JSON. Opened only by a release that knows the
format, and only with the version of the document type that it was written with or one that has the same nodes."""

from typing import Any
from uuid import UUID

import orjson
from backports import zstd
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.errors import StateError
from engine.process.procedure import Procedure

FORMAT = 1
PLAIN, ZSTD = 0, 1
LARGE = 4096


def pack(document: dict[str, Any]) -> bytes:
    body = orjson.dumps(document)
    if len(body) <= LARGE:
        return bytes((PLAIN, FORMAT)) + body
    return bytes((ZSTD, FORMAT)) + zstd.compress(body)


def unpack(state: bytes) -> dict[str, Any]:
    if len(state) < 2 or state[0] not in (PLAIN, ZSTD):
        raise StateError("Expected the stored state of a case, but got something else")
    if state[1] != FORMAT:
        raise StateError(f"Expected a stored state of format {FORMAT}, but it is of format {state[1]}")
    try:
        body = zstd.decompress(state[2:]) if state[0] == ZSTD else state[2:]
        document: dict[str, Any] = orjson.loads(body)
    except (zstd.ZstdError, orjson.JSONDecodeError):
        raise StateError("Expected a stored state that can be read, but it is damaged") from None
    return document


def write(workflow: Any, status: str | None) -> bytes:
    processes = sorted(workflow.subprocesses.values(), key=lambda process: process.depth)
    document = {
        "process": workflow.spec.name,
        "status": status,
        "processes": [_process(process) for process in (workflow, *processes)],
    }
    return pack(document)


def _process(process: Any) -> dict[str, Any]:
    above = process.parent_task_id
    return {
        "in": None if above is None else str(above),
        "completed": process.completed,
        "success": process.success,
        "tasks": [_task(task) for task in process.tasks.values()],
    }


def _task(task: Any) -> list[Any]:
    """Id, parent, node, state; then what few tasks have."""
    above = None if task._parent is None else str(task._parent)
    rare = {"triggered": task.triggered, "internal": task.internal_data, "data": task.data}
    rare = {name: value for name, value in rare.items() if value}
    return [str(task.id), above, task.task_spec.name, task.state, *([rare] if rare else [])]


def read(procedure: Procedure, state: bytes, script_engine: Any) -> tuple[Any, str | None]:
    """The workflow, and the status of the end that it has reached."""
    document = unpack(state)
    if document["process"] != procedure.id:
        raise StateError(f"Expected a state of '{procedure.id}', but it is one of '{document['process']}'")
    workflow = BpmnWorkflow(procedure.spec, procedure.called, script_engine=script_engine, deserializing=True)
    for stored in document["processes"]:
        process = workflow if stored["in"] is None else _inner(workflow, UUID(stored["in"]))
        process.completed, process.success = stored["completed"], stored["success"]
        _fill(process, stored["tasks"])
    return workflow, document["status"]


def _inner(workflow: Any, task_id: UUID) -> Any:
    known = (workflow, *workflow.subprocesses.values())
    above: Any = next((process.tasks[task_id] for process in known if task_id in process.tasks), None)
    spec = workflow.subprocess_specs.get(getattr(getattr(above, "task_spec", None), "spec", None))
    if spec is None:
        raise StateError("Expected the caller of each called process in the stored state, but one is missing")
    process = BpmnSubWorkflow(spec, task_id, workflow, deserializing=True)
    workflow.subprocesses[task_id] = process
    process.completed_event.connect(above.task_spec._on_subworkflow_completed, above)
    return process


def _fill(process: Any, stored: list[list[Any]]) -> None:
    """Makes all tasks, then joins them into a tree, in whatever order they were stored."""
    for task_id, _, name, state, *rare in stored:
        spec = process.spec.task_specs.get(name)
        if spec is None:
            raise StateError(
                f"Expected this version to have the node '{name}' where the case waits, but it has none"
            )
        task = Task(process, spec, state=state, id=UUID(task_id))
        for extra in rare:
            task.triggered = extra.get("triggered", False)
            task.internal_data = extra.get("internal", {})
            task.data = extra.get("data", {})
        if isinstance(spec, CatchingEvent) and task.has_state(TaskState.WAITING):
            process.top_workflow.event_manager.add_task(task)
    for task_id, above, *_ in stored:
        _join(process, process.tasks[UUID(task_id)], above)


def _join(process: Any, task: Any, above: str | None) -> None:
    if above is None:
        process.task_tree = task
        return
    parent = process.tasks.get(UUID(above))
    if parent is None:
        raise StateError("Expected every token of the stored state to hang together, but one does not")
    task._parent = parent.id
    parent._children.append(task.id)
