"""Who looked at what, and what for: looking is an act too, kept in the looker's own stream."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

import orjson
from sqlalchemy import select

from engine.db.history import Event as EventRow
from engine.db.history import EventValues
from engine.db.offices import Person
from engine.history import streams
from engine.history.commitments import Values
from engine.history.event import Event

if TYPE_CHECKING:
    from engine.access import Grant
    from engine.work import Reading, Work

CASE_SEEN = "case.seen"
SEARCH_DONE = "search.done"


@dataclass(frozen=True)
class Look:
    """Somebody's look at a case. `purpose` is a code, such as `task` or `audit`."""

    person_id: str | None
    name: str | None
    role: str | None
    at: datetime
    purpose: str | None


@dataclass(frozen=True)
class Search:
    """`terms` is None where it was erased; `found` counts the cases that were shown."""

    at: datetime
    purpose: str | None
    found: int
    terms: str | None = field(repr=False)


def case_seen(work: "Work", case_id: str, purpose: str, grant: "Grant | None" = None) -> None:
    """`purpose` is a code."""
    stream = streams.of_person(work.actor.person_id)
    work.record(Event(CASE_SEEN, stream, case_id=case_id, reason=purpose, grant=grant))


def searched(work: "Work", terms: str, found: int, purpose: str, grant: "Grant | None" = None) -> None:
    """`terms` may be a name or a NIK: they are sealed."""
    stream, facts = streams.of_person(work.actor.person_id), {"found": found}
    work.record(Event(SEARCH_DONE, stream, reason=purpose, words=terms, facts=facts, grant=grant))


def looks_at(reading: "Reading", case_id: str) -> list[Look]:
    """Every look at a case, the latest first."""
    rows = reading.execute(
        select(EventRow.person_id, EventRow.at, EventRow.body, Person.name)
        .outerjoin(Person, Person.id == EventRow.person_id)
        .where(EventRow.case_id == case_id, EventRow.kind == CASE_SEEN)
        .order_by(EventRow.at.desc(), EventRow.id.desc())
    )
    looks = ((row, orjson.loads(row.body)) for row in rows)
    return [Look(row.person_id, row.name, body["role"], row.at, body["reason"]) for row, body in looks]


def searches_of(reading: "Reading", person_id: str) -> list[Search]:
    """Every search of a person, the latest first."""
    rows = reading.execute(
        select(EventRow.id, EventRow.at, EventRow.body, EventValues.content)
        .outerjoin(EventValues, EventValues.event_id == EventRow.id)
        .where(EventRow.stream == streams.of_person(person_id), EventRow.kind == SEARCH_DONE)
        .order_by(EventRow.seq.desc())
    )
    searches = []
    for row in rows:
        body = orjson.loads(row.body)
        values = Values.open(reading.vault, row.id, bytes(row.content)) if row.content is not None else None
        terms = values.words if values else None
        searches.append(Search(row.at, body["reason"], body["facts"]["found"], terms))
    return searches
