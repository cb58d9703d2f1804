"""A case's way on its diagram: what it passed, where it is, which flows it took and which of them led back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.caseview import CaseView
from engine.drawing import Marks, NodeMark, draw
from engine.process import Flow, Node
from engine.roles import INTAKE_DESK
from web import screens
from web.language import gettext, ngettext

FORKS = ("parallelGateway", "inclusiveGateway")
WORK = ("userTask", "callActivity")


@dataclass(frozen=True)
class Trail:
    """`nodes` and `flows` of one diagram; `passed`: ids in the order of completion; `now`: where the case waits."""

    nodes: Mapping[str, Node]
    flows: Sequence[Flow]
    passed: Sequence[str]
    now: frozenset[str]

    def taken(self, flow: Flow) -> bool:
        """Whether the case went along it: where only one way can be, the one that came next."""
        return any(
            flow.target in self._next(at) for at, node in enumerate(self.passed) if node == flow.source
        )

    def _next(self, at: int) -> set[str]:
        source, after = self.nodes[self.passed[at]], self.passed[at + 1 :]
        ways = {flow.target for flow in self.flows if flow.source == source.id}
        if self._parts(source):
            return ways & {*after, *self.now}
        reached = next((node for node in after if node in ways), None)
        return {reached} if reached else ways & self.now

    def _chooses(self, source: Node) -> bool:
        if source.kind.endswith("Gateway"):
            return source.kind == "exclusiveGateway"
        return sum(flow.source == source.id for flow in self.flows) > 1

    def _parts(self, source: Node) -> bool:
        """Whether tokens may have left it on several ways."""
        if source.kind.endswith("Gateway"):
            return source.kind in FORKS
        return sum(flow.source == source.id and not flow.default for flow in self.flows) > 1

    def led_back(self, flow: Flow) -> bool:
        """Whether it led to what had been passed before, or, once somebody had worked on the case, back to the desk
        that took the application."""
        first = {node: self.passed.index(node) for node in self.passed}
        left = first.get(flow.source, 0)
        before = first.get(flow.target, len(self.passed)) < left
        desk = self.nodes[flow.target].lane == INTAKE_DESK
        worked_on = any(self.nodes[node].kind in WORK for node in self.passed[:left])
        return before or (desk and worked_on and self._chooses(self.nodes[flow.source]))


def picture(case: CaseView) -> str:
    """The diagram of the case's own version as SVG."""
    procedure = case.document_type.procedure
    own = {id_: node for id_, node in procedure.nodes.items() if node.process == procedure.id}
    now = {_drawn(waiting.node, procedure.nodes, procedure.id) for waiting in case.waiting}
    passed = [node for entry in case.story for node in entry.facts.get("steps", ())]
    flows = [flow for flow in procedure.flows if flow.process == procedure.id]
    trail = Trail(
        own, flows, [node for node in passed if node in own], frozenset(node for node in now if node)
    )
    marks = Marks(
        title=gettext("Jalur permohonan %(number)s", number=case.number),
        description=_told(case, trail),
        nodes={node: _mark(node, trail) for node in own if node in case.steps or node in trail.now},
        flows={
            flow.id: "loop" if trail.led_back(flow) else "done"
            for flow in flows
            if flow.target in own and trail.taken(flow)
        },
    )
    return draw(case.document_type.files[f"{procedure.id}.bpmn"], marks, procedure.id)


def _mark(node: str, trail: Trail) -> NodeMark:
    count = trail.passed.count(node)
    label = ngettext("%(num)d kali", "%(num)d kali", count) if count > 1 else None
    return NodeMark(state="now" if node in trail.now else "done", label=label, count=count)


def _drawn(node_id: str, nodes: Mapping[str, Node], process: str) -> str | None:
    """The node of the main diagram that stands for it: itself, or the call of its process."""
    node = nodes.get(node_id)
    for _ in nodes:
        if node is None or node.process == process:
            break
        inside = node.process
        node = next((caller for caller in nodes.values() if caller.called == inside), None)
    return node.id if node and node.process == process else None


def _told(case: CaseView, trail: Trail) -> str:
    names = [screens.local(stop) for stop in case.journey if stop.state == "done"]
    nodes = case.document_type.procedure.nodes
    here = [screens.node_name(nodes[waiting.node]) for waiting in case.waiting]
    parts = []
    if names:
        parts.append(gettext("Sudah lewat: %(names)s", names=", ".join(names)))
    if here:
        parts.append(gettext("Sekarang: %(names)s", names=", ".join(here)))
    if case.returns:
        parts.append(ngettext("Dikembalikan %(num)d kali", "Dikembalikan %(num)d kali", case.returns))
    return ". ".join(parts)
