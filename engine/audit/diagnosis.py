"""What was done to a stream behind the application's back, told from what its events were signed for."""

import enum
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Row

from engine.history.append import stamp
from engine.history.chain import Head, PublicKeys
from engine.history.event import link, stored


class Tampering(enum.StrEnum):
    EDITED = "edited"  # not any more what was signed
    REWRITTEN = (
        "rewritten"  # nobody of the office signed it, and the one that stood there is gone or never was
    )
    INSERTED = "inserted"  # nobody of the office signed it, and the one that stood there still stands
    DELETED = "deleted"  # signed events around it tell that it was there
    MOVED = "moved"  # genuine, but it stands where another one was signed for
    COLUMNS = "columns"  # genuine, but what it is found by says something else


@dataclass(frozen=True)
class Finding:
    """`seq` is where it stands now (for deleted ones: where it stood), `until` the last of several deleted ones,
    `signed_seq` the place that a moved one was signed for, `columns` those that were changed."""

    what: Tampering
    seq: int
    event_id: str | None = None
    until: int | None = None
    signed_seq: int | None = None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Exhibit:
    """A row, and what the signature says of it. `body` is None where nobody vouches for it."""

    row: Row[Any]
    signed: bool
    altered: bool
    body: Mapping[str, Any] | None

    @property
    def seq(self) -> int:
        """The place that it was signed for; of an altered one, the place that it still claims."""
        claimed = (self.body or _loaded(self.row)).get("seq")
        return claimed if isinstance(claimed, int) else int(self.row.seq)

    def is_of(self, stream: str) -> bool:
        return self.body is not None and self.body["stream"] == stream


def diagnose(stream: str, rows: Sequence[Row[Any]], head: Head | None, keys: PublicKeys) -> list[Finding]:
    """`rows`: whole rows of the event table in the order of their numbers."""
    signers = {name: Ed25519PublicKey.from_public_bytes(key) for name, key in keys.items()}
    exhibits = [_exhibit(row, signers) for row in rows]
    copies = [one for one in exhibits if _is_copy(one, exhibits)]
    own = [one for one in exhibits if one.signed and one not in copies]
    genuine = [one for one in own if one.is_of(stream)]
    places = {one.seq for one in own if one.body is None or one.is_of(stream)}
    gone = set(range(1, _end(exhibits, head, places) + 1)) - places
    found = [
        *(Finding(Tampering.EDITED, one.row.seq, one.row.id) for one in own if one.altered),
        *(Finding(Tampering.INSERTED, one.row.seq, one.row.id) for one in copies),
        *_unsigned(exhibits, gone),
        *_moved(genuine),
        *(
            Finding(Tampering.MOVED, one.row.seq, one.row.id)
            for one in own
            if one.body and one not in genuine
        ),
    ]
    named = {finding.event_id for finding in found}
    for one in genuine:
        if one.row.id not in named:
            found += _columns(one)
    return sorted([*found, *_deleted(gone)], key=lambda finding: (finding.seq, finding.what))


def _exhibit(row: Row[Any], signers: Mapping[str, Ed25519PublicKey]) -> Exhibit:
    kept, linked = stored(row.hash), link(stored(row.previous), stored(row.body))
    key = signers.get(row.key_id)
    if _holds(key, stored(row.signature), linked):
        return Exhibit(row, True, linked != kept, _loaded(row))
    signed = _holds(key, stored(row.signature), kept)
    return Exhibit(row, signed, signed, None)


def _loaded(row: Row[Any]) -> Mapping[str, Any]:
    try:
        body = orjson.loads(row.body)
    except orjson.JSONDecodeError:
        return {}
    return body if isinstance(body, dict) else {}


def _is_copy(one: Exhibit, exhibits: Sequence[Exhibit]) -> bool:
    """A genuine event a second time: only one row can keep its hash."""
    twins = (other for other in exhibits if other.body and not other.altered and other is not one)
    return one.altered and one.body is not None and any(other.body == one.body for other in twins)


def _holds(key: Ed25519PublicKey | None, signature: bytes, hash_: bytes) -> bool:
    if key is None:
        return False
    try:
        key.verify(signature, hash_)
    except InvalidSignature:
        return False
    return True


def _end(exhibits: Sequence[Exhibit], head: Head | None, places: set[int]) -> int:
    """How many events there were: the last link knows, unless only its number was moved along with them."""
    last = max(places, default=0)
    if head is None or any(one.signed and stored(one.row.hash) == head[1] for one in exhibits):
        return last
    return max(last, head[0])


def _unsigned(exhibits: Sequence[Exhibit], gone: set[int]) -> list[Finding]:
    """Takes out of `gone` the places that an unsigned event fills."""
    found = []
    for one in exhibits:
        if one.signed:
            continue
        what = Tampering.REWRITTEN if one.row.seq in gone else Tampering.INSERTED
        gone.discard(one.row.seq)
        found.append(Finding(what, one.row.seq, one.row.id))
    return found


def _moved(genuine: Sequence[Exhibit]) -> Iterator[Finding]:
    """By rank: what only moved up or down, because others came or went before it, has not changed places."""
    for one, place in zip(genuine, sorted(each.seq for each in genuine), strict=True):
        if one.seq != place and not one.altered:
            yield Finding(Tampering.MOVED, one.row.seq, one.row.id, signed_seq=one.seq)


def _columns(one: Exhibit) -> Iterator[Finding]:
    row, body = one.row, one.body or {}
    says = {"id": row.id, "kind": row.kind, "case": row.case_id, "person": row.person_id, "at": stamp(row.at),
            "office": row.office_code, "regency": row.regency_code}  # fmt: skip
    wrong = tuple(name for name, value in says.items() if body.get(name) != value)
    if wrong:
        yield Finding(Tampering.COLUMNS, row.seq, row.id, columns=wrong)


def _deleted(gone: set[int]) -> Iterator[Finding]:
    """Neighbours as one."""
    for seq in sorted(gone):
        if seq - 1 not in gone:
            until = next(last for last in range(seq, seq + len(gone) + 1) if last + 1 not in gone)
            yield Finding(Tampering.DELETED, seq, until=until if until > seq else None)
