"""Documents: drafted with their number, filled once, then in force, superseded or revoked."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import ColumnElement, insert, select, union_all, update

from engine import caselock, history
from engine.db.cases import CaseParty
from engine.db.documents import Document, EarlierFile
from engine.errors import DocumentStateError, FileNotGrownError, NoFileError, NotFoundError
from engine.ids import new_id
from engine.tokens import check_token, hash_token
from engine.work import Reading, Work

if TYPE_CHECKING:
    from engine.engine import Engine

State = Literal["draft", "in_force", "superseded", "revoked"]
BEFORE: Mapping[State, Sequence[State]] = {
    "in_force": ("draft",),
    "superseded": ("in_force",),
    "revoked": ("draft", "in_force", "superseded"),
}
"""State -> from which states a document comes into it."""
FILED = ("document.stored", "document.renewed")
"""Events that tell the SHA-256 of the file that a document has from there on."""


@dataclass(frozen=True)
class NewDocument:
    """`signer_post` is what the paper says, with "Plt." where somebody stands in."""

    case_id: str
    kind: str
    number: str
    signer_id: str
    signer_post: str
    entry_id: str | None = None


@dataclass(frozen=True)
class Issued:
    """A document as lists show it."""

    id: str
    case_id: str
    kind: str
    number: str
    state: State
    issued_on: dt.date
    sha256: str | None
    size: int | None
    changed_at: dt.datetime


@dataclass(frozen=True)
class File:
    kind: str
    number: str
    state: State
    sha256: str
    content: bytes
    media_type: str = "application/pdf"


def draft(work: Work, new: NewDocument) -> str:
    """The document's id. Its number and check token stand from here on; its file comes later."""
    return draft_copies(work, new, 1)[0]


def draft_copies(work: Work, new: NewDocument, count: int) -> list[str]:
    """As many documents of one number, such as an excerpt for each spouse; each has a check token of its own."""
    caselock.lock(work, new.case_id)
    rows = [_drafted(work, new) for _ in range(count)]
    work.execute(insert(Document), [row | work.office.owner for row in rows])
    for row in rows:
        _record(work, "document.drafted", new.case_id, {"document": row["id"], "number": new.number})
    return [str(row["id"]) for row in rows]


def _drafted(work: Work, new: NewDocument) -> dict[str, Any]:
    document_id = new_id()
    return {
        "id": document_id,
        "case_id": new.case_id,
        "entry_id": new.entry_id,
        "kind": new.kind,
        "number": new.number,
        "state": "draft",
        "token_hash": hash_token(check_token(work.vault, document_id)),
        "issued_on": work.now.astimezone(work.office.zone).date(),
        "signer_post": new.signer_post,
        "signer_id": new.signer_id,
        "created_at": work.now,
        "changed_at": work.now,
    }


def check_url(engine: "Engine", document_id: str) -> str:
    """What the QR code says: in capitals, so that it needs fewer modules."""
    return f"{engine.public_url}/v/{check_token(engine.vault, document_id)}".upper()


def store_file(work: Work, document_id: str, content: bytes, replacing: str | None = None) -> str:
    """The SHA-256 of what is stored now: the first file wins, so that a repeated job changes nothing.

    `replacing`: the hash of the file that gives way, such as the one that has just been signed.
    """
    case_id = hold(work, document_id)
    found = hashlib.sha256(content).hexdigest()
    stored = work.execute(
        update(Document)
        .where(
            Document.id == document_id,
            Document.state == "draft",
            Document.sha256.is_not_distinct_from(replacing),
        )
        .values(_file(work, document_id, content) | {"changed_at": work.now})
    )
    if stored.rowcount != 1:
        known: str | None = work.execute(select(Document.sha256).where(Document.id == document_id)).scalar()
        if known is None:
            raise NoFileError
        return known
    _record(work, "document.stored", case_id, {"document": document_id, "sha256": found})
    return found


def renew(work: Work, document_id: str, content: bytes, replacing: str) -> str | None:
    """The SHA-256 of the file of a document in force from now on, which has more behind the bytes of the one that
    gives way; that one stays known. None where it is another one, or in force no more."""
    case_id = hold(work, document_id)
    file = fetch(work, document_id)
    if (file.state, file.sha256) != ("in_force", replacing):
        return None
    if not content.startswith(file.content) or len(content) == len(file.content):
        raise FileNotGrownError
    found = hashlib.sha256(content).hexdigest()
    earlier = {"document_id": document_id, "size": len(file.content), "sha256": replacing}
    work.execute(insert(EarlierFile), [earlier | {"replaced_at": work.now} | work.office.owner])
    work.execute(update(Document).where(Document.id == document_id).values(_file(work, document_id, content)))
    _record(
        work, "document.renewed", case_id, {"document": document_id, "sha256": found, "before": replacing}
    )
    return found


def issue(work: Work, document_id: str) -> None:
    """From now on the check page calls it valid. A document without a file can't come into force."""
    if find(work, document_id).sha256 is None:
        raise NoFileError
    _change(work, document_id, "in_force", "document.issued")


def supersede(work: Work, document_id: str, reason: str) -> None:
    """A newer document stands in its place."""
    _change(work, document_id, "superseded", "document.superseded", reason)


def revoke(work: Work, document_id: str, reason: str) -> None:
    _change(work, document_id, "revoked", "document.revoked", reason)


def retire(work: Work, entry_id: str, reason: str, *, cancelled: bool = False) -> None:
    """Every excerpt of an entry, since others are to be made; where the entry itself is cancelled, none counts."""
    papers = [paper for paper in of_entry(work, entry_id) if paper.state != "revoked"]
    for case_id in sorted({paper.case_id for paper in papers}):
        caselock.lock(work, case_id)
    superseded = {} if cancelled else {one.id: one.case_id for one in papers if one.state == "in_force"}
    revoked = {one.id: one.case_id for one in papers if cancelled or one.state == "draft"}
    _move(work, superseded, "superseded", "document.superseded", reason)
    _move(work, revoked, "revoked", "document.revoked", reason)


def fetch(reading: Reading, document_id: str) -> File:
    """The file as it was stored. Whether the actor may have it is the caller's question: it is the case's."""
    row = reading.execute(
        select(Document.kind, Document.number, Document.state, Document.sha256, Document.content).where(
            Document.id == document_id
        )
    ).first()
    if row is None or row.content is None:
        raise NotFoundError("document with a file")
    plain = reading.vault.open("terbit_document", "content", document_id, row.content)
    return File(row.kind, row.number, row.state, row.sha256, plain)


def with_file(sha256: str) -> ColumnElement[bool]:
    """Of whichever document was ever given out as exactly this file."""
    now, before = select(Document.id), select(EarlierFile.document_id)
    return Document.id.in_(
        union_all(now.where(Document.sha256 == sha256), before.where(EarlierFile.sha256 == sha256))
    )


def grown_from(reading: Reading, sha256: str) -> bytes | None:
    """The present file of the document that was given out as this one before; None of present files and others."""
    before = select(EarlierFile.document_id).where(EarlierFile.sha256 == sha256)
    document_id = reading.execute(before).scalars().first()
    return None if document_id is None else fetch(reading, document_id).content


def find(reading: Reading, document_id: str) -> Issued:
    row = reading.execute(_list().where(Document.id == document_id)).first()
    if row is None:
        raise NotFoundError("document")
    return Issued(**row._mapping)


def of_case(reading: Reading, case_id: str) -> list[Issued]:
    rows = reading.execute(
        _list().where(Document.case_id == case_id).order_by(Document.created_at, Document.id)
    )
    return [Issued(**row._mapping) for row in rows]


def in_force(reading: Reading, kind: str, numbers: Sequence[str]) -> list[Issued]:
    """What is valid of a kind under one of these numbers."""
    office = Document.office_code == reading.office.code
    listed = _list().where(office, Document.kind == kind, Document.number.in_(numbers))
    rows = reading.execute(listed.where(Document.state == "in_force").order_by(Document.id))
    return [Issued(**row._mapping) for row in rows]


def in_force_about(reading: Reading, kind: str, field: str, fingerprint: bytes) -> list[Issued]:
    """What is valid of a kind where the case has this number in this field."""
    cases = select(CaseParty.case_id).where(CaseParty.field == field, CaseParty.fingerprint == fingerprint)
    office = Document.office_code == reading.office.code
    listed = _list().where(
        office, Document.kind == kind, Document.state == "in_force", Document.case_id.in_(cases)
    )
    return [Issued(**row._mapping) for row in reading.execute(listed.order_by(Document.id))]


def of_entry(reading: Reading, entry_id: str) -> list[Issued]:
    """Every excerpt of an entry, whichever case it was issued by."""
    rows = reading.execute(
        _list().where(Document.entry_id == entry_id).order_by(Document.created_at, Document.id)
    )
    return [Issued(**row._mapping) for row in rows]


def _file(work: Work, document_id: str, content: bytes) -> dict[str, Any]:
    return {
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "content": work.vault.seal("terbit_document", "content", document_id, content),
    }


def _list() -> Any:
    return select(
        Document.id, Document.case_id, Document.kind, Document.number, Document.state, Document.issued_on,
        Document.sha256, Document.size, Document.changed_at,
    )  # fmt: skip


def _change(work: Work, document_id: str, to: State, kind: str, reason: str | None = None) -> None:
    _move(work, {document_id: hold(work, document_id)}, to, kind, reason)


def _move(work: Work, cases: Mapping[str, str], to: State, kind: str, reason: str | None) -> None:
    """`cases`: document -> its case, locked."""
    if not cases:
        return
    found = Document.id.in_(cases) & Document.state.in_(BEFORE[to])
    changed = work.execute(update(Document).where(found).values(state=to, changed_at=work.now))
    if changed.rowcount != len(cases):
        raise DocumentStateError(to)
    for document_id, case_id in cases.items():
        _record(work, kind, case_id, {"document": document_id}, reason)


def hold(work: Work, document_id: str) -> str:
    """The document's case, locked: before the document, as everywhere."""
    case_id: str | None = work.execute(select(Document.case_id).where(Document.id == document_id)).scalar()
    if case_id is None:
        raise NotFoundError("document")
    caselock.lock(work, case_id)
    return case_id


def _record(work: Work, kind: str, case_id: str, facts: Mapping[str, Any], words: str | None = None) -> None:
    work.record(history.Event(kind, f"case:{case_id}", case_id=case_id, facts=facts, words=words))
