"""Checks the whole history, or one stream of it, row by row: one statement, constant memory."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, Select, null, select

from engine.db.cases import Case
from engine.db.history import Event, EventValues, Stream
from engine.errors import EngineError, SealBrokenError
from engine.history.chain import Chain, Link, PublicKeys
from engine.history.commitments import CASE_KEY, Values, office_key
from engine.history.event import stored
from engine.history.report import Flaw, Problem, Report
from engine.vault import Vault

if TYPE_CHECKING:
    from engine.work import Reading

AT_ONCE = 500
"""Rows in memory."""


def verify(
    reading: "Reading",
    public_keys: PublicKeys,
    *,
    stream: str | None = None,
    values: bool = True,
    progress: Callable[[int], None] | None = None,
) -> Report:
    """`values`: hold them against what was signed for them as well. `progress` is told the number of
    events, now and then."""
    report, vault = Report(), reading.vault if values else None
    rows = reading.execute(_rows(stream, values))
    for name, links in groupby(rows, key=lambda row: str(row.stream)):
        report.streams += 1
        chain, row = Chain(name, public_keys), None
        for row in links:
            report.events += 1
            for problem in chain.check(_link(row, vault)):
                report.add(problem)
            if progress is not None and report.events % AT_ONCE == 0:
                progress(report.events)
        if row is not None:
            head = None if row.head_hash is None else (row.head_seq, stored(row.head_hash))
            for problem in chain.end(head):
                report.add(problem)
    for problem in _emptied(reading, stream):
        report.add(problem)
    return report


def _rows(stream: str | None, with_values: bool) -> Select[Any]:
    content = EventValues.content if with_values else null()
    secret = Case.secret if with_values else null()
    statement = (
        select(
            Event.__table__,
            Stream.seq.label("head_seq"),
            Stream.hash.label("head_hash"),
            EventValues.event_id.label("values_of"),
            content.label("content"),
            secret.label("secret"),
        )
        .outerjoin(Stream, Stream.id == Event.stream)
        .outerjoin(EventValues, EventValues.event_id == Event.id)
        .order_by(Event.stream, Event.seq, Event.id)
        .execution_options(yield_per=AT_ONCE)
    )
    if with_values:
        statement = statement.outerjoin(Case, Case.id == Event.case_id)
    return statement if stream is None else statement.where(Event.stream == stream)


def _link(row: Row[Any], vault: Vault | None) -> Link:
    return Link(
        stream=row.stream,
        seq=row.seq,
        id=row.id,
        body=stored(row.body),
        previous=stored(row.previous),
        hash=stored(row.hash),
        signature=stored(row.signature),
        key_id=row.key_id,
        columns={
            "kind": row.kind,
            "case": row.case_id,
            "person": row.person_id,
            "at": row.at,
            "office": row.office_code,
            "regency": row.regency_code,
        },
        has_values=row.values_of is not None,
        values=lambda: _opened(row, vault),
        secret=lambda key: _secret(row, vault, key),
    )


def _opened(row: Row[Any], vault: Vault | None) -> Values | None:
    if vault is None or row.content is None:
        return None
    try:
        return Values.open(vault, row.id, bytes(row.content))
    except SealBrokenError as broken:
        raise ValueError from broken


def _secret(row: Row[Any], vault: Vault | None, key: str) -> bytes | None:
    if vault is None:
        return None
    if key != CASE_KEY:
        return office_key(vault, row.stream)
    if row.secret is None:
        return None
    try:
        return vault.open("terbit_case", "secret", row.case_id, bytes(row.secret))
    except EngineError as broken:
        raise ValueError from broken


def _emptied(reading: "Reading", stream: str | None) -> Iterator[Problem]:
    """Streams whose events are gone altogether, while their last link tells that there were some."""
    statement = (
        select(Stream.id, Stream.seq)
        .outerjoin(Event, Event.stream == Stream.id)
        .where(Event.id.is_(None), Stream.seq > 0)
        .order_by(Stream.id)
    )
    if stream is not None:
        statement = statement.where(Stream.id == stream)
    for row in reading.execute(statement):
        sentence = f"Expected events up to {row.seq}, but the stream has none"
        yield Problem(row.id, 1, None, Flaw.MISSING, sentence)
