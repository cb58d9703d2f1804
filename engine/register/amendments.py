"""What changes an entry after it was made: a new version of its content, a margin note, its cancellation."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import func, insert, select, update

from engine import caselock, history
from engine.db.documents import MarginNote, RegisterEntry, RegisterVersion
from engine.errors import EntryNotInForceError, NotFoundError
from engine.ids import new_id
from engine.register.entries import Entry, as_written, to_entry
from engine.register.entries import select_entries as _entries
from engine.work import Reading, Work


@dataclass(frozen=True)
class Amendment:
    """`case_id`: the case that decided it; `text`: the margin note's words; `basis`: the court's order or the paper
    that it rests on, by number, without names."""

    entry_id: str
    case_id: str
    kind: str
    text: str = field(repr=False)
    basis: str
    registrar_id: str


@dataclass(frozen=True)
class Version:
    """A content of the entry. Number 1 is what was entered, and rests on nothing but the application."""

    number: int
    case_id: str
    registrar_id: str
    basis: str | None
    created_at: dt.datetime


@dataclass(frozen=True)
class Note:
    case_id: str
    kind: str
    text: str = field(repr=False)
    basis: str
    registrar_id: str
    created_at: dt.datetime


def find(reading: Reading, number: str) -> Entry | None:
    """The entry in force with this number, as a paper says it."""
    row = reading.execute(
        _entries().where(
            RegisterEntry.office_code == reading.office.code,
            RegisterEntry.number == as_written(number),
            RegisterEntry.state == "in_force",
        )
    ).first()
    return None if row is None else to_entry(row)


def correct(work: Work, amendment: Amendment, content: Mapping[str, Any]) -> int:
    """The number of the new version. Earlier ones stay as they were."""
    _lock(work, amendment)
    version_id = new_id()
    last = select(func.max(RegisterVersion.number)).where(RegisterVersion.entry_id == amendment.entry_id)
    number = (work.execute(last).scalar() or 1) + 1
    row = {
        "id": version_id,
        "entry_id": amendment.entry_id,
        "number": number,
        "case_id": amendment.case_id,
        "content": work.vault.seal("terbit_register_version", "content", version_id, orjson.dumps(content)),
        "basis": amendment.basis,
        "registrar_id": amendment.registrar_id,
        "created_at": work.now,
    }
    work.execute(insert(RegisterVersion), [row | work.office.owner])
    _write(work, amendment)
    _record(work, "register.corrected", amendment, {"version": number})
    return number


def cancel(work: Work, amendment: Amendment) -> None:
    """The entry counts no more; it keeps its number and its content."""
    _lock(work, amendment)
    work.execute(
        update(RegisterEntry)
        .where(RegisterEntry.id == amendment.entry_id)
        .values(state="cancelled", void_reason=amendment.basis)
    )
    _write(work, amendment)
    _record(work, "register.cancelled", amendment)


def note(work: Work, amendment: Amendment) -> None:
    """A margin note that leaves the content as it is, such as the recognition of a child."""
    _lock(work, amendment)
    _write(work, amendment)
    _record(work, "register.noted", amendment)


def versions(reading: Reading, entry_id: str) -> list[Version]:
    """The oldest first."""
    entered = reading.execute(
        select(RegisterEntry.case_id, RegisterEntry.registrar_id, RegisterEntry.created_at).where(
            RegisterEntry.id == entry_id
        )
    ).first()
    if entered is None:
        raise NotFoundError("register entry")
    later = reading.execute(
        select(
            RegisterVersion.number, RegisterVersion.case_id, RegisterVersion.registrar_id,
            RegisterVersion.basis, RegisterVersion.created_at,
        )
        .where(RegisterVersion.entry_id == entry_id)
        .order_by(RegisterVersion.number)
    )  # fmt: skip
    first = Version(1, entered.case_id, entered.registrar_id, None, entered.created_at)
    return [first, *(Version(**row._mapping) for row in later)]


def notes(reading: Reading, entry_id: str) -> list[Note]:
    """The oldest first."""
    rows = reading.execute(
        select(MarginNote.__table__)
        .where(MarginNote.entry_id == entry_id)
        .order_by(MarginNote.created_at, MarginNote.id)
    )
    return [
        Note(
            row.case_id,
            row.kind,
            reading.vault.open("terbit_margin_note", "text", row.id, row.text).decode(),
            row.basis,
            row.registrar_id,
            row.created_at,
        )
        for row in rows
    ]


def _lock(work: Work, amendment: Amendment) -> None:
    """The deciding case before the one that is decided about; only an entry in force is changed."""
    entry = RegisterEntry.__table__.c
    case_id = work.execute(select(entry.case_id).where(entry.id == amendment.entry_id)).scalar()
    if case_id is None:
        raise NotFoundError("register entry")
    caselock.lock(work, amendment.case_id)
    caselock.lock(work, case_id)
    state = work.execute(select(entry.state).where(entry.id == amendment.entry_id)).scalar()
    if state != "in_force":
        raise EntryNotInForceError


def _write(work: Work, amendment: Amendment) -> None:
    note_id = new_id()
    row = {
        "id": note_id,
        "entry_id": amendment.entry_id,
        "case_id": amendment.case_id,
        "kind": amendment.kind,
        "text": work.vault.seal("terbit_margin_note", "text", note_id, amendment.text.encode()),
        "basis": amendment.basis,
        "registrar_id": amendment.registrar_id,
        "created_at": work.now,
    }
    work.execute(insert(MarginNote), [row | work.office.owner])


def _record(work: Work, kind: str, amendment: Amendment, more: Mapping[str, Any] | None = None) -> None:
    facts = {"entry": amendment.entry_id, "note": amendment.kind, **(more or {})}
    case_id = amendment.case_id
    work.record(history.Event(kind, f"case:{case_id}", case_id=case_id, facts=facts, words=amendment.basis))
