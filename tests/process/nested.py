"""More blocks: branches that are chosen, returns, sub-processes with timers, and items."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from tests.process.blocks import Block, Pen, Place, Task

KEYS = ("a", "b")
BACK = "r"


@dataclass
class Chosen(Block):
    """After a task, the branches whose letter is in its outcome: all of them, or with `one` only the first; `bare`: the
    conditions stand right behind the task."""

    blocks: list[Block] = field(default_factory=list)
    one: bool = False
    bare: bool = False
    asking: bool = False

    def inner(self) -> Sequence[Block]:
        return self.blocks

    def draw(self, pen: Pen) -> tuple[str, str]:
        kind = "exclusiveGateway" if self.one else "inclusiveGateway"
        pen.node(self.name, "userTask")
        bare = self.bare and not self.one
        split = self.name if bare else pen.node(f"{self.name}_pilih", kind)
        join = pen.node(f"{self.name}_gabung", kind)
        if not bare:
            pen.flow(self.name, split)
        for letter, block in zip("abc", self.blocks, strict=False):
            first, last = block.draw(pen)
            pen.flow(split, first, f'contains({self.name}.hasil, "{letter}")')
            pen.flow(last, join)
        pen.flow(split, join)
        return self.name, join

    def enter(self) -> None:
        self.asking = True

    def places(self) -> list[Place]:
        return super().places() + ([(self.name, ())] if self.asking else [])

    def busy(self) -> list[Place]:
        return super().busy() + ([(self.name, ())] if self.asking else [])

    def take(self, place: Place, outcome: str) -> None:
        if place != (self.name, ()):
            super().take(place, outcome)
            return
        self.asking = False
        chosen = [block for letter, block in zip("abc", self.blocks, strict=False) if letter in outcome]
        for block in chosen[:1] if self.one else chosen:
            block.enter()

    def leave(self) -> None:
        self.asking = False
        super().leave()


@dataclass
class Again(Block):
    """A block, and a task that may send it back."""

    block: Block = field(default_factory=Task)
    asking: bool = False

    def inner(self) -> Sequence[Block]:
        return (self.block,)

    def draw(self, pen: Pen) -> tuple[str, str]:
        first = pen.node(f"{self.name}_masuk", "exclusiveGateway")
        pen.node(self.name, "userTask")
        last = pen.node(f"{self.name}_ulang", "exclusiveGateway")
        pen.chain((first, first), self.block.draw(pen), (self.name, self.name), (last, last))
        pen.flow(last, first, f'contains({self.name}.hasil, "{BACK}")')
        return first, last

    def enter(self) -> None:
        self.block.enter()
        self.asking = self.block.over

    def places(self) -> list[Place]:
        return super().places() + ([(self.name, ())] if self.asking else [])

    def busy(self) -> list[Place]:
        return super().busy() + ([(self.name, ())] if self.asking else [])

    def take(self, place: Place, outcome: str) -> None:
        if place != (self.name, ()):
            worked = not self.block.over
            super().take(place, outcome)
            self.asking = self.asking or (worked and self.block.over)
        elif BACK in outcome:
            self.enter()
        else:
            self.asking = False

    def leave(self) -> None:
        self.asking = False
        super().leave()


@dataclass
class Inside(Block):
    """A sub-process or called process; an hour later perhaps a reminder beside it, or another way instead of it."""

    block: Block = field(default_factory=Task)
    called: bool = False
    beside: Task | None = None
    instead: Block | None = None
    fired: bool = False
    reminders: list[Block] = field(default_factory=list)

    def inner(self) -> Sequence[Block]:
        named = (self.block, self.beside, self.instead)
        return [*(block for block in named if block is not None), *self.reminders]

    def busy(self) -> list[Place]:
        """All that is within must end; reminders hold up nothing."""
        return self.block.places() + (self.instead.busy() if self.instead is not None else [])

    def draw(self, pen: Pen) -> tuple[str, str]:
        if self.called:
            inside = Pen(called=pen.called)
            inside.process(self.name, self.block)
            pen.called[f"{self.name}_proses"] = "\n".join(inside.lines)
            pen.node(self.name, f"callActivity calls={self.name}_proses")
        else:
            pen.node(self.name, "subProcess {")
            pen.process(self.name, self.block)
            pen.lines.append("}")
        if self.beside is not None:
            self._draw_beside(pen, self.beside)
        return (self.name, self.name) if self.instead is None else self._draw_instead(pen, self.instead)

    def _draw_beside(self, pen: Pen, block: Block) -> None:
        event = pen.node(f"{self.name}_ingat", f"boundaryEvent on={self.name} timer=PT1H cancel=false")
        last = pen.node(f"{self.name}_cukup", "endEvent")
        pen.chain((event, event), block.draw(pen), (last, last))

    def _draw_instead(self, pen: Pen, block: Block) -> tuple[str, str]:
        event = pen.node(f"{self.name}_batas", f"boundaryEvent on={self.name} timer=PT1H")
        join = pen.node(f"{self.name}_keluar", "exclusiveGateway")
        pen.chain((event, event), block.draw(pen), (join, join))
        pen.flow(self.name, join)
        return self.name, join

    def enter(self) -> None:
        self.fired = False
        self.block.enter()

    def wake(self) -> None:
        waited = bool(self.block.places())
        super().wake()
        if not waited or self.fired:
            return
        self.fired = True
        if self.beside is not None:
            self.reminders.append(deepcopy(self.beside))
            self.reminders[-1].enter()
        if self.instead is not None:
            self.block.leave()
            self.instead.enter()


@dataclass
class Each(Block):
    """For each item of the record, at once or one after another."""

    block: Block = field(default_factory=Task)
    at_once: bool = True
    items: dict[str, Block] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)

    def inner(self) -> Sequence[Block]:
        return (self.block,)

    def draw(self, pen: Pen) -> tuple[str, str]:
        how = "parallel" if self.at_once else "sequential"
        pen.node(self.name, f"subProcess {how}=anggota item={self.name}_orang {{")
        pen.process(self.name, self.block)
        pen.lines.append("}")
        return self.name, self.name

    def enter(self) -> None:
        self.items, self.left = {}, list(KEYS)
        self._go_on()

    def _go_on(self) -> None:
        while self.left and (self.at_once or not any(block.places() for block in self.items.values())):
            key = self.left.pop(0)
            self.items[key] = deepcopy(self.block)
            self.items[key].enter()

    def places(self) -> list[Place]:
        return [(node, (key, *keys)) for key, block in self.items.items() for node, keys in block.places()]

    def busy(self) -> list[Place]:
        return self.places()

    def take(self, place: Place, outcome: str) -> None:
        node, (key, *keys) = place
        self.items[key].take((node, tuple(keys)), outcome)
        self._go_on()

    def wake(self) -> None:
        for block in self.items.values():
            block.wake()
        self._go_on()

    def leave(self) -> None:
        self.items, self.left = {}, []
