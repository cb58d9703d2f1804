"""A person's queues with their counts, in one statement."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import case, func, literal, literal_column, select, union_all

from engine.access import Actor, desks
from engine.db.cases import Task
from engine.inbox.ranges import (
    HAND_KINDS,
    NAMED,
    NOW,
    OWN_KINDS,
    UNIT,
    Filter,
    Range,
    at_desks,
    ranges,
    roles,
    values_of,
)
from engine.work import Reading

NUMBERED = ("role", "kelurahan", "area", "document_type")
COUNTED = 100
"""Counts stop here ("99+"): a count of a million rows would cost what the inbox must not."""


@dataclass(frozen=True)
class Queue:
    """`key` goes into the address; `role` is None for the person's own queues. `more`: there are more than counted."""

    key: str
    kind: str
    role: str | None
    count: int
    more: bool = False


@dataclass(frozen=True)
class Tally:
    """Of the first that are due, so that all that are late are among them."""

    all: int = 0
    late: int = 0
    free: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.all + other.all, self.late + other.late, self.free + other.free)


def first_queue(actor: Actor) -> str:
    worked = roles(actor)
    return f"desk:{worked[0]}" if worked else "mine"


def queues(reading: Reading, saved: Mapping[str, tuple[str, Filter]] | None = None) -> list[Queue]:
    """Every queue that the actor has work in; those of a desk itself in any case. `saved`: what else is counted, by
    a key of the caller's: queue and filter."""
    shapes, values = [Range(kind) for kind in OWN_KINDS], values_of(reading)
    names: list[str] = list(OWN_KINDS)
    for role in roles(reading.actor):
        own = desks(reading.actor, [role])
        for kind in ("desk", *NAMED, *_superior(reading, role)):
            held = at_desks(reading, kind, own)
            _join(shapes, values, names, (f"{kind}:{role}", held.shapes, held.values))
    for key, (queue, wanted) in (saved or {}).items():
        found = ranges(reading, queue, wanted)
        _join(shapes, values, names, (key, found.shapes, found.values))
    return list(_queues(reading, _tallies(reading, shapes, values, names), saved or {}))


def _superior(reading: Reading, role: str) -> tuple[str, ...]:
    return (UNIT,) if role in reading.office.superiors.values() else ()


def _join(
    shapes: list[Range],
    values: dict[str, Any],
    names: list[str],
    more: tuple[str, Sequence[Range], Mapping[str, Any]],
) -> None:
    """Ranges of another queue: their values under numbers of their own."""
    name, found, given = more
    for shape in found:
        number = len(shapes)
        values |= {f"{what}_{number}": given.get(f"{what}_{shape.number}") for what in NUMBERED}
        shapes.append(Range(shape.kind, number, shape.parts, shape.typed, shape.due))
        names.append(name)


def _tallies(
    reading: Reading, shapes: Sequence[Range], values: Mapping[str, Any], names: Sequence[str]
) -> dict[str, Tally]:
    found: dict[str, Tally] = {}
    reading.keep_plans()
    for row in reading.execute(_counting(tuple(shapes)), values):
        counted = Tally(row.all, row.late or 0, row.free or 0)
        found[names[row.place]] = found.get(names[row.place], Tally()) + counted
    return found


@lru_cache(maxsize=256)
def _counting(shapes: tuple[Range, ...]) -> Any:
    return union_all(*(_count(place, shape) for place, shape in enumerate(shapes)))


def _count(place: int, shape: Range) -> Any:
    order = Task.done_at.desc() if shape.kind == "sent" else Task.due_at
    columns = (Task.due_at, Task.claimed_by)
    first = (
        select(*columns)
        .where(shape.condition())
        .order_by(order)
        .limit(literal_column(str(COUNTED)))
        .subquery()
    )
    return select(
        literal(place).label("place"),
        func.count().label("all"),
        func.sum(case((first.c.due_at < NOW, 1), else_=0)).label("late"),
        func.sum(case((first.c.claimed_by.is_(None), 1), else_=0)).label("free"),
    ).select_from(first)


def _queues(
    reading: Reading, tallies: Mapping[str, Tally], saved: Mapping[str, tuple[str, Filter]]
) -> Iterator[Queue]:
    for kind in OWN_KINDS:
        if kind != "lost" or tallies[kind].all:
            yield _queue(kind, kind, None, tallies[kind].all)
    for role in roles(reading.actor):
        desk = tallies[f"desk:{role}"]
        for kind, count in zip(HAND_KINDS, (desk.all, desk.free, desk.late), strict=True):
            yield Queue(
                f"{kind}:{role}",
                kind,
                role,
                count,
                (desk.all >= COUNTED and kind != "late") or count >= COUNTED,
            )
        for shelf in NAMED:
            if tallies[f"{shelf}:{role}"].all:
                yield _queue(f"{shelf}:{role}", shelf, role, tallies[f"{shelf}:{role}"].all)
        if _superior(reading, role):
            yield _queue(f"{UNIT}:{role}", UNIT, role, tallies[f"{UNIT}:{role}"].all)
    for key in saved:
        yield _queue(key, "saved", None, tallies.get(key, Tally()).all)


def _queue(key: str, kind: str, role: str | None, count: int) -> Queue:
    return Queue(key, kind, role, count, count >= COUNTED)
