"""A designer's draft: the files that he changed, laid over the version that he began from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from engine import definitions, history
from engine.access import Actor
from engine.db.definitions import DefinitionDraft
from engine.deployments.acts import permit
from engine.deployments.errors import DraftChangedError, NoDraftError, UnacceptableFileError
from engine.deployments.versions import version_in_force
from engine.engine import Engine
from engine.ids import new_id
from engine.roles import Permission
from engine.work import Reading, Work

LARGEST = 2 * 1024 * 1024
"""Bytes of one file."""
NAME = r"[a-z0-9_]+"
PATH = re.compile(rf"(shared/)?{NAME}(/{NAME})?(\.form)?\.(bpmn|dmn|json|toml|typ)")


@dataclass(frozen=True)
class Draft:
    """`files`: only what differs from the base version, path -> text, or None where the file is removed."""

    id: str
    document_type: str
    base_version_id: str | None
    files: Mapping[str, str | None]
    revision: int
    saved_at: datetime


@dataclass(frozen=True)
class Saved:
    revision: int
    saved_at: datetime


def begin(engine: Engine, actor: Actor, document_type: str) -> None:
    """Opens a draft of what is in force; the designer's present one stays."""
    grant = permit(actor, Permission.DESIGN, "begin a draft")
    try:
        with engine.work(actor) as work:
            if find(work, document_type) is not None:
                return
            base = version_in_force(work, document_type)
            row: dict[str, Any] = {
                "id": new_id(),
                "document_type": document_type,
                "person_id": actor.person_id,
                "base_version_id": base,
                "files": {},
                "created_at": work.now,
                "saved_at": work.now,
            }
            work.execute(insert(DefinitionDraft), [row | work.office.owner])
            facts = {"document_type": document_type}
            work.record(history.Event("draft.begun", _stream(actor), version=base, facts=facts, grant=grant))
    except IntegrityError:
        return  # begun in another tab a moment ago


def find(reading: Reading, document_type: str) -> Draft | None:
    """The actor's own draft."""
    row = reading.execute(
        select(
            DefinitionDraft.id,
            DefinitionDraft.base_version_id,
            DefinitionDraft.files,
            DefinitionDraft.revision,
            DefinitionDraft.saved_at,
        ).where(*_mine(reading, document_type))
    ).first()
    if row is None:
        return None
    return Draft(row.id, document_type, row.base_version_id, row.files, row.revision, row.saved_at)


def get(reading: Reading, document_type: str) -> Draft:
    draft = find(reading, document_type)
    if draft is None:
        raise NoDraftError(document_type)
    return draft


def bundle(reading: Reading, draft: Draft) -> dict[str, bytes]:
    """The whole document type as the draft has it."""
    base = (
        definitions.stored_files(reading.connection, draft.base_version_id) if draft.base_version_id else {}
    )
    whole = base | {path: text.encode() for path, text in draft.files.items() if text is not None}
    return {path: content for path, content in whole.items() if draft.files.get(path, "") is not None}


def save(
    engine: Engine, actor: Actor, document_type: str, change: tuple[str, str | None], revision: int
) -> Saved:
    """`change`: path and text of one file, None to remove it. Refuses when the draft has moved on since `revision`."""
    permit(actor, Permission.DESIGN, "save a draft")
    path, text = change
    _check_file(document_type, path, text)
    with engine.work(actor) as work:
        draft = get(work, document_type)
        changed = work.execute(
            update(DefinitionDraft)
            .where(DefinitionDraft.id == draft.id, DefinitionDraft.revision == revision)
            .values(files=_laid_over(work, draft, path, text), revision=revision + 1, saved_at=work.now)
        )
        if changed.rowcount != 1:
            raise DraftChangedError(document_type, draft.revision)
        return Saved(revision + 1, work.now)


def _laid_over(work: Work, draft: Draft, path: str, text: str | None) -> dict[str, str | None]:
    """A file that is again as in the base version is none of the draft's."""
    base = bundle(work, replace(draft, files={})).get(path)
    rest = {other: words for other, words in draft.files.items() if other != path}
    return rest if base == (None if text is None else text.encode()) else rest | {path: text}


def _check_file(document_type: str, path: str, text: str | None) -> None:
    if not PATH.fullmatch(path):
        raise UnacceptableFileError(path, "its name is none that a document type may hold")
    if text is None and path == f"{document_type}.bpmn":
        raise UnacceptableFileError(path, "a document type can't be without its diagram")
    if text is not None and len(text.encode()) > LARGEST:
        raise UnacceptableFileError(path, f"it is larger than {LARGEST} bytes")


def rebase(engine: Engine, actor: Actor, document_type: str) -> None:
    """Lays the draft over what is in force by now; its own files stay as they are."""
    grant = permit(actor, Permission.DESIGN, "renew a draft")
    with engine.work(actor) as work:
        draft, base = get(work, document_type), version_in_force(work, document_type)
        work.execute(
            update(DefinitionDraft)
            .where(DefinitionDraft.id == draft.id)
            .values(base_version_id=base, revision=draft.revision + 1, saved_at=work.now)
        )
        facts = {"document_type": document_type, "from": draft.base_version_id}
        work.record(history.Event("draft.rebased", _stream(actor), version=base, facts=facts, grant=grant))


def discard(engine: Engine, actor: Actor, document_type: str) -> None:
    grant = permit(actor, Permission.DESIGN, "discard a draft")
    with engine.work(actor) as work:
        draft = get(work, document_type)
        work.execute(delete(DefinitionDraft).where(DefinitionDraft.id == draft.id))
        facts = {"document_type": document_type, "files": len(draft.files)}
        work.record(history.Event("draft.discarded", _stream(actor), facts=facts, grant=grant))


def drop_deployed(work: Work, document_type: str, person_id: str, version_id: str) -> None:
    """The draft has done its work once what it holds is in force."""
    row = work.execute(
        select(DefinitionDraft.id, DefinitionDraft.base_version_id, DefinitionDraft.files).where(
            DefinitionDraft.office_code == work.office.code,
            DefinitionDraft.document_type == document_type,
            DefinitionDraft.person_id == person_id,
        )
    ).first()
    if row is None:
        return
    files = bundle(work, Draft(row.id, document_type, row.base_version_id, row.files, 0, work.now))
    if definitions.version_id(files) == version_id:
        work.execute(delete(DefinitionDraft).where(DefinitionDraft.id == row.id))


def _mine(reading: Reading, document_type: str) -> tuple[ColumnElement[bool], ...]:
    return (
        DefinitionDraft.office_code == reading.office.code,
        DefinitionDraft.document_type == document_type,
        DefinitionDraft.person_id == reading.actor.person_id,
    )


def _stream(actor: Actor) -> str:
    return history.of_person(actor.person_id)
