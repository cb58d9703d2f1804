"""Papers and documents of a case with their SHA-256, held against what the history says of them."""

import enum
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from engine.attachments import RECEIVED, TAKEN_BACK
from engine.audit.events import Recorded
from engine.db.cases import Attachment
from engine.db.documents import Document
from engine.documents import FILED
from engine.errors import EngineError
from engine.work import Reading

TABLE = "terbit_attachment"


class Match(enum.StrEnum):
    FITS = "fits"  # the hash is the one that the history recorded
    DIFFERS = "differs"  # the history recorded another hash
    UNRECORDED = "unrecorded"  # the history knows nothing of it
    MISSING = "missing"  # the history tells of it, but it is gone
    TAKEN_BACK = "taken_back"  # the desk took it back before anybody checked it
    NO_FILE = "no_file"  # a document that has its number and no file yet


@dataclass(frozen=True)
class Paper:
    """A paper that was handed in. `requirement` is the code of what it was handed in for."""

    id: str
    requirement: str
    file_name: str = field(repr=False)
    media_type: str
    pages: int
    size: int
    sha256: str
    at: datetime | None
    by: str | None
    replaced: bool
    match: Match


@dataclass(frozen=True)
class IssuedPaper:
    """A document that the office made."""

    id: str
    kind: str
    number: str
    state: str
    signer_post: str
    size: int | None
    sha256: str | None
    at: datetime | None
    match: Match


def papers(reading: Reading, case_id: str, story: Sequence[Recorded]) -> list[Paper]:
    """All that ever came, replaced ones too; then those that only the history tells of."""
    told = {str(event.facts.get("attachment")): event for event in story if event.kind == RECEIVED}
    gone = {str(event.facts.get("attachment")) for event in story if event.kind == TAKEN_BACK}
    names = ("id", "requirement", "file_name", "media_type", "pages", "size", "sha256", "uploaded_by",
             "uploaded_at", "replaced_by")  # fmt: skip
    rows = reading.execute(
        select(*(getattr(Attachment, name) for name in names))
        .where(Attachment.case_id == case_id)
        .order_by(Attachment.id)
    ).all()
    found = [_paper(reading, row, told.pop(row.id, None)) for row in rows]
    return [*found, *_lost_papers(told, gone)]


def _paper(reading: Reading, row: Row[Any], event: Recorded | None) -> Paper:
    return Paper(
        id=row.id,
        requirement=row.requirement,
        file_name=_file_name(reading, row),
        media_type=row.media_type,
        pages=row.pages,
        size=row.size,
        sha256=row.sha256,
        at=row.uploaded_at,
        by=row.uploaded_by,
        replaced=row.replaced_by is not None,
        match=_match(row.sha256, event),
    )


def _file_name(reading: Reading, row: Row[Any]) -> str:
    try:
        return reading.vault.open(TABLE, "file_name", row.id, bytes(row.file_name)).decode()
    except (EngineError, UnicodeDecodeError):
        return "?"


def _lost_papers(told: Mapping[str, Recorded], gone: set[str]) -> Iterator[Paper]:
    for attachment_id, event in told.items():
        says = event.facts
        size = says.get("size")
        yield Paper(
            id=attachment_id,
            requirement=str(says.get("requirement", "?")),
            file_name="?",
            media_type=str(says.get("media_type", "?")),
            pages=0,
            size=size if isinstance(size, int) else 0,
            sha256=str(says.get("sha256", "")),
            at=event.at,
            by=event.person_id,
            replaced=False,
            match=Match.TAKEN_BACK if attachment_id in gone else Match.MISSING,
        )


def documents(reading: Reading, case_id: str, story: Sequence[Recorded]) -> list[IssuedPaper]:
    """A file may be stored several times, before and after it is signed and stamped: the last one counts."""
    told = {str(event.facts.get("document")): event for event in story if event.kind in FILED}
    drafted = {str(event.facts.get("document")): event for event in story if event.kind == "document.drafted"}
    names = ("id", "kind", "number", "state", "signer_post", "size", "sha256", "changed_at")
    rows = reading.execute(
        select(*(getattr(Document, name) for name in names))
        .where(Document.case_id == case_id)
        .order_by(Document.created_at, Document.id)
    ).all()
    found = [_document(row, told.get(row.id), row.id in drafted) for row in rows]
    lost = [
        IssuedPaper(id_, "", str(event.facts.get("number", "?")), "", "", None, None, event.at, Match.MISSING)
        for id_, event in drafted.items()
        if id_ not in {row.id for row in rows}
    ]
    return [*found, *lost]


def _document(row: Row[Any], stored: Recorded | None, drafted: bool) -> IssuedPaper:
    match = Match.NO_FILE if row.sha256 is None and stored is None and drafted else _match(row.sha256, stored)
    return IssuedPaper(
        row.id, row.kind, row.number, row.state, row.signer_post, row.size, row.sha256, row.changed_at, match
    )


def _match(sha256: str | None, event: Recorded | None) -> Match:
    if event is None:
        return Match.UNRECORDED
    return Match.FITS if event.facts.get("sha256") == sha256 else Match.DIFFERS
