"""What the seal of a document says: no word of whom it is about."""

import base64
import binascii
import datetime as dt
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from engine.errors.seals import SealRetiredError, SealUnreadableError
from engine.seals import cose
from engine.tokens import from_bytes, token_bytes
from engine.vault import PaperPublic, Vault, paper_key_id

if TYPE_CHECKING:
    from engine.engine import Engine

PURPOSE = b"terbit-seal-1"
NUMBER, KIND, ISSUED_ON, CONTENT, TOKEN = 1, 2, 3, 4, 5
EPOCH = dt.date(1970, 1, 1)
LONGEST = 1000
"""Characters: more than fit into a code that can be printed."""


@dataclass(frozen=True)
class Seal:
    """`content`: 16 bytes that stand for all that the paper says; `token`: the document's check token, by which
    anybody asks the office; `key_id`: 8 bytes."""

    number: str
    kind: str
    issued_on: dt.date
    content: bytes
    token: str = field(repr=False)
    key_id: bytes


def address(engine: "Engine", document_id: str, said: Mapping[str, Any], content: Mapping[str, Any]) -> str:
    """What the second code says: in capitals, so that a telephone opens the check page with fewer modules."""
    return f"{engine.public_url}/s/{made(engine.vault, document_id, said, content)}".upper()


def made(vault: Vault, document_id: str, said: Mapping[str, Any], content: Mapping[str, Any]) -> str:
    """As base 32 (RFC 4648) without padding. `said`: kind, number and issued_on (ISO date) of the document; `content`:
    all that the paper says, as JSON. The same document with the same content and key gives the same seal."""
    claims = {
        NUMBER: said["number"],
        KIND: said["kind"],
        ISSUED_ON: (dt.date.fromisoformat(said["issued_on"]) - EPOCH).days,
        CONTENT: content_mark(vault, document_id, content),
        TOKEN: token_bytes(vault, document_id),
    }
    return base64.b32encode(cose.signed(vault, claims, PURPOSE)).decode().rstrip("=")


def content_mark(vault: Vault, document_id: str, content: Mapping[str, Any]) -> bytes:
    """An HMAC-SHA-256 over canonical JSON, under a key of this document: whoever reads the code cannot try out names
    and dates until they fit; whoever gets that key from the office can prove that they do."""
    canonical = orjson.dumps(content, option=orjson.OPT_SORT_KEYS)
    return hmac.digest(vault.derive("paper-content", document_id), canonical, "sha256")[:16]


def parse(text: str, keys: Sequence[PaperPublic]) -> Seal:
    """What a code says: the seal, or an address that ends in it. Raises a SealError that says what is wrong."""
    known = {paper_key_id(one.public): one for one in keys}
    publics = {key_id: one.public for key_id, one in known.items()}
    key_id, claims = cose.opened(_decoded(text), publics, PURPOSE)
    found = _claimed(key_id, claims)
    until = known[key_id].until
    if until is not None and found.issued_on > until:
        raise SealRetiredError(key_id.hex())
    return found


def _claimed(key_id: bytes, claims: Mapping[int, Any]) -> Seal:
    try:
        token = claims[TOKEN]
        if len(token) != 16:
            raise SealUnreadableError
        issued_on = EPOCH + dt.timedelta(days=claims[ISSUED_ON])
        return Seal(claims[NUMBER], claims[KIND], issued_on, claims[CONTENT], from_bytes(token), key_id)
    except (KeyError, AttributeError, TypeError, OverflowError):
        raise SealUnreadableError from None


def _decoded(text: str) -> bytes:
    wanted = text.strip().rpartition("/")[2].upper()
    if not wanted or len(wanted) > LONGEST:
        raise SealUnreadableError
    try:
        content = base64.b32decode(wanted + "=" * (-len(wanted) % 8))
    except (binascii.Error, ValueError):
        raise SealUnreadableError from None
    if base64.b32encode(content).decode().rstrip("=") != wanted:
        raise SealUnreadableError
    return content
