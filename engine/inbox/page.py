"""One page of a queue, nearest deadline first."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import (
    ColumnElement,
    Subquery,
    and_,
    bindparam,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import aliased

from engine import search
from engine.access import OPEN_TO, Action, Actor, allow, desks, tasks_open_to
from engine.db.base import ID, UtcDateTime
from engine.db.cases import Task
from engine.inbox.lines import Line, line, lines
from engine.inbox.ranges import Filter, Range, at_desks, kind_and_role, ranges, values_of
from engine.work import Reading

PAGE = 30
NEXT = 10
"""Free tasks that are tried in turn: somebody else may be quicker."""


@dataclass(frozen=True)
class Page:
    """`after`: where the next page begins; None on the last. `more_found`: the search found more than it looked at."""

    lines: Sequence[Line]
    after: str | None
    more_found: bool = False


@dataclass(frozen=True)
class Shape:
    """Everything about a page that its statement depends on. `meant`: only tasks that a search found; `of_types`:
    those of the types that it named. `next`: ids of those that may be taken. `most` is written out: a database that
    plans a statement once for all its values has to know that only a few rows are wanted."""

    held: tuple[Range, ...]
    most: int
    beyond: bool = False
    meant: bool = False
    of_types: bool = False
    next: bool = False

    @property
    def backwards(self) -> bool:
        return self.held[0].kind == "sent"

    @property
    def column(self) -> str:
        return "done_at" if self.backwards else "due_at"

    def order(self, table: Any) -> list[ColumnElement[Any]]:
        columns = [getattr(table, self.column), table.id]
        return [column.desc() for column in columns] if self.backwards else columns

    @property
    def limit(self) -> ColumnElement[int]:
        return literal_column(str(self.most))

    def conditions(self) -> list[list[ColumnElement[bool]]]:
        more: list[ColumnElement[bool]] = []
        if self.beyond:
            here = tuple_(getattr(Task, self.column), Task.id)
            mark = tuple_(bindparam("mark_at", type_=UtcDateTime()), bindparam("mark_id", type_=ID))
            more.append(here < mark if self.backwards else here > mark)
        if self.of_types:
            more.append(Task.document_type.in_(bindparam("types", expanding=True)))
        return [[one.condition(), *more] for one in self.held]


def page(
    reading: Reading, key: str, wanted: Filter | None = None, after: str | None = None, most: int = PAGE
) -> Page:
    """`after` is what the page before gave."""
    wanted, position = wanted or Filter(), _position(after)
    found, values = _searched(reading, key, wanted.text)
    held = ranges(reading, key, wanted)
    if not held.shapes:
        return Page((), None)
    shape = Shape(held.shapes, most + 1, position is not None, found.tasks, found.types)
    given = {**held.values, **values}
    if position is not None:
        given |= {"mark_at": position[0], "mark_id": position[1]}
    reading.keep_plans()
    rows = reading.execute(_page(reading.actor, shape), given).all()
    shown = [line(reading.actor, row) for row in rows[:most]]
    return Page(shown, _mark(shown[-1], shape) if len(rows) > most else None, found.more)


def free(reading: Reading, roles: Sequence[str]) -> Sequence[str]:
    """Tasks of these desks that nobody holds and that the actor may take, first due first."""
    held = at_desks(reading, "free", desks(reading.actor, roles))
    if not held.shapes:
        return ()
    reading.keep_plans()
    statement = _page(reading.actor, Shape(held.shapes, NEXT, next=True))
    return reading.execute(statement, {**values_of(reading), **held.values}).scalars().all()


def these(
    reading: Reading, task_ids: Sequence[str], action: Action, *others: Action, closed: bool = False
) -> list[Line]:
    """Those of these tasks that the actor may do any of the acts with, nearest deadline first; only the open ones
    unless `closed`."""
    open_to = tasks_open_to(reading.actor)
    wanted = lines(open_to).where(Task.id.in_(task_ids)).order_by(Task.due_at, Task.id)
    if not closed:
        wanted = wanted.where(Task.state == "open")
    found = [line(reading.actor, row) for row in reading.execute(wanted)]
    return [one for one in found if any(allow(reading.actor, act, one.facts) for act in (action, *others))]


@dataclass(frozen=True)
class Searched:
    tasks: bool = False
    types: bool = False
    more: bool = False


def _searched(reading: Reading, key: str, text: str) -> tuple[Searched, dict[str, Any]]:
    """What was typed into the search box: tasks, or all of some types."""
    if not text.strip():
        return Searched(), {}
    kinds = search.types_named(reading, text)
    if kinds:
        return Searched(types=True), {"types": kinds}
    _, role = kind_and_role(key)
    areas = [grant.area_code for grant in desks(reading.actor, [role] if role else None)]
    found = search.find(reading, text, areas)
    tasks = reading.execute(select(Task.id).where(Task.case_id.in_(found.case_ids))).scalars().all()
    return Searched(tasks=True, more=found.more), {"tasks": tasks}


def _page(actor: Actor, shape: Shape) -> Any:
    """Whoever stands in for others has a rule of his own; for all others the statement is built once."""
    if any(grant.stands_in for grant in actor.grants):
        return _built(shape, tasks_open_to(actor))
    return _kept(shape)


@lru_cache(maxsize=256)
def _kept(shape: Shape) -> Any:
    return _built(shape, OPEN_TO)


def _built(shape: Shape, open_to: ColumnElement[bool]) -> Any:
    if shape.next:
        return select(_first(shape, open_to).c.id)
    if len(shape.held) == 1 and not shape.meant:
        chosen = lines(open_to).where(*shape.conditions()[0])
    else:
        found = _meant(shape) if shape.meant else _first(shape)
        chosen = lines(open_to).join(found, found.c.id == Task.id)
    return chosen.order_by(*shape.order(Task)).limit(shape.limit)


def _first(shape: Shape, *more: ColumnElement[bool]) -> Subquery:
    """The first of each range, merged."""
    columns = (Task.id, getattr(Task, shape.column))
    parts = [
        select(*columns).where(*held, *more).order_by(*shape.order(Task)).limit(shape.limit).subquery()
        for held in shape.conditions()
    ]
    merged = parts[0] if len(parts) == 1 else union_all(*(part.select() for part in parts)).subquery()
    return select(merged.c.id).order_by(*shape.order(merged.c)).limit(shape.limit).subquery("found")


def _meant(shape: Shape) -> Subquery:
    """Those of the tasks that lie in one of the ranges. Asked task by task: no range is walked for them."""
    meant: Any = aliased(Task)
    held = or_(*(and_(*parts) for parts in shape.conditions()))
    lies = select(literal(1)).where(Task.id == meant.id, held).scalar_subquery() == 1
    wanted = select(meant.id).where(meant.id.in_(bindparam("tasks", expanding=True)), lies)
    return wanted.order_by(*shape.order(meant)).limit(shape.limit).subquery("found")


def _mark(last: Line, shape: Shape) -> str:
    moment = getattr(last, shape.column)
    return base64.urlsafe_b64encode(orjson.dumps([moment.isoformat(), last.id])).decode().rstrip("=")


def _position(after: str | None) -> tuple[datetime, str] | None:
    """None for a mark that we did not make: the first page, then."""
    if not after:
        return None
    try:
        moment, task_id = orjson.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
        return datetime.fromisoformat(moment).astimezone(UTC), str(UUID(task_id))
    except (ValueError, TypeError, AttributeError, OverflowError):
        return None
