"""One act, before it is written: who did it follows from the transaction, what it was stands here."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.access import Grant

FORMAT = 1
GENESIS = bytes(32)
"""What the first event of a stream follows."""

Changes = Mapping[str, tuple[object, object]]
"""Field -> its JSON value before and after."""


@dataclass(frozen=True)
class Event:
    """`facts` hold ids, codes and counts only: they are signed in plain and can never be erased.
    Personal data goes into `changes` and `words`, which are sealed apart."""

    kind: str
    stream: str
    case_id: str | None = None
    node: str | None = None
    version: str | None = None
    outcome: str | None = None
    reason: str | None = None
    words: str | None = field(default=None, repr=False)
    facts: Mapping[str, object] = field(default_factory=dict)
    changes: Changes = field(default_factory=dict, repr=False)
    secret: bytes | None = field(default=None, repr=False)
    """The case's own key for its commitments; without one the office's key is used."""
    grant: "Grant | None" = None
    """The post that the actor acted in."""


def stored(value: object) -> bytes:
    """A column's bytes. SQLite keeps text where somebody put text: that is read too, and found not to be what was
    signed."""
    return value.encode() if isinstance(value, str) else bytes(value)  # type: ignore[call-overload]


def link(previous: bytes, body: bytes) -> bytes:
    """The hash of an event: it holds the whole chain before it."""
    return hashlib.sha256(b"terbit event 1\n" + previous + body).digest()
