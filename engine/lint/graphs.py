"""Ways between nodes: what can be reached, what is a circle, and what every way passes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

EDGE_OF_ALL = ""
"""Stands before all starts; no node has an empty id in a graph."""
Ways = Mapping[str, list[str]]


@dataclass(frozen=True)
class Graph:
    """Of node ids, in the order of the file. Edges that touch no known node are left out."""

    after: Ways
    before: Ways

    @classmethod
    def of(cls, nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> "Graph":
        after: dict[str, list[str]] = {node: [] for node in nodes if node}
        before: dict[str, list[str]] = {node: [] for node in after}
        for source, target in edges:
            if source in after and target in after:
                after[source].append(target)
                before[target].append(source)
        return cls(after, before)

    @cached_property
    def backwards(self) -> "Graph":
        return Graph(self.before, self.after)

    def without(self, left_out: Iterable[str]) -> "Graph":
        out = set(left_out)
        kept = [node for node in self.after if node not in out]
        return Graph.of(kept, ((one, other) for one in kept for other in self.after[one]))

    def reached(self, starts: Iterable[str]) -> set[str]:
        found: set[str] = set()
        waiting = [start for start in starts if start in self.after]
        while waiting:
            node = waiting.pop()
            if node not in found:
                found.add(node)
                waiting += self.after[node]
        return found

    def circles(self) -> list[list[str]]:
        """Nodes that can reach each other, in the order of the graph; one for each circle or knot of circles."""
        groups: dict[str, list[str]] = {}
        place = _components(self)
        for node in self.after:
            groups.setdefault(place[node], []).append(node)
        return [group for group in groups.values() if len(group) > 1 or group[0] in self.after[group[0]]]

    def passing(self, starts: Iterable[str]) -> "Passing":
        return Passing.of(self, list(starts))


@dataclass(frozen=True)
class Passing:
    """`above`: the last node that every way from a start to this node passes, or EDGE_OF_ALL (immediate dominators)."""

    above: Mapping[str, str]
    spans: Mapping[str, tuple[int, int]]

    @classmethod
    def of(cls, graph: Graph, starts: list[str]) -> "Passing":
        above = _dominators(graph, starts)
        return cls(above, _spans(above))

    def through(self, gate: str, node: str) -> bool:
        """Whether every way from the starts to `node` passes `gate`."""
        if gate not in self.spans or node not in self.spans:
            return False
        first, last = self.spans[gate]
        return first <= self.spans[node][0] <= last


def _components(graph: Graph) -> dict[str, str]:
    """Node -> the representative of those that it can reach and that can reach it (Tarjan, without recursion)."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    place: dict[str, str] = {}
    path: list[str] = []
    for root in graph.after:
        if root in number:
            continue
        work = [(root, iter(graph.after[root]))]
        number[root] = low[root] = len(number)
        path.append(root)
        while work:
            node, ways = work[-1]
            if (below := _next(ways, number, low, place, node)) is not None:
                number[below] = low[below] = len(number)
                path.append(below)
                work.append((below, iter(graph.after[below])))
                continue
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[node])
            if low[node] == number[node]:
                while node not in place:
                    place[path.pop()] = node
    return place


def _next(
    ways: Iterator[str], number: dict[str, int], low: dict[str, int], place: dict[str, str], node: str
) -> str | None:
    for below in ways:
        if below not in number:
            return below
        if below not in place:
            low[node] = min(low[node], number[below])
    return None


def _dominators(graph: Graph, starts: list[str]) -> dict[str, str]:
    """Lengauer and Tarjan, the simple form: node -> its immediate dominator."""
    forest = _Forest(graph, starts)
    order, semi, parent = forest.order, forest.semi, forest.parent
    waiting: list[list[int]] = [[] for _ in order]
    above = [0] * len(order)
    for node in range(len(order) - 1, 0, -1):
        for source in forest.sources(node):
            semi[node] = min(semi[node], semi[forest.lowest(source)])
        waiting[semi[node]].append(node)
        forest.link(node)
        for inner in waiting[parent[node]]:
            lowest = forest.lowest(inner)
            above[inner] = lowest if semi[lowest] < semi[inner] else parent[node]
        waiting[parent[node]] = []
    for node in range(1, len(order)):
        if above[node] != semi[node]:
            above[node] = above[above[node]]
    return {order[node]: order[above[node]] for node in range(1, len(order))}


class _Forest:
    """The depth-first tree below EDGE_OF_ALL, by number, and the trees that are linked on the way up."""

    def __init__(self, graph: Graph, starts: list[str]) -> None:
        self._graph = graph
        self._first = {start for start in starts if start in graph.after}
        self.order: list[str] = [EDGE_OF_ALL]
        self.parent: list[int] = [0]
        self.number: dict[str, int] = {EDGE_OF_ALL: 0}
        for start in starts:
            self._grow(start)
        self.semi = list(range(len(self.order)))
        self._ancestor = [-1] * len(self.order)
        self._label = list(range(len(self.order)))

    def _grow(self, start: str) -> None:
        work = [(start, 0)] if start in self._first else []
        while work:
            node, parent = work.pop()
            if node in self.number:
                continue
            self.number[node] = len(self.order)
            self.order.append(node)
            self.parent.append(parent)
            work += [(below, self.number[node]) for below in reversed(self._graph.after[node])]

    def sources(self, node: int) -> list[int]:
        name = self.order[node]
        found = [self.number[source] for source in self._graph.before[name] if source in self.number]
        return [0, *found] if name in self._first else found

    def link(self, node: int) -> None:
        self._ancestor[node] = self.parent[node]

    def lowest(self, node: int) -> int:
        """The node of smallest `semi` on the linked way up from `node`, which is shortened as it is walked."""
        ancestor, label = self._ancestor, self._label
        if ancestor[node] < 0:
            return node
        way = []
        while ancestor[ancestor[node]] >= 0:
            way.append(node)
            node = ancestor[node]
        for below in reversed(way):
            above = ancestor[below]
            if self.semi[label[above]] < self.semi[label[below]]:
                label[below] = label[above]
            ancestor[below] = ancestor[above]
        return label[way[0]] if way else label[node]


def _spans(above: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """Node -> the first and last number of its subtree, counted from the top."""
    below: dict[str, list[str]] = {}
    for node, gate in above.items():
        below.setdefault(gate, []).append(node)
    first: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    work = [(EDGE_OF_ALL, False)]
    while work:
        node, done = work.pop()
        if done:
            spans[node] = (first[node], len(first) - 1)
            continue
        first[node] = len(first)
        work.append((node, True))
        work += [(inner, False) for inner in below.get(node, ())]
    return spans
