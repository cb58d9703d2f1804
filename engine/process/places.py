"""Where tokens stand, free of the version that put them there: taken from one run, and put into a new one on another
version. It serves migration, a jump by an administrator and a way back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from SpiffWorkflow.bpmn.specs.control import BoundaryEventSplit
from SpiffWorkflow.bpmn.specs.defaults import BoundaryEvent
from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import LoopTask, StandardLoopTask
from SpiffWorkflow.util.task import TaskState

from engine.errors import ProcedureError
from engine.process.compaction import forget_process
from engine.process.items import is_round
from engine.process.joins import Fork, TokenJoin
from engine.process.nodes import FORK

OPEN = TaskState.READY | TaskState.STARTED | TaskState.WAITING
MERGED = "merged"


@dataclass(frozen=True)
class Place:
    """One token. An activity holds further tokens within it: `inner`, or for a multi-instance `items` by key."""

    node: str
    came_from: str | None = None
    """The node before, for a token that waits at a join."""
    inner: tuple["Place", ...] = ()
    items: Mapping[str, tuple["Place", ...]] = field(default_factory=dict)
    done: tuple[str, ...] = ()
    """The keys of the items that are finished, or one entry for each finished round of a loop."""
    timers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Event node -> what is kept of its due time."""
    fired: frozenset[str] = frozenset()
    """Boundary events that have gone off, or may not go off any more, while the activity goes on."""


def moved(places: Iterable[Place], nodes: Mapping[str, str]) -> tuple[Place, ...]:
    """The same tokens with nodes renamed or replaced, as an administrator maps them; the rest stays."""
    return tuple(
        replace(
            place,
            node=nodes.get(place.node, place.node),
            came_from=place.came_from and nodes.get(place.came_from, place.came_from),
            inner=moved(place.inner, nodes),
            items={key: moved(inner, nodes) for key, inner in place.items.items()},
            timers={nodes.get(node, node): kept for node, kept in place.timers.items()},
            fired=frozenset(nodes.get(node, node) for node in place.fired),
        )
        for place in places
    )


def places_in(process: Any) -> tuple[Place, ...]:
    return tuple(_place(task) for task in process.tasks.values() if _is_token(task))


def _is_token(task: Any) -> bool:
    spec = task.task_spec
    if not task.has_state(OPEN) or spec.bpmn_id is None or isinstance(spec, BoundaryEvent):
        return False
    return not is_round(task)


def _place(task: Any) -> Place:
    spec = task.task_spec
    place = Place(spec.bpmn_id, inner=_within(task), timers=_kept(task))
    if isinstance(spec, TokenJoin) and task.has_state(TaskState.WAITING):
        before = task.parent.task_spec
        return replace(place, came_from=before.node.id if isinstance(before, Fork) else before.bpmn_id)
    if isinstance(spec, LoopTask):
        place = _repeated(task, place)
    if not isinstance(task.parent.task_spec, BoundaryEventSplit):
        return place
    events = [event for event in task.parent.children if isinstance(event.task_spec, BoundaryEvent)]
    waiting = [event for event in events if event.has_state(TaskState.WAITING)]
    timers = {node: kept for event in waiting for node, kept in _kept(event).items()}
    fired = frozenset(
        {event.task_spec.bpmn_id for event in events} - {event.task_spec.bpmn_id for event in waiting}
    )
    return replace(place, timers={**place.timers, **timers}, fired=fired)


def _within(task: Any) -> tuple[Place, ...]:
    process = task.workflow.top_workflow.subprocesses.get(task.id)
    return () if process is None else places_in(process)


def _repeated(task: Any, place: Place) -> Place:
    children = [child for child in task.children if child.task_spec.name == task.task_spec.task_spec]
    running = [child for child in children if not child.has_state(TaskState.FINISHED_MASK)]
    if isinstance(task.task_spec, StandardLoopTask):
        inner = _within(running[0]) if running else ()
        return replace(place, inner=inner, done=tuple("-" for _ in task.internal_data[MERGED]))
    done = tuple(_key(child) for child in children if child not in running)
    return replace(place, items={_key(child): _within(child) for child in running}, done=done)


def _key(child: Any) -> str:
    key: str = list(child.data["items"].values())[-1][1]
    return key


def _kept(task: Any) -> dict[str, dict[str, Any]]:
    """By node, what timers keep; a gateway keeps it for each of the events after it."""
    due = task.internal_data.get("due", {})
    rest = {name: task.internal_data[name] for name in ("left", "period") if name in task.internal_data}
    counted = {node: {"counted": start} for node, start in task.internal_data.get("counted", {}).items()}
    return {node: {"due": moment, **counted.get(node, {}), **rest} for node, moment in due.items()}


def put(process: Any, places: Iterable[Place]) -> None:
    """Empties the process and puts the tokens in; nothing runs on until the caller advances."""
    root = process.task_tree
    for child in root.children:
        process._remove_task(child.id)
    root._set_state(TaskState.COMPLETED)
    ordered = sorted(places, key=lambda place: place.came_from is not None)
    for place in ordered:
        spec = _spec(process, place.node)
        if place.came_from is not None and isinstance(spec, TokenJoin):
            _put_arrival(root, spec, place)
        else:
            _put_token(root, spec, place)


def _spec(process: Any, node: str) -> Any:
    spec = process.spec.task_specs.get(node)
    if spec is None or spec.bpmn_id is None:
        raise ProcedureError(
            node, f"Expected a node to put the token at, but this version has no '{node}' there"
        )
    return spec


def _put_arrival(root: Any, join: Any, place: Place) -> None:
    before = _spec(root.workflow, place.came_from or "")
    before = root.workflow.spec.task_specs.get(f"{before.name}{FORK}", before)
    if before.name not in join._inputs:
        sentence = f"Expected a flow from '{place.came_from}' to '{join.name}', but this version has none"
        raise ProcedureError(join.name, sentence)
    dummy = root._add_child(before, TaskState.FUTURE)
    dummy.triggered = True
    dummy._inherit_data()
    dummy._set_state(TaskState.COMPLETED)
    arrival = dummy._add_child(join, TaskState.FUTURE)
    arrival._inherit_data()
    join._predict(arrival, mask=TaskState.NOT_FINISHED_MASK)
    arrival._set_state(TaskState.WAITING)


def _put_token(root: Any, spec: Any, place: Place) -> None:
    split = root.workflow.spec.task_specs.get(f"{spec.name}.BoundaryEventSplit")
    first = root._add_child(split or spec, TaskState.FUTURE)
    first.triggered = True
    first.task_spec._predict(first, mask=TaskState.NOT_FINISHED_MASK)
    first.task_spec._update(first)
    if split is None:
        _fill(first, place)
        return
    first.run()
    _fill(next(task for task in first.children if task.task_spec is spec), place)
    for event in first.children:
        if event.task_spec.bpmn_id in place.fired:
            event.cancel()
        elif isinstance(event.task_spec, BoundaryEvent):
            _set_timers(event, place)


def _fill(task: Any, place: Place) -> None:
    _set_timers(task, place)
    if not isinstance(task.task_spec, LoopTask):
        _put_within(task, place.inner)
    elif isinstance(task.task_spec, StandardLoopTask):
        task.internal_data[MERGED] = list(place.done)
        _put_within(task.children[-1], place.inner)
    else:
        _finish_items(task, place.done)
        for child in _running(task):
            _put_within(child, place.items.get(_key(child), ()))


def _set_timers(task: Any, place: Place) -> None:
    for node, kept in place.timers.items():
        if node in task.internal_data.get("due", {}):
            task.internal_data["due"][node] = kept["due"]
            task.internal_data.get("counted", {}).pop(node, None)
            if "counted" in kept:
                task.internal_data.setdefault("counted", {})[node] = kept["counted"]
            rest = {name: value for name, value in kept.items() if name not in ("due", "counted")}
            task.internal_data.update(rest)


def _put_within(task: Any, inner: tuple[Place, ...]) -> None:
    process = task.workflow.top_workflow.subprocesses.get(task.id)
    if inner and process is None:
        node = task.task_spec.bpmn_id
        raise ProcedureError(
            node, f"Expected a sub-process or a call at '{node}' for the tokens within it, but it is neither"
        )
    if inner:
        put(process, inner)


def _finish_items(task: Any, done: tuple[str, ...]) -> None:
    """Silently: what they brought is in the record already. One after another, for a sequence."""
    while finished := [child for child in _running(task) if _key(child) in done]:
        forget_process(task.workflow.top_workflow, finished[0].id)
        finished[0].complete()


def _running(task: Any) -> list[Any]:
    own = task.task_spec.task_spec
    return [c for c in task.children if c.task_spec.name == own and not c.has_state(TaskState.FINISHED_MASK)]
