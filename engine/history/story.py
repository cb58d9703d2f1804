"""A case's history as people read it: who did what, as what, when, why, and what it changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Row, select

from engine.db.history import Event, EventValues
from engine.db.offices import Person, Post
from engine.history import streams
from engine.history.commitments import Values
from engine.vault import Vault

if TYPE_CHECKING:
    from engine.work import Reading


@dataclass(frozen=True)
class Change:
    """What one field held; both are None where the values were erased."""

    field: str
    before: object
    after: object
    erased: bool = False


@dataclass(frozen=True)
class Entry:
    """`person` and `on_behalf_of` are names, `post` a title; None where the system acted, or nobody in a post."""

    id: str
    seq: int
    at: datetime
    kind: str
    person_id: str | None
    person: str | None
    post: str | None
    role: str | None
    standing: str | None
    """`definitif`, `plt` or `plh`; None where nobody acted in a post."""
    on_behalf_of: str | None
    node: str | None
    version: str | None
    outcome: str | None
    reason: str | None
    words: str | None
    facts: Mapping[str, Any]
    changes: tuple[Change, ...]
    erased: bool
    """Values or words were there, and are not any more."""


def story(reading: "Reading", case_id: str) -> list[Entry]:
    """In the order in which it happened. Two or three statements, whatever its length."""
    rows = reading.execute(
        select(Event.id, Event.seq, Event.at, Event.body, Event.person_id, Person.name, EventValues.content)
        .outerjoin(EventValues, EventValues.event_id == Event.id)
        .outerjoin(Person, Person.id == Event.person_id)
        .where(Event.stream == streams.of_case(case_id))
        .order_by(Event.seq)
    ).all()
    bodies = [orjson.loads(row.body) for row in rows]
    titles = _titles(reading, {body["post"] for body in bodies if body["post"]})
    holders = _names(reading, {body["on_behalf_of"] for body in bodies if body["on_behalf_of"]})
    return [
        _entry(row, body, titles | holders, reading.vault) for row, body in zip(rows, bodies, strict=True)
    ]


def _titles(reading: "Reading", posts: set[str]) -> dict[str, str]:
    found = reading.execute(select(Post.id, Post.title).where(Post.id.in_(posts))) if posts else ()
    return {row.id: row.title for row in found}


def _names(reading: "Reading", persons: set[str]) -> dict[str, str]:
    found = reading.execute(select(Person.id, Person.name).where(Person.id.in_(persons))) if persons else ()
    return {row.id: row.name for row in found}


def _entry(row: Row[Any], body: Mapping[str, Any], names: Mapping[str, str], vault: Vault) -> Entry:
    """`names`: of posts and of people, by id."""
    values = Values.open(vault, row.id, bytes(row.content)) if row.content is not None else None
    return Entry(
        id=row.id,
        seq=row.seq,
        at=row.at,
        kind=body["kind"],
        person_id=row.person_id,
        person=row.name,
        post=names.get(body["post"]),
        role=body["role"],
        standing=body.get("standing"),
        on_behalf_of=names.get(body["on_behalf_of"]),
        node=body["node"],
        version=body["version"],
        outcome=body["outcome"],
        reason=body["reason"],
        words=values.words if values else None,
        facts=body["facts"],
        changes=tuple(_changes(body["fields"], values)),
        erased=body["key"] is not None and values is None,
    )


def _changes(fields: list[dict[str, Any]], values: Values | None) -> list[Change]:
    if values is None:
        return [Change(field["field"], None, None, erased=True) for field in fields]
    return [Change(name, before, after) for name, (before, after) in values.changes.items()]
