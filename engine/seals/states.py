"""The signed list of documents that are not in force, for whoever checks papers without a network."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from engine.db.documents import Document
from engine.errors.seals import SealError, StatesForgedError
from engine.seals import cose
from engine.tokens import hash_token
from engine.vault import PaperPublic, Vault, paper_key_id
from engine.work import Reading

PURPOSE = b"terbit-states-1"
ISSUED_AT, UNTIL, MARKS = 1, 2, 3
LISTED = {1: "superseded", 2: "revoked", 3: "draft"}
"""The number that stands for a state. A document of which nothing is listed is in force."""
WIDTH = 8
COUNTS = dt.timedelta(days=2)


@dataclass(frozen=True)
class States:
    """`marks`: state -> the marks of the documents in it."""

    issued_at: dt.datetime
    until: dt.datetime
    marks: Mapping[str, frozenset[bytes]]

    def of(self, token: str) -> str:
        wanted = mark(token)
        return next((state for state, marks in self.marks.items() if wanted in marks), "in_force")


def mark(token: str) -> bytes:
    """Of a document, by its check token: nobody who has not seen the paper can make it."""
    return hash_token(token)[:WIDTH]


def current(reading: Reading) -> bytes:
    """The list as of now, signed; the seconds of its moment are rounded down, so that it stays the same for a while."""
    rows = reading.execute(
        select(Document.state, Document.token_hash).where(
            Document.office_code == reading.office.code, Document.state.in_(LISTED.values())
        )
    )
    marks: dict[str, list[bytes]] = {state: [] for state in LISTED.values()}
    for row in rows:
        marks[row.state].append(row.token_hash[:WIDTH])
    return signed(reading.vault, reading.now.replace(second=0, microsecond=0), marks)


def signed(vault: Vault, now: dt.datetime, marks: Mapping[str, Iterable[bytes]]) -> bytes:
    claims = {
        ISSUED_AT: int(now.timestamp()),
        UNTIL: int((now + COUNTS).timestamp()),
        MARKS: {number: b"".join(sorted(marks.get(state, ()))) for number, state in LISTED.items()},
    }
    return cose.signed(vault, claims, PURPOSE)


def parse(content: bytes, keys: Sequence[PaperPublic]) -> States:
    """Raises StatesForgedError."""
    known = {paper_key_id(one.public): one for one in keys}
    try:
        key_id, claims = cose.opened(content, {one: key.public for one, key in known.items()}, PURPOSE)
        found = _claimed(claims)
    except (SealError, KeyError, AttributeError, TypeError, OverflowError, ValueError, OSError):
        raise StatesForgedError from None
    until = known[key_id].until
    if until is not None and found.issued_at.date() > until + dt.timedelta(
        days=1
    ):  # the office's day may be ahead
        raise StatesForgedError
    return found


def _claimed(claims: Mapping[int, Any]) -> States:
    marks = {state: claims[MARKS].get(number, b"") for number, state in LISTED.items()}
    return States(
        dt.datetime.fromtimestamp(claims[ISSUED_AT], dt.UTC),
        dt.datetime.fromtimestamp(claims[UNTIL], dt.UTC),
        {state: _split(joined) for state, joined in marks.items()},
    )


def _split(joined: bytes) -> frozenset[bytes]:
    return frozenset(joined[start : start + WIDTH] for start in range(0, len(joined), WIDTH))
