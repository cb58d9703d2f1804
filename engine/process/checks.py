"""What the engine will not run, because the library would run it wrongly or not at all."""

from collections.abc import Mapping, Sequence

from engine.errors import ProcedureError
from engine.process.nodes import FORK, Flow, Node

RUNS = (
    "startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent",
    "task", "userTask", "manualTask", "serviceTask", "businessRuleTask", "receiveTask", "callActivity", "subProcess",
    "exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway",
)  # fmt: skip
EVENTS = {
    "endEvent": ("error", "terminate", "signal"),
    "intermediateCatchEvent": ("timer", "message", "signal"),
    "intermediateThrowEvent": ("signal",),
    "boundaryEvent": ("timer", "error", "message", "signal"),
}
ACTIVITIES = (
    "task", "userTask", "manualTask", "serviceTask", "businessRuleTask", "receiveTask", "callActivity", "subProcess",
)  # fmt: skip
CHOOSING = ("exclusiveGateway", "inclusiveGateway", *ACTIVITIES)
"""What conditions may stand behind: gateways, which need one on each way, and whatever is worked on."""
RESERVED = ("Start", "End", "Root", "StartEventSplit", "StartEventJoin")
RESERVED_ENDINGS = (".EndJoin", ".BoundaryEventSplit", ".BoundaryEventJoin", FORK, "[child]")


def check(nodes: Sequence[Node], flows: Sequence[Flow]) -> None:
    """The library skips a node named `End`, ignores a condition after an event and takes the later of two equal ids."""
    known: dict[str, Node] = {}
    for node in nodes:
        _check_id(node, known)
        known[node.id] = node
        _check_kind(node)
    _check_starts(nodes)
    for node in nodes:
        _check_boundary(node, known)
        _check_calls(node, nodes)
    for flow in flows:
        _check_flow(flow, known)


def _check_id(node: Node, known: Mapping[str, Node]) -> None:
    if not node.id or node.id in RESERVED or node.id.endswith(RESERVED_ENDINGS):
        raise refuse(node, f"Expected an id that the engine does not use itself, but got '{node.id}'")
    if node.id in known:
        other = known[node.id]
        raise refuse(
            node, f"Expected an id of its own, but '{node.id}' is also in {other.path}, line {other.line}"
        )


def _check_kind(node: Node) -> None:
    if node.kind not in RUNS:
        raise refuse(node, f"Expected an element that can be run, but '{node.id}' is a {node.kind}")
    if node.event is not None and node.event not in EVENTS.get(node.kind, ()):
        raise refuse(
            node, f"Expected an event that can be run, but '{node.id}' is a {node.kind} of '{node.event}'"
        )
    if any(name.endswith("Script") for name in node.extras):
        raise refuse(node, f"Expected no scripts, but '{node.id}' has one")


def _check_starts(nodes: Sequence[Node]) -> None:
    """One start in each process and sub-process: the library begins at several in ways of its own."""
    known: set[tuple[str, str | None]] = set()
    for node in nodes:
        if node.kind != "startEvent":
            continue
        if (node.process, node.parent) in known:
            raise refuse(node, f"Expected one start event, but '{node.id}' is a second one")
        known.add((node.process, node.parent))


def _check_boundary(node: Node, known: Mapping[str, Node]) -> None:
    if node.kind != "boundaryEvent":
        return
    activity = known.get(node.attached_to or "")
    if activity is None or activity.kind.endswith(("Event", "Gateway")):
        raise refuse(node, f"Expected the boundary event '{node.id}' on an activity, but it is on none")


def _check_calls(node: Node, nodes: Sequence[Node]) -> None:
    """A process that calls itself would do so for ever."""
    seen: set[str] = set()
    waiting = [node.called] if node.kind == "callActivity" else []
    while waiting:
        called = waiting.pop()
        if called == node.process:
            raise refuse(
                node, f"Expected a call of another process, but '{node.id}' leads back to '{node.process}'"
            )
        if called and called not in seen:
            seen.add(called)
            waiting += [inner.called for inner in nodes if inner.process == called and inner.called]


def _check_flow(flow: Flow, known: Mapping[str, Node]) -> None:
    ends = [known.get(flow.source), known.get(flow.target)]
    missing = [end for end, node in zip((flow.source, flow.target), ends, strict=True) if node is None]
    if missing:
        raise ProcedureError(
            flow.id, f"Expected a flow between two nodes, but '{missing[0]}' is none", line=flow.line
        )
    source = known[flow.source]
    if flow.condition is not None and source.kind not in CHOOSING:
        raise refuse(
            source,
            f"Expected conditions only after tasks and choosing gateways, but '{flow.id}' leaves '{source.id}'",
        )


def refuse(node: Node, sentence: str) -> ProcedureError:
    return ProcedureError(node.id, sentence, node.path, node.line)
