"""The short line of a case's main steps, from the properties `perjalanan` and `perjalanan_en` of its tasks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.process.nodes import Flow, Node


@dataclass(frozen=True)
class Stop:
    name: str
    nodes: frozenset[str]
    name_en: str = ""


def journey(process_id: str, nodes: Mapping[str, Node], flows: Sequence[Flow]) -> tuple[Stop, ...]:
    """One stop a value of the property, where a walk through the diagram first meets it; returns are not followed."""
    stops: dict[str, list[Node]] = {}
    for node_id in Walk(nodes, flows).through(process_id, None):
        name = nodes[node_id].properties.get("perjalanan")
        if name:
            stops.setdefault(name, []).append(nodes[node_id])
    return tuple(_stop(name, members) for name, members in stops.items())


def _stop(name: str, members: Sequence[Node]) -> Stop:
    """The first task that says the stop's English name says it for all."""
    said = (node.properties.get("perjalanan_en", "") for node in members)
    return Stop(name, frozenset(node.id for node in members), next(filter(None, said), ""))


class Walk:
    """Visits nodes after all that lead to them, but for the flows that lead back: those that meet again what lies
    behind them when a gateway's default flow, the ordinary way, is followed first."""

    def __init__(self, nodes: Mapping[str, Node], flows: Sequence[Flow]) -> None:
        self._nodes = nodes
        self._after: dict[str, list[str]] = {}
        for flow in sorted(flows, key=lambda flow: flow.default):
            self._after.setdefault(flow.source, []).append(flow.target)
        for node in nodes.values():
            if node.attached_to:
                self._after.setdefault(node.attached_to, []).append(node.id)
        self._entered: set[str] = set()

    def through(self, process_id: str, parent: str | None) -> Iterator[str]:
        """The nodes of a process or sub-process, each followed by those that lie within it."""
        if (parent or process_id) in self._entered:
            return
        self._entered.add(parent or process_id)
        for node_id in self._order(process_id, parent):
            yield node_id
            node = self._nodes[node_id]
            if node.called:
                yield from self.through(node.called, None)
            elif node.kind == "subProcess":
                yield from self.through(process_id, node_id)

    def _order(self, process_id: str, parent: str | None) -> list[str]:
        finished: list[str] = []
        seen: set[str] = set()
        for node in self._nodes.values():
            if (node.process, node.parent, node.kind) == (process_id, parent, "startEvent"):
                self._visit(node.id, seen, finished)
        return finished[::-1]

    def _visit(self, start: str, seen: set[str], finished: list[str]) -> None:
        seen.add(start)
        stack = [(start, iter(self._after.get(start, ())[::-1]))]
        while stack:
            step = next((target for target in stack[-1][1] if target not in seen), None)
            if step is None:
                finished.append(stack.pop()[0])
            else:
                seen.add(step)
                stack.append((step, iter(self._after.get(step, ())[::-1])))
