"""What a parallel gateway parts, a parallel gateway joins, and what a choosing gateway parts, a choosing one. A
parallel join waits for all its ways: it waits for ever where one of them comes only through the join itself, where
nothing ever parts the case in two, or where a choice sends the case along only one of them. Branches that began
together and end at an exclusive gateway run the rest once each: two registrations for one birth."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.lint.graphs import Graph, Passing
from engine.lint.model import CHOICES, JOINS, Diagram, Model
from engine.lint.problem import Problem
from engine.process import Node

OWN_OUTPUT, NOT_JOINED, NEVER_PARTED, CHOSEN = "E180", "W181", "E182", "E183"


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        for graph in diagram.graphs.values():
            yield from _Blocks.of(diagram, graph).problems()


@dataclass(frozen=True)
class _Blocks:
    """`down`: what every way from the start passes; `up`: what every way to an end passes."""

    diagram: Diagram
    graph: Graph
    down: Passing
    up: Passing

    @classmethod
    def of(cls, diagram: Diagram, graph: Graph) -> "_Blocks":
        kinds = {name: diagram.by_id[name].kind for name in graph.after}
        starts = [name for name, kind in kinds.items() if kind == "startEvent"]
        ends = [name for name, kind in kinds.items() if kind == "endEvent"]
        return cls(diagram, graph, graph.passing(starts), graph.backwards.passing(ends))

    def problems(self) -> Iterator[Problem]:
        for name in self.graph.after:
            node = self.diagram.by_id[name]
            if node.kind == "parallelGateway" and self._ways_in(name) > 1:
                yield from self._join(node)
            if self.diagram.parts(name):
                yield from self._split(node)
            if node.kind in CHOICES:
                yield from self._choice(node)

    def _ways_in(self, name: str) -> int:
        return len(self.diagram.arriving.get(name, ()))

    def _join(self, join: Node) -> Iterator[Problem]:
        sources = [source for source in self.graph.before[join.id] if source in self.down.above]
        fed = [source for source in sources if self.down.through(join.id, source)]
        if fed and len(fed) < len(sources):
            sentence = (
                f"Expected every way into join '{join.id}' to come before it, but '{fed[0]}' lies behind it"
            )
            yield self.diagram.problem(OWN_OUTPUT, sentence, join)
        elif sources and not any(map(self._parts, self.graph.backwards.reached(sources) - {join.id})):
            sentence = f"Expected branches to join at '{join.id}', but nothing parts the case before: it waits for ever"
            yield self.diagram.problem(NEVER_PARTED, sentence, join)

    def _parts(self, name: str) -> bool:
        """Whether more tokens may leave a node than came, or one comes beside others."""
        return self.diagram.parts(name) or self.diagram.by_id[name].kind == "boundaryEvent"

    def _split(self, split: Node) -> Iterator[Problem]:
        meet = self.up.above.get(split.id)
        if meet is None:
            return
        if meet and self.diagram.by_id[meet].kind not in JOINS:
            sentence = (
                f"Expected the branches of '{split.id}' to be joined, but '{meet}' takes each by itself"
            )
            yield self.diagram.problem(NOT_JOINED, sentence, split)
        elif not meet and not self._joins_of_all(split):
            sentence = (
                f"Expected the branches of '{split.id}' to be joined, but no gateway does: each goes on alone"
            )
            yield self.diagram.problem(NOT_JOINED, sentence, split)

    def _joins_of_all(self, split: Node) -> set[str]:
        targets = [flow.target for flow in self.diagram.leaving[split.id]]
        below = [self.graph.reached([target]) for target in targets[:20]]
        common = set.intersection(*below) if below else set()
        return {name for name in common if self.diagram.by_id[name].kind in JOINS and self._ways_in(name) > 1}

    def _choice(self, choice: Node) -> Iterator[Problem]:
        """Two ways of one choice that both lead to a join which waits for both."""
        meet = self.up.above.get(choice.id)
        if not meet or self.diagram.by_id[meet].kind != "parallelGateway" or self._ways_in(meet) < 2:
            return
        targets = [flow.target for flow in self.diagram.leaving.get(choice.id, ())]
        ways = [
            target
            for target in targets
            if target == meet or any(self.down.through(target, source) for source in self.graph.before[meet])
        ]
        if len(ways) > 1:
            sentence = (
                f"Expected a gateway that joins the ways of '{choice.id}', but '{meet}' waits for all of them"
            )
            yield self.diagram.problem(CHOSEN, sentence, choice)
