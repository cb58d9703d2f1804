"""Which tasks a queue holds, as ranges of indexes in the order of deadlines.

A statement is built once for each shape of question; what differs from person to person are its values.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, literal_column

from engine import territory
from engine.access import Actor, Grant, desks, open_to
from engine.db.base import ID, UtcDateTime
from engine.db.cases import Task
from engine.shelves import Shelf
from engine.work import Reading

WHOLE, REGENCY = 0, 2
"""How many parts the code of a regency has; none is asked for where the office's own is meant, that all rows lie in."""
OWN_KINDS = ("mine", "lost", "sent")
HAND_KINDS = ("desk", "free", "late")
"""What a desk can work on: all but what waits for the applicant."""
NAMED = (Shelf.RETURNED, Shelf.SIGN, Shelf.PRINT, Shelf.HANDOVER, Shelf.APPLICANT)
"""Shelves that are queues of their own, where something lies on them."""
UNIT = "unit"
"""What is late at the desks below: escalated to the role."""
NOW: BindParameter[datetime] = bindparam("now", type_=UtcDateTime())
OWN_ID: BindParameter[str] = bindparam("own_id", type_=ID)
OPEN = Task.state == literal_column("'open'")
IN_HAND = Task.shelf != literal_column(f"'{Shelf.APPLICANT}'")


@dataclass(frozen=True)
class Filter:
    """`due` is `late`, `today` or all."""

    text: str = ""
    document_type: str = ""
    area: str = ""
    due: str = ""

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.document_type or self.area or self.due)


@dataclass(frozen=True)
class Range:
    """The shape of one range: a desk of the `number`-th area, whose code has so many parts; own queues have none.
    `typed` and `due`: what narrows it."""

    kind: str
    number: int = 0
    parts: int = 0
    typed: bool = False
    due: str = ""

    @property
    def own(self) -> bool:
        return self.kind in OWN_KINDS

    def condition(self) -> ColumnElement[bool]:
        return and_(*(self._own() if self.own else self._desk()), *self._narrowed())

    def _own(self) -> Iterator[ColumnElement[bool]]:
        if self.kind == "sent":
            yield Task.done_by == OWN_ID
            yield Task.done_at >= bindparam("midnight", type_=UtcDateTime())
            return
        yield OPEN
        yield (Task.claimed_by if self.kind == "mine" else Task.lost_by) == OWN_ID

    def _desk(self) -> Iterator[ColumnElement[bool]]:
        yield Task.office_code == bindparam("office")
        yield OPEN
        yield (Task.escalated_to if self.kind == UNIT else Task.role) == bindparam(f"role_{self.number}")
        yield from self._area()
        if self.kind == UNIT:
            return
        if self.kind in HAND_KINDS:
            yield IN_HAND
        else:
            yield Task.shelf != literal_column(f"'{Shelf.WORK}'")
            yield Task.shelf == literal_column(f"'{Shelf(self.kind)}'")
        if self.kind == "free":
            yield Task.claimed_by.is_(None)
        if self.kind == "late":
            yield Task.due_at < NOW

    def _area(self) -> list[ColumnElement[bool]]:
        if self.parts == WHOLE:
            return []
        area: tuple[Any, Any] = (bindparam(f"kelurahan_{self.number}"), bindparam(f"area_{self.number}"))
        if self.parts == REGENCY:
            return [Task.regency_code == area[1]]
        return territory.asked(Task.area_code, self.parts, *area)

    def _narrowed(self) -> Iterator[ColumnElement[bool]]:
        if self.typed:
            yield Task.document_type == bindparam(f"document_type_{self.number}")
        if self.due == "late":
            yield and_(Task.due_at < NOW, IN_HAND)
        if self.due == "uncollected":
            yield Task.reminded > 0
        if self.due == "today":
            yield Task.due_at < bindparam("tomorrow", type_=UtcDateTime())


@dataclass(frozen=True)
class Ranges:
    """What a queue holds: shapes, which are known to the statements, and values, which are not."""

    shapes: tuple[Range, ...]
    values: Mapping[str, Any]


def roles(actor: Actor) -> list[str]:
    """The roles whose desks the actor works at, each once, in the order of his posts."""
    return list(dict.fromkeys(grant.role for grant in desks(actor)))


def kind_and_role(key: str) -> tuple[str, str]:
    """A queue's key, as it stands in addresses, such as `late:Verifikator` or `mine`."""
    kind, _, role = key.partition(":")
    return kind, role


def ranges(reading: Reading, key: str, wanted: Filter) -> Ranges:
    """No shapes where the queue is nobody's, or another desk's."""
    kind, role = kind_and_role(key)
    values = values_of(reading) | {"document_type_0": wanted.document_type}
    if kind in OWN_KINDS and not role:
        return Ranges((Range(kind, typed=bool(wanted.document_type), due=wanted.due),), values)
    if kind not in (*HAND_KINDS, *NAMED, UNIT):
        return Ranges((), values)
    held = at_desks(reading, kind, _within(reading.actor, role, wanted.area), wanted)
    return Ranges(held.shapes, {**values, **held.values})


def at_desks(reading: Reading, kind: str, grants: list[Grant], wanted: Filter | None = None) -> Ranges:
    """The values are those of the desks alone."""
    wanted = wanted or Filter()
    shapes: list[Range] = []
    more: dict[str, Any] = {}
    for number, grant in enumerate(grants):
        whole = grant.area_code == reading.office.regency_code
        parts = WHOLE if whole else len(grant.area_code.split(territory.BELOW))
        shapes.append(Range(kind, number, parts, bool(wanted.document_type), wanted.due))
        more |= desk_values(number, grant) | {f"document_type_{number}": wanted.document_type}
    return Ranges(tuple(shapes), more)


def desk_values(number: int, grant: Grant) -> dict[str, Any]:
    kelurahan, whole = territory.answers(grant.area_code)
    whole = whole if whole.count(territory.BELOW) != REGENCY else grant.area_code
    return {f"role_{number}": grant.role, f"kelurahan_{number}": kelurahan, f"area_{number}": whole}


def values_of(reading: Reading) -> dict[str, Any]:
    """What every statement may ask for."""
    midnight = reading.local.replace(hour=0, minute=0, second=0, microsecond=0)
    moments = {"now": reading.now, "midnight": midnight, "tomorrow": midnight + timedelta(days=1)}
    return {"office": reading.engine.office_code, **moments, **open_to(reading.actor)}


def _within(actor: Actor, role: str, area: str) -> list[Grant]:
    """The desks of the role, each narrowed to the area where one is wanted."""
    found = []
    for grant in desks(actor, [role]):
        if not area or territory.covers(area, grant.area_code):
            found.append(grant)
        elif territory.covers(grant.area_code, area):
            found.append(Grant(grant.post_id, grant.title, role, area))
    return found
