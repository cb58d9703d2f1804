"""Who stands behind the ids of events: names, titles of posts, and the letter by which somebody stood in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from engine import people
from engine.audit.events import Recorded
from engine.db.offices import Assignment, Post
from engine.ids import parse_id
from engine.separation import OWN
from engine.work import Reading


@dataclass(frozen=True)
class Who:
    """Nobody's name where the system acted. `kind` is plt or plh where he stood in for somebody."""

    person_id: str | None = None
    name: str | None = None
    post: str | None = None
    role: str | None = None
    on_behalf_of: str | None = None
    kind: str | None = None
    letter: str | None = None


@dataclass(frozen=True)
class Cast:
    names: Mapping[str, str]
    titles: Mapping[str, str]
    delegations: tuple[Row[Any], ...]

    def who(self, event: Recorded) -> Who:
        holder = event.text("on_behalf_of")
        delegation = self._delegation(event.text("post"), event.person_id, event.at)
        return Who(
            person_id=event.person_id,
            name=self.names.get(event.person_id or ""),
            post=self.titles.get(event.text("post") or ""),
            role=event.text("role"),
            on_behalf_of=self.names.get(holder or "", holder),
            kind=_standing(event) or (delegation.kind if delegation else None),
            letter=delegation.letter_number if delegation else None,
        )

    def _delegation(self, post: str | None, person: str | None, at: datetime) -> Row[Any] | None:
        fitting = (
            row
            for row in self.delegations
            if (row.post_id, row.person_id) == (post, person)
            and row.since <= at
            and (row.until is None or at < row.until)
        )
        return next(fitting, None)


def _standing(event: Recorded) -> str | None:
    """As the event itself says it."""
    said = event.text("standing")
    return None if said == OWN else said


def cast(reading: Reading, events: Iterable[Recorded], others: Iterable[str | None] = ()) -> Cast:
    """Of everybody who acted in the events or is mentioned in them, and of `others`. Three statements."""
    shown = list(events)
    mentioned = [_mentioned(event, name) for event in shown for name in ("subject", "proposed_by")]
    holders = [parse_id(event.text("on_behalf_of")) for event in shown]
    persons = {one for one in (*mentioned, *holders, *others, *(event.person_id for event in shown)) if one}
    posts = {post for event in shown if (post := parse_id(event.text("post")))}
    return Cast(people.names(reading, persons), _titles(reading, posts), _delegations(reading, posts))


def _mentioned(event: Recorded, name: str) -> str | None:
    found = event.facts.get(name)
    return parse_id(found) if isinstance(found, str) else None


def _titles(reading: Reading, posts: set[str]) -> dict[str, str]:
    found = reading.execute(select(Post.id, Post.title).where(Post.id.in_(sorted(posts)))) if posts else ()
    return {row.id: row.title for row in found}


def _delegations(reading: Reading, posts: set[str]) -> tuple[Row[Any], ...]:
    if not posts:
        return ()
    columns = (Assignment.post_id, Assignment.person_id, Assignment.kind, Assignment.letter_number)
    statement = (
        select(*columns, Assignment.since, Assignment.until)
        .where(Assignment.post_id.in_(sorted(posts)), Assignment.kind != "definitif")
        .order_by(Assignment.since)
    )
    return tuple(reading.execute(statement))
