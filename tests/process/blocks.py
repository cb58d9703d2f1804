"""Procedures of nested blocks, drawn as diagrams and played by a token game of their own that owes nothing to the
engine: what it says must be what the engine does."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

Place = tuple[str, tuple[str, ...]]


@dataclass
class Block:
    """`places`: where it waits; `busy`: those of them that hold up what comes after it. `take` completes one. `wake`
    lets its timers go off. `leave`: it is taken away."""

    name: str = ""

    def name_all(self, names: Any) -> None:
        self.name = next(names)
        for inner in self.inner():
            inner.name_all(names)

    def inner(self) -> Sequence["Block"]:
        return ()

    def draw(self, pen: "Pen") -> tuple[str, str]:
        """Writes its lines; gives its first and its last node."""
        raise NotImplementedError

    def enter(self) -> None:
        raise NotImplementedError

    def places(self) -> list[Place]:
        return [place for inner in self.inner() for place in inner.places()]

    def busy(self) -> list[Place]:
        return [place for inner in self.inner() for place in inner.busy()]

    def take(self, place: Place, outcome: str) -> None:
        next(inner for inner in self.inner() if place in inner.places()).take(place, outcome)

    def wake(self) -> None:
        for inner in self.inner():
            if inner.places():
                inner.wake()

    def leave(self) -> None:
        for inner in self.inner():
            inner.leave()

    @property
    def over(self) -> bool:
        return not self.busy()


@dataclass
class Pen:
    lines: list[str] = field(default_factory=list)
    called: dict[str, str] = field(default_factory=dict)

    def node(self, name: str, kind: str) -> str:
        self.lines.append(f"{name}: {kind}")
        return name

    def flow(self, source: str, target: str, condition: str = "") -> None:
        self.lines.append(f"{source} -> {target}" + (f" if {condition}" if condition else ""))

    def chain(self, *ends: tuple[str, str]) -> tuple[str, str]:
        for (_, before), (after, _) in pairwise(ends):
            self.flow(before, after)
        return ends[0][0], ends[-1][1]

    def process(self, name: str, block: Block) -> None:
        """A whole process, or the inside of a sub-process."""
        first = self.node(f"{name}_mulai", "startEvent")
        last = self.node(f"{name}_selesai", "endEvent")
        self.chain((first, first), block.draw(self), (last, last))


@dataclass
class Task(Block):
    kind: str = "userTask"
    open: bool = False

    def draw(self, pen: Pen) -> tuple[str, str]:
        pen.node(self.name, self.kind)
        return self.name, self.name

    def enter(self) -> None:
        self.open = True

    def places(self) -> list[Place]:
        return [(self.name, ())] if self.open else []

    def busy(self) -> list[Place]:
        return self.places()

    def take(self, place: Place, outcome: str) -> None:
        self.open = False

    def leave(self) -> None:
        self.open = False


@dataclass
class Rounds(Task):
    """A task that is done several times."""

    most: int = 2
    left: int = 0

    def draw(self, pen: Pen) -> tuple[str, str]:
        pen.node(self.name, f"{self.kind} loop={self.most}")
        return self.name, self.name

    def enter(self) -> None:
        self.open, self.left = True, self.most

    def take(self, place: Place, outcome: str) -> None:
        self.left -= 1
        self.open = self.left > 0


@dataclass
class InTurn(Block):
    blocks: list[Block] = field(default_factory=list)
    at: int = 0

    def inner(self) -> Sequence[Block]:
        return self.blocks

    def draw(self, pen: Pen) -> tuple[str, str]:
        return pen.chain(*(block.draw(pen) for block in self.blocks))

    def enter(self) -> None:
        self.at = 0
        self.blocks[0].enter()
        self._go_on()

    def take(self, place: Place, outcome: str) -> None:
        super().take(place, outcome)
        self._go_on()

    def wake(self) -> None:
        super().wake()
        self._go_on()

    def _go_on(self) -> None:
        while self.at < len(self.blocks) - 1 and self.blocks[self.at].over:
            self.at += 1
            self.blocks[self.at].enter()


@dataclass
class Parallel(Block):
    blocks: list[Block] = field(default_factory=list)

    def inner(self) -> Sequence[Block]:
        return self.blocks

    def draw(self, pen: Pen) -> tuple[str, str]:
        split = pen.node(f"{self.name}_pisah", "parallelGateway")
        join = pen.node(f"{self.name}_gabung", "parallelGateway")
        for block in self.blocks:
            pen.chain((split, split), block.draw(pen), (join, join))
        return split, join

    def enter(self) -> None:
        for block in self.blocks:
            block.enter()
