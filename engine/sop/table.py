"""The flow table of an SOP: a row a step in the order of the diagram, a column an actor, and the ways between rows."""

import enum
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from engine.durations import office_time
from engine.process import Node, Procedure
from engine.process.journey import Walk
from engine.roles import SYSTEM
from engine.sop.places import Places
from engine.sop.ways import INSIDE, Ways

PEOPLE = ("userTask", "manualTask", "task")


class Symbol(enum.StrEnum):
    START = "start"  # a capsule, as is the end
    END = "end"
    TASK = "task"  # a box
    CALL = "call"  # a box with double sides: another SOP
    DECISION = "decision"  # a diamond
    EVENT = "event"  # a box with round corners: something that is waited for


@dataclass(frozen=True)
class Link:
    """To a row of the table, by its place. `plain`: it is also taken without any of the labels' conditions."""

    to: int
    labels: tuple[str, ...]
    plain: bool


@dataclass(frozen=True)
class Step:
    """A row. `number`: 3, or 2.1 inside of what step 2 calls. `allowed`: the office time that the engine gives for it;
    None for what is no task of people and has no time of its own."""

    node: Node
    number: str
    actor: str
    symbol: Symbol
    allowed: timedelta | None
    links: tuple[Link, ...]

    @property
    def depth(self) -> int:
        return self.number.count(".")

    def fact(self, name: str) -> str:
        return self.node.properties.get(name, "")


@dataclass(frozen=True)
class Table:
    actors: tuple[str, ...]
    steps: tuple[Step, ...]


def table(procedure: Procedure, drawn: Places) -> Table:
    ways = Ways(procedure)
    nodes = list(_in_order(procedure, ways, drawn))
    place = {node.id: index for index, node in enumerate(nodes)}
    numbers = _numbers(nodes, ways)
    steps = [
        Step(
            node,
            numbers[node.id],
            _actor(node, ways),
            _symbol(node),
            _allowed(node),
            _links(node, ways, place),
        )
        for node in nodes
    ]
    return Table(tuple(_actors(drawn.lanes, steps)), tuple(steps))


def _in_order(procedure: Procedure, ways: Ways, drawn: Places) -> Iterator[Node]:
    """As drawn from left to right, what lies within a step right after it; else as the flows lead."""
    led = list(Walk(procedure.nodes, procedure.flows).through(procedure.id, None))
    led.sort(key=lambda node_id: drawn.across.get(node_id, math.inf))
    after: dict[str, list[Node]] = {}
    for node in (procedure.nodes[node_id] for node_id in led):
        holder = ways.holder(node)
        after.setdefault(ways.only_source(node) or f"in {holder.id if holder else ''}", []).append(node)
    waiting = after.pop("in ", [])[::-1]
    while waiting:
        node = waiting.pop()
        if ways.is_step(node):
            yield node
        waiting += after.pop(node.id, [])[::-1] + after.pop(f"in {node.id}", [])[::-1]


def _links(node: Node, ways: Ways, place: Mapping[str, int]) -> tuple[Link, ...]:
    """One a row: two ways to the same row are one link with both labels."""
    labels: dict[str, list[str]] = {}
    for way in ways.after(node):
        if way.to in place:
            labels.setdefault(way.to, []).append(way.label)
    return tuple(Link(place[to], tuple(filter(None, said)), "" in said) for to, said in labels.items())


def _numbers(nodes: Sequence[Node], ways: Ways) -> Mapping[str, str]:
    found: dict[str, str] = {}
    counted: dict[str, int] = {}
    for node in nodes:
        holder = ways.holder(node)
        before = f"{found[holder.id]}." if holder is not None and holder.id in found else ""
        counted[before] = counted.get(before, 0) + 1
        found[node.id] = f"{before}{counted[before]}"
    return found


def _actor(node: Node, ways: Ways) -> str:
    """Its lane; inside of a call that of whoever calls."""
    at: Node | None = node
    while at is not None:
        if at.lane:
            return at.lane
        at = ways.holder(at)
    return SYSTEM


def _symbol(node: Node) -> Symbol:
    if node.kind in INSIDE:
        return Symbol.CALL
    if node.kind.endswith("Gateway"):
        return Symbol.DECISION
    if node.kind.endswith("Event"):
        return {"startEvent": Symbol.START, "endEvent": Symbol.END}.get(node.kind, Symbol.EVENT)
    return Symbol.TASK


def _allowed(node: Node) -> timedelta | None:
    told = node.properties.get("waktu")
    return office_time(told) if node.kind in PEOPLE or told else None


def _actors(lanes: Sequence[str], steps: Sequence[Step]) -> Iterator[str]:
    """The lanes of the diagram in their order; those of a called process right of all people who acted before."""
    acting = dict.fromkeys(step.actor for step in steps)
    order = [lane for lane in lanes if lane in acting]
    right = 0
    for actor in (step.actor for step in steps):
        if actor not in order:
            order.insert(right, actor)
        if actor != SYSTEM:
            right = max(right, order.index(actor) + 1)
    return iter(order)
