"""Whether a document is genuine and in force: by the token that its code holds, or by the file itself. For everybody,
without a login: nothing of the person it is about."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import select

from engine import documents
from engine.db.documents import Document
from engine.db.offices import Office
from engine.errors.seals import SealError
from engine.seals import seal
from engine.signing import checking
from engine.tokens import hash_token, normalised
from engine.work import Reading

if TYPE_CHECKING:
    from engine.engine import Engine

LONGEST_TOKEN = 64
"""As somebody types it, with gaps; a seal is longer."""


@dataclass(frozen=True)
class Verdict:
    """What anybody learns who has the paper. An unknown token, a malformed one and a draft's look the same."""

    state: Literal["in_force", "superseded", "revoked", "unknown"]
    checked_at: dt.datetime
    kind: str | None = None
    number_end: str | None = None
    office: str | None = None
    issued_on: dt.date | None = None
    signer_post: str | None = None
    fingerprint: str | None = None
    """The first 16 hex digits of the file's SHA-256."""
    changed_at: dt.datetime | None = None


@dataclass(frozen=True)
class Compared:
    """A file: what the register says of exactly these bytes, and whether its signature holds, whosever it is.
    `earlier`: the document has more behind these bytes by now, and it is the whole that was checked."""

    verdict: Verdict
    signature: checking.Checked
    sha256: str
    earlier: bool = False


def by_token(reading: Reading, token: str) -> Verdict:
    """One statement, whatever was typed."""
    return _verdict(reading, Document.token_hash == hash_token(normalised(token)))


def by_payload(reading: Reading, payload: str) -> Verdict:
    """Whatever one of the two codes says, with or without its address."""
    return by_token(reading, token_of(reading, payload))


def token_of(reading: Reading, payload: str) -> str:
    """The check token that a code or a seal holds; empty, and as unknown as any other, where a seal is not the
    office's own."""
    said = payload.strip().rpartition("/")[2]
    if len(said) <= LONGEST_TOKEN:
        return normalised(said)
    try:
        return seal.parse(said, reading.vault.paper_keys).token
    except SealError:
        return ""


def by_file(engine: "Engine", content: bytes) -> Compared:
    """The file is read in a process of its own and kept nowhere."""
    found = hashlib.sha256(content).hexdigest()
    with engine.reading() as reading:
        verdict = _verdict(reading, documents.with_file(found))
        whole = documents.grown_from(reading, found)
    trust = None if engine.signer is None else engine.signer.trust
    signature = checking.check(content if whole is None else whole, trust)
    return Compared(verdict, signature, found, whole is not None)


def _verdict(reading: Reading, which: Any) -> Verdict:
    row = reading.execute(
        select(
            Document.state, Document.kind, Document.number, Document.issued_on, Document.signer_post,
            Document.sha256, Document.changed_at, Office.name,
        )
        .join(Office, Office.code == Document.office_code)
        .where(which)
    ).first()  # fmt: skip
    if row is None or row.state == "draft":
        return Verdict("unknown", reading.now)
    return Verdict(
        state=row.state,
        checked_at=reading.now,
        kind=row.kind,
        number_end=row.number.rpartition("-")[2],
        office=row.name,
        issued_on=row.issued_on,
        signer_post=row.signer_post,
        fingerprint=row.sha256 and row.sha256[:16],
        changed_at=row.changed_at,
    )
