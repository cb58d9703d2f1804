"""The way of a case on its diagrams: the main one, and each that it called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from engine.audit import Trace
from engine.audit import total as total_of
from engine.drawing import DrawingError, Marks, NodeMark, draw
from engine.process import Node
from web import catalog, lengths, screens
from web.language import gettext, ngettext
from web.trail import Trail


@dataclass(frozen=True)
class Track:
    """A drawing of one process; `told` says the same in words."""

    process: str
    name: str
    drawing: Markup | None
    told: str


def tracks(trace: Trace) -> list[Track]:
    """Of every process that the case has been in, in the order of calling; each on its own version's diagram."""
    nodes = trace.document_type.procedure.nodes
    been = {nodes[node].process for node in (*trace.passed, *trace.waiting) if node in nodes}
    processes = dict.fromkeys(node.process for node in nodes.values())
    return [_track(trace, process) for process in processes if process in been]


def _track(trace: Trace, process: str) -> Track:
    procedure = trace.document_type.procedure
    own = {id_: node for id_, node in procedure.nodes.items() if node.process == process}
    flows = [flow for flow in procedure.flows if flow.process == process]
    here = frozenset(_standing_for(node, procedure.nodes, own) for node in trace.waiting) - {""}
    trail = Trail(own, flows, [node for node in trace.passed if node in own], here)
    name = _name(trace, process)
    marks = Marks(
        title=gettext("Jalur di diagram %(name)s", name=name),
        description=_told(trail),
        nodes={node: _mark(trace, node, trail) for node in own if node in trail.passed or node in here},
        flows={
            flow.id: "loop" if trail.led_back(flow) else "done"
            for flow in flows
            if flow.target in own and trail.taken(flow)
        },
        kinds=catalog.kinds(),
    )
    return Track(process, name, _drawn(trace, own, process, marks), _told(trail))


def _drawn(trace: Trace, own: Mapping[str, Node], process: str, marks: Marks) -> Markup | None:
    path = next(iter(own.values())).path
    try:
        drawing = draw(trace.document_type.files[path], marks, process)
    except DrawingError:
        return None
    return Markup(drawing)  # noqa: S704 - made by our own drawing, which escapes every text


def _standing_for(waiting: str, nodes: Mapping[str, Node], own: Mapping[str, Node]) -> str:
    """The node of this diagram where the case is: itself, or the call that it is in."""
    seen: set[str] = set()
    node = nodes.get(waiting)
    while node is not None and node.id not in own and node.process not in seen:
        seen.add(node.process)
        inside = node.process
        node = next((caller for caller in nodes.values() if caller.called == inside), None)
    return node.id if node is not None and node.id in own else ""


def _mark(trace: Trace, node: str, trail: Trail) -> NodeMark:
    count = trail.passed.count(node)
    worked_on = [stint for stint in trace.stints if stint.node == node]
    is_step = trace.document_type.procedure.nodes[node].kind.endswith(TOLD)
    parts = [ngettext("%(num)d kali", "%(num)d kali", count)] if count > 1 and is_step else []
    if worked_on:
        spent = total_of(stint.whole for stint in worked_on)
        parts.append(lengths.length(spent.office or spent.clock))
    first = next((deed.event.seq for deed in trace.deeds if deed.event.node == node), None)
    return NodeMark(
        state="now" if node in trail.now else "done",
        label=", ".join(parts) or None,
        count=count,
        anchor=f"#p{first}" if first is not None and worked_on else None,
    )


def _name(trace: Trace, process: str) -> str:
    procedure = trace.document_type.procedure
    if process == procedure.id:
        return screens.type_name(trace.document_type)
    caller = next((node for node in procedure.nodes.values() if node.called == process), None)
    return screens.node_name(caller) if caller else process


def _told(trail: Trail) -> str:
    def named(ids: Sequence[str]) -> str:
        people = (trail.nodes[id_] for id_ in dict.fromkeys(ids) if trail.nodes[id_].kind.endswith(TOLD))
        return ", ".join(screens.node_name(node) for node in people)

    parts = []
    if passed := named(trail.passed):
        parts.append(gettext("Sudah lewat: %(names)s", names=passed))
    if here := named(sorted(trail.now)):
        parts.append(gettext("Sekarang: %(names)s", names=here))
    return ". ".join(parts)


TOLD = ("Task", "task", "callActivity")
