"""Which steps follow each other, once merges, forks, boundary events and calls are passed through."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from engine.process import Flow, Node, Procedure

CHOICES = ("exclusiveGateway", "inclusiveGateway", "eventBasedGateway", "complexGateway")
INSIDE = ("callActivity", "subProcess")


@dataclass(frozen=True)
class Way:
    """`to`: a node; `label`: what the drawing says at the flows that lead there."""

    to: str
    label: str = ""


@dataclass(frozen=True)
class Ways:
    procedure: Procedure

    def is_step(self, node: Node) -> bool:
        """Whether it has a row: what is done, what is decided, where the whole begins and ends."""
        if node.kind in ("startEvent", "endEvent"):
            return node.process == self.procedure.id and node.parent is None
        if node.kind.endswith("Gateway"):
            return node.kind in CHOICES and len(self._leaving.get(node.id, ())) > 1
        return node.kind != "boundaryEvent"

    def after(self, node: Node) -> list[Way]:
        """The steps that follow, each once, in the order of the diagram."""
        found = list(self._within(node) if node.kind in INSIDE else self._onward(node, Way(""), frozenset()))
        for boundary in self._attached.get(node.id, ()):
            found += self._onward(boundary, Way("", boundary.name), frozenset())
        return list(dict.fromkeys(found))

    def holder(self, node: Node) -> Node | None:
        """The call or sub-process whose inside it is drawn in."""
        if node.parent is not None:
            return self.procedure.nodes[node.parent]
        return self._calls.get(node.process)

    def only_source(self, node: Node) -> str | None:
        """Where the only flow to a decision, an end or a boundary event's step comes from, since it belongs to that;
        of a boundary event what it is attached to."""
        if node.attached_to:
            return node.attached_to
        flows = self._arriving.get(node.id, ())
        if len(flows) != 1:
            return None
        source = self.procedure.nodes[flows[0].source]
        belongs = node.kind == "endEvent" or node.kind in CHOICES or source.attached_to
        return source.id if belongs else None

    def _within(self, node: Node) -> Iterator[Way]:
        """Into the called process; straight on where another call shows that already."""
        first = [
            inner
            for inner in self.procedure.nodes.values()
            if inner.kind == "startEvent" and self.holder(inner) == node
        ]
        for inner in first or [node]:
            yield from self._onward(inner, Way(""), frozenset())

    def _onward(self, node: Node, way: Way, seen: frozenset[str]) -> Iterator[Way]:
        flows = self._leaving.get(node.id, ())
        if not flows:
            yield from self._out_of(node, way, seen)
        for flow in flows:
            yield from self._to(self.procedure.nodes[flow.target], _labelled(way, flow.name), seen)

    def _to(self, node: Node, way: Way, seen: frozenset[str]) -> Iterator[Way]:
        if self.is_step(node):
            yield replace(way, to=node.id)
        elif node.id not in seen:
            yield from self._onward(node, way, seen | {node.id})

    def _out_of(self, node: Node, way: Way, seen: frozenset[str]) -> Iterator[Way]:
        holder = self.holder(node)
        if holder is not None and holder.id not in seen:
            yield from self._onward(holder, way, seen | {holder.id})

    @cached_property
    def _leaving(self) -> Mapping[str, list[Flow]]:
        found: dict[str, list[Flow]] = {}
        for flow in self.procedure.flows:
            found.setdefault(flow.source, []).append(flow)
        return found

    @cached_property
    def _arriving(self) -> Mapping[str, list[Flow]]:
        found: dict[str, list[Flow]] = {}
        for flow in self.procedure.flows:
            found.setdefault(flow.target, []).append(flow)
        return found

    @cached_property
    def _attached(self) -> Mapping[str, list[Node]]:
        found: dict[str, list[Node]] = {}
        for node in self.procedure.nodes.values():
            if node.attached_to:
                found.setdefault(node.attached_to, []).append(node)
        return found

    @cached_property
    def _calls(self) -> Mapping[str, Node]:
        """Process -> the call that shows its inside: the first."""
        found: dict[str, Node] = {}
        for node in self.procedure.nodes.values():
            if node.called:
                found.setdefault(node.called, node)
        return found


def _labelled(way: Way, label: str) -> Way:
    return replace(way, label=way.label or label)
