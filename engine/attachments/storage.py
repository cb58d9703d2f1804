"""Papers in the database, sealed; the case's history tells who handed in which, by hash."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, delete, insert, select, update

from engine import history
from engine.attachments.rebuilding import Paper
from engine.db.cases import Attachment as AttachmentRow
from engine.errors import NotAllowedError, NotFoundError
from engine.ids import new_id

if TYPE_CHECKING:
    from engine.access import Grant
    from engine.work import Reading, Work

TABLE = "terbit_attachment"
RECEIVED, TAKEN_BACK = "paper.received", "paper.taken_back"
TOLD = ("id", "case_id", "requirement", "media_type", "pages", "size", "sha256", "uploaded_by", "uploaded_at",
        "replaced_by", "file_name")  # fmt: skip


@dataclass(frozen=True)
class Attachment:
    """A paper as a list shows it, without its content."""

    id: str
    case_id: str
    requirement: str
    file_name: str = field(repr=False)
    media_type: str
    pages: int
    size: int
    sha256: str
    uploaded_by: str
    uploaded_at: datetime
    replaced_by: str | None


def store(
    work: "Work",
    case_id: str,
    requirement: str,
    paper: Paper,
    *,
    replaces: str | None = None,
    grant: "Grant | None" = None,
) -> str:
    """The paper's id. `replaces`: the id of the one that it takes the place of; that one stays, out of the list."""
    person_id = work.actor.person_id
    if person_id is None:
        raise NotAllowedError("hand in a paper", "role")
    attachment_id, seal = new_id(), work.vault.seal
    row = {
        "id": attachment_id,
        "case_id": case_id,
        "requirement": requirement,
        "file_name": seal(TABLE, "file_name", attachment_id, paper.file_name.encode()),
        "media_type": paper.media_type,
        "pages": paper.pages,
        "size": len(paper.content),
        "sha256": paper.sha256,
        "content": seal(TABLE, "content", attachment_id, paper.content),
        "uploaded_by": person_id,
        "uploaded_at": work.now,
    }
    work.execute(insert(AttachmentRow), [row | work.office.owner])
    if replaces is not None:
        _replace(work, case_id, replaces, attachment_id)
    facts = {name: row[name] for name in ("requirement", "media_type", "pages", "size", "sha256")}
    facts |= {"attachment": attachment_id, "replaces": replaces}
    stream = history.of_case(case_id)
    work.record(history.Event(RECEIVED, stream, case_id=case_id, facts=facts, grant=grant))
    return attachment_id


def take_back(work: "Work", attachment: Attachment, grant: "Grant | None" = None) -> None:
    """What was handed in by mistake is not kept: its content goes, the history says that it was there."""
    work.execute(delete(AttachmentRow).where(AttachmentRow.id == attachment.id))
    facts = {"attachment": attachment.id, "requirement": attachment.requirement, "sha256": attachment.sha256}
    stream = history.of_case(attachment.case_id)
    work.record(history.Event(TAKEN_BACK, stream, case_id=attachment.case_id, facts=facts, grant=grant))


def of_case(
    reading: "Reading", case_id: str, *, replaced: bool = False, shared: Sequence[str] = ()
) -> list[Attachment]:
    """In the order in which they came; `replaced`: also those whose place another one took; `shared`: ids of the
    cases whose papers count for this one too."""
    statement = _told().where(AttachmentRow.case_id.in_([case_id, *shared])).order_by(AttachmentRow.id)
    if not replaced:
        statement = statement.where(AttachmentRow.replaced_by.is_(None))
    return [_attachment(reading, row) for row in reading.execute(statement)]


def find(reading: "Reading", attachment_id: str) -> Attachment:
    row = reading.execute(_told().where(AttachmentRow.id == attachment_id)).first()
    if row is None:
        raise NotFoundError("paper")
    return _attachment(reading, row)


def fetch(reading: "Reading", attachment_id: str) -> Paper:
    """With its content. Whether the actor may see it is decided by the case that `find` tells."""
    found = find(reading, attachment_id)
    sealed = reading.execute(
        select(AttachmentRow.content).where(AttachmentRow.id == attachment_id)
    ).scalar_one()
    content = reading.vault.open(TABLE, "content", found.id, bytes(sealed))
    return Paper(found.file_name, found.media_type, content, found.pages)


def _replace(work: "Work", case_id: str, old_id: str, new_id_: str) -> None:
    old = (AttachmentRow.id == old_id, AttachmentRow.case_id == case_id, AttachmentRow.replaced_by.is_(None))
    if work.execute(update(AttachmentRow).where(*old).values(replaced_by=new_id_)).rowcount != 1:
        raise NotFoundError("paper")


def _told() -> Any:
    return select(*(getattr(AttachmentRow, name) for name in TOLD))


def _attachment(reading: "Reading", row: Row[Any]) -> Attachment:
    file_name = reading.vault.open(TABLE, "file_name", row.id, bytes(row.file_name)).decode()
    told = {name: getattr(row, name) for name in TOLD if name != "file_name"}
    return Attachment(file_name=file_name, **told)
