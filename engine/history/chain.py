"""Holds one stream's events, in order, against their hashes, signatures, columns and values."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from engine.history.append import stamp
from engine.history.commitments import Values
from engine.history.event import GENESIS, link
from engine.history.report import Flaw, Problem

ERASED = "values.erased"
"""The kind of the event after which earlier values of its stream may be gone."""

Head = tuple[int, bytes]
PublicKeys = Mapping[str, bytes]
"""Key id -> raw Ed25519 public key."""


@dataclass(frozen=True)
class Link:
    """An event as it is stored. `columns` repeat what the body says, under the body's names."""

    stream: str
    seq: int
    id: str
    body: bytes
    previous: bytes
    hash: bytes
    signature: bytes
    key_id: str
    columns: Mapping[str, object]
    has_values: bool | None = None
    """None where nobody can tell, as in a bundle without values."""
    values: Callable[[], Values | None] = lambda: None
    """Opens the values; None where that can't be done any more or is not wanted."""
    secret: Callable[[str], bytes | None] = lambda _: None
    """The key that is called `case` or `office` in the body; None where it has been erased."""


class Chain:
    """Feed it the links of one stream in order, then ask for the end."""

    def __init__(self, stream: str, public_keys: PublicKeys) -> None:
        self.stream = stream
        self._keys = {name: Ed25519PublicKey.from_public_bytes(key) for name, key in public_keys.items()}
        self._last: Head = (0, GENESIS)
        self._gone: list[Problem] = []

    def check(self, link_: Link) -> Iterator[Problem]:
        """What an event says is looked at only where it is what was signed."""
        yield from self._place(link_)
        self._last = (link_.seq, link_.hash)
        if link(link_.previous, link_.body) != link_.hash:
            yield _problem(
                link_, Flaw.EDITED, "a body that fits its hash, but it was edited after it was written"
            )
        elif not self._is_signed(link_):
            yield _problem(link_, Flaw.UNSIGNED, f"a signature by key {link_.key_id}, but it does not hold")
        else:
            body = orjson.loads(link_.body)
            differing = list(self._columns(link_, body))
            yield from differing or self._values(link_, body)

    def end(self, head: Head | None) -> Iterator[Problem]:
        """`head`: the stream's last link as it was written beside the events."""
        yield from self._gone
        seq, hash_ = self._last
        if head is None:
            yield self._at_end(
                seq, Flaw.HEAD, f"the last link of the stream beside event {seq}, but it is gone"
            )
        elif head[0] > seq:
            yield self._at_end(
                seq + 1, Flaw.MISSING, f"events up to {head[0]}, but those from {seq + 1} on are missing"
            )
        elif head != (seq, hash_):
            yield self._at_end(seq, Flaw.HEAD, f"the last link to be event {seq}, but it points elsewhere")

    def _place(self, link_: Link) -> Iterator[Problem]:
        seq, hash_ = self._last
        if link_.seq > seq + 1:
            span = f"event {seq + 1}" if link_.seq == seq + 2 else f"events {seq + 1} to {link_.seq - 1}"
            yield self._at_end(
                seq + 1, Flaw.MISSING, f"{span} before event {link_.seq}, but nothing is there: deleted"
            )
        elif link_.seq <= seq:
            yield _problem(link_, Flaw.ORDER, f"event {seq + 1}, but event {link_.seq} comes here")
        elif link_.previous != hash_:
            yield _problem(
                link_, Flaw.ORDER, "to follow the event before it, but it was signed to follow another"
            )

    def _is_signed(self, link_: Link) -> bool:
        key = self._keys.get(link_.key_id)
        if key is None:
            return False
        try:
            key.verify(link_.signature, link_.hash)
        except InvalidSignature:
            return False
        return True

    def _columns(self, link_: Link, body: Mapping[str, Any]) -> Iterator[Problem]:
        repeated = {"stream": link_.stream, "seq": link_.seq, "id": link_.id, **link_.columns}
        for name, value in repeated.items():
            shown = stamp(value) if isinstance(value, datetime) else value
            if shown != body.get(name):
                yield _problem(
                    link_, Flaw.COLUMNS, f"the column of '{name}' to repeat the body, but it differs"
                )

    def _values(self, link_: Link, body: Mapping[str, Any]) -> Iterator[Problem]:
        if body["kind"] == ERASED and link_.has_values is not None:
            self._gone = []
        if body["key"] is None:
            if link_.has_values:
                yield _problem(
                    link_, Flaw.VALUES, "no values, since none were signed for, but there are some"
                )
            return
        if link_.has_values is False and not self._gone:
            self._gone = [
                _problem(link_, Flaw.VALUES_GONE, "values or an erasure after it, but there is neither")
            ]
        yield from self._kept(link_, body)

    def _kept(self, link_: Link, body: Mapping[str, Any]) -> Iterator[Problem]:
        try:
            values, secret = link_.values(), link_.secret(body["key"])
        except ValueError:
            yield _problem(link_, Flaw.VALUES, "values that open, but they were altered or exchanged")
            return
        if values is None:
            return
        if secret is None:
            yield _problem(link_, Flaw.VALUES, "the key that the values were signed for with, but it is gone")
            return
        promise = values.promise(body["key"], secret)
        wrong = [
            made["field"] for made, kept in zip(body["fields"], promise.fields, strict=False) if made != kept
        ]
        if wrong or len(body["fields"]) != len(promise.fields):
            named = ", ".join(f"'{name}'" for name in wrong) or "all fields"
            yield _problem(link_, Flaw.VALUES, f"the values that were signed for, but they differ in {named}")
        if promise.words != body["words"]:
            yield _problem(link_, Flaw.VALUES, "the words that were signed for, but they differ")

    def _at_end(self, seq: int, flaw: Flaw, rest: str) -> Problem:
        return Problem(self.stream, seq, None, flaw, f"Expected {rest}")


def _problem(link_: Link, flaw: Flaw, rest: str) -> Problem:
    return Problem(link_.stream, link_.seq, link_.id, flaw, f"Expected {rest}")
