"""Writes events: signed bodies at the end of their chains, values apart. Three statements, heads known."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Connection, insert, select

from engine.db.history import Event as EventRow
from engine.db.history import EventValues, Stream
from engine.db.upserts import insert_or
from engine.errors import PersonalDataInHistoryError
from engine.history.commitments import Promise, Values, key_of
from engine.history.event import FORMAT, GENESIS, Event, link
from engine.ids import new_id

if TYPE_CHECKING:
    from engine.work import Work

IDENTITY_NUMBER = re.compile(
    rb"(?<![0-9A-Za-z])\d{6}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}(?![0-9A-Za-z])"
)
"""Sixteen digits with a date in them: a NIK or KK."""

SIXTEEN_DIGITS = re.compile(rb"[0-9]{16}")
_EVENTS, _VALUES = insert(EventRow), insert(EventValues)
_MOVING: dict[str, Any] = {}
NO_PROMISE = Promise(None, [], None)


def append(work: "Work", events: Sequence[Event]) -> None:
    """Reads, and on PostgreSQL locks, the heads that `work.heads` lacks; leaves the new ones there."""
    _know_heads(work, sorted({event.stream for event in events} - work.heads.keys()))
    heads, office = dict(work.heads), work.office.owner
    rows, values = [], []
    for event in events:
        row, sealed = _row(work, event, heads[event.stream])
        heads[event.stream] = (row["seq"], row["hash"])
        rows.append(row | office)
        if sealed is not None:
            values.append({"event_id": row["id"], "content": sealed} | office)
    work.execute(_EVENTS, rows)
    if values:
        work.execute(_VALUES, values)
    moved = {event.stream: heads[event.stream] for event in events}
    links = [{"id": name, "seq": seq, "hash": hash_} | office for name, (seq, hash_) in moved.items()]
    work.execute(_moving(work.connection), links)
    work.heads.update(heads)


def canonical(document: object) -> bytes:
    """JSON with sorted keys and nothing between: the same thing is always the same bytes."""
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS)


def stamp(moment: datetime) -> str:
    """A moment as bodies write it: UTC, microseconds, `Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _row(work: "Work", event: Event, head: tuple[int, bytes]) -> tuple[dict[str, Any], bytes | None]:
    """The event's row, and its sealed values if it has any."""
    event_id, seq, vault = new_id(), head[0] + 1, work.vault
    values = Values.of(event)
    promise = NO_PROMISE if values is None else values.promise(*key_of(event, vault))
    body = canonical(_body(work, event, promise) | {"id": event_id, "seq": seq})
    if SIXTEEN_DIGITS.search(body) and IDENTITY_NUMBER.search(body):
        raise PersonalDataInHistoryError(event.kind)
    hash_ = link(head[1], body)
    key_id, signature = vault.sign(hash_)
    row = {
        "id": event_id,
        "stream": event.stream,
        "seq": seq,
        "kind": event.kind,
        "case_id": event.case_id,
        "person_id": work.actor.person_id,
        "at": work.now,
        "body": body,
        "previous": head[1],
        "hash": hash_,
        "signature": signature,
        "key_id": key_id,
    }
    return row, None if values is None else values.seal(vault, event_id)


def _body(work: "Work", event: Event, promise: Promise) -> dict[str, Any]:
    grant = event.grant
    return {
        "v": FORMAT,
        "office": work.office.code,
        "regency": work.office.regency_code,
        "stream": event.stream,
        "at": stamp(work.now),
        "kind": event.kind,
        "person": work.actor.person_id,
        "post": grant and grant.post_id,
        "role": grant and grant.role,
        "standing": grant and grant.kind,
        "on_behalf_of": grant and grant.on_behalf_of,
        "territory": grant and grant.area_code,
        "case": event.case_id,
        "node": event.node,
        "version": event.version,
        "outcome": event.outcome,
        "reason": event.reason,
        "facts": event.facts,
        "key": promise.key,
        "fields": promise.fields,
        "words": promise.words,
        "request": work.request_id,
    }


def _know_heads(work: "Work", streams: Sequence[str]) -> None:
    if not streams:
        return
    _read_heads(work, streams)
    new = [stream for stream in streams if stream not in work.heads]
    if not new:
        return
    # Somebody else may begin the same stream now: whoever comes second waits here, then reads his head.
    rows = [{"id": stream, "seq": 0, "hash": GENESIS} | work.office.owner for stream in new]
    work.execute(insert_or(work.connection, Stream).on_conflict_do_nothing(), rows)
    _read_heads(work, new)


def _read_heads(work: "Work", streams: Iterable[str]) -> None:
    """In one order for everybody, so that two transactions never wait for each other."""
    statement = select(Stream.id, Stream.seq, Stream.hash).where(Stream.id.in_(streams)).order_by(Stream.id)
    for row in work.execute(statement.with_for_update()):
        work.heads[row.id] = (row.seq, bytes(row.hash))


def _moving(connection: Connection) -> Any:
    """Kept once made, for making it takes longer than running it."""
    statement = _MOVING.get(connection.dialect.name)
    if statement is None:
        inserting = insert_or(connection, Stream)
        moved = {"seq": inserting.excluded.seq, "hash": inserting.excluded.hash}
        statement = inserting.on_conflict_do_update(index_elements=["id"], set_=moved)
        _MOVING[connection.dialect.name] = statement
    return statement
