"""Events as they stand in the database: a forged or broken one is shown, never stumbled over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Row, Select, and_, or_, select

from engine.db.history import Event, EventValues
from engine.errors import EngineError
from engine.history import Change
from engine.history.commitments import Values
from engine.history.event import stored
from engine.ids import parse_id
from engine.vault import Vault
from engine.work import Reading

COLUMNS = ("id", "stream", "seq", "hash", "kind", "at", "person_id", "case_id", "body")
STAMP = "%Y-%m-%dT%H:%M:%S.%f%z"


@dataclass(frozen=True)
class Recorded:
    """What it says is what its body says; the columns only where the body can't be read.
    `broken`: the body or the sealed values can't be read at all."""

    id: str
    stream: str
    seq: int
    hash: bytes
    kind: str
    at: datetime
    person_id: str | None
    case_id: str | None
    broken: bool
    body: Mapping[str, Any] = field(repr=False)
    values: Values | None = field(repr=False)

    def text(self, name: str) -> str | None:
        """A text of the body; None where it is missing or something else."""
        found = self.body.get(name)
        return found if isinstance(found, str) else None

    @property
    def node(self) -> str | None:
        return self.text("node")

    @property
    def outcome(self) -> str | None:
        return self.text("outcome")

    @property
    def reason(self) -> str | None:
        return self.text("reason")

    @property
    def words(self) -> str | None:
        return self.values.words if self.values else None

    @property
    def facts(self) -> Mapping[str, Any]:
        found = self.body.get("facts")
        return found if isinstance(found, Mapping) else {}

    @property
    def steps(self) -> tuple[str, ...]:
        """Ids of the nodes that were passed with it."""
        found = self.facts.get("steps")
        return tuple(step for step in found if isinstance(step, str)) if isinstance(found, list) else ()

    @property
    def erased(self) -> bool:
        """Values or words were there, and are not any more."""
        return self.text("key") is not None and self.values is None and not self.broken

    @property
    def changes(self) -> list[Change]:
        if self.values is not None:
            return [Change(name, before, after) for name, (before, after) in self.values.changes.items()]
        fields = self.body.get("fields")
        named = fields if isinstance(fields, list) else ()
        names = [str(one.get("field", "?")) for one in named if isinstance(one, Mapping)]
        return [Change(name, None, None, erased=True) for name in names]


def in_order(reading: Reading, stream: str) -> list[Recorded]:
    """A stream from its beginning."""
    statement = _events().where(Event.stream == stream).order_by(Event.seq, Event.id)
    return [_recorded(row, reading.vault) for row in reading.execute(statement)]


def latest(
    reading: Reading, wanted: Sequence[ColumnElement[bool]], most: int, after: str | None = None
) -> list[Recorded]:
    """The newest first. `after`: the id of the last event of the page before."""
    statement = _events().where(Event.office_code == reading.office.code, *wanted)
    if after is not None:
        statement = statement.where(_older_than(reading, after))
    statement = statement.order_by(Event.at.desc(), Event.id.desc()).limit(most)
    return [_recorded(row, reading.vault) for row in reading.execute(statement)]


def by_ids(reading: Reading, ids: Iterable[str]) -> dict[str, Recorded]:
    rows = reading.execute(_events().where(Event.id.in_(sorted(set(ids)))))
    return {row.id: _recorded(row, reading.vault) for row in rows}


def _older_than(reading: Reading, event_id: str) -> ColumnElement[bool]:
    at = reading.execute(select(Event.at).where(Event.id == event_id)).scalar()
    if at is None:
        return Event.id < event_id
    return or_(Event.at < at, and_(Event.at == at, Event.id < event_id))


def _events() -> Select[Any]:
    columns = (getattr(Event, name) for name in COLUMNS)
    return select(*columns, EventValues.content).outerjoin(EventValues, EventValues.event_id == Event.id)


def _recorded(row: Row[Any], vault: Vault) -> Recorded:
    body, readable = _body(row)
    values, opened = _values(row, vault)
    return Recorded(
        id=row.id,
        stream=row.stream,
        seq=row.seq,
        hash=stored(row.hash),
        kind=str(body.get("kind", row.kind)),
        at=_moment(body.get("at"), row.at),
        person_id=_id(body.get("person", row.person_id)),
        case_id=_id(body.get("case", row.case_id)),
        broken=not (readable and opened),
        body=body,
        values=values,
    )


def _body(row: Row[Any]) -> tuple[Mapping[str, Any], bool]:
    try:
        body = orjson.loads(row.body)
    except orjson.JSONDecodeError:
        return {}, False
    return (body, True) if isinstance(body, dict) else ({}, False)


def _values(row: Row[Any], vault: Vault) -> tuple[Values | None, bool]:
    if row.content is None:
        return None, True
    try:
        return Values.open(vault, row.id, bytes(row.content)), True
    except (EngineError, ValueError, KeyError, TypeError):
        return None, False


def _moment(stamped: object, otherwise: datetime) -> datetime:
    try:
        return datetime.strptime(str(stamped), STAMP).astimezone(UTC)
    except ValueError:
        return otherwise


def _id(found: object) -> str | None:
    return parse_id(found) if isinstance(found, str) else None
