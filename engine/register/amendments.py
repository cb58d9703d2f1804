"""What changes an entry after it was made: a new version of its content, a margin note, its cancellation."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import bindparam, exists, func, insert, select, update

from engine import caselock, history
from engine.db.cases import Case
from engine.db.documents import MarginNote, RegisterEntry, RegisterVersion
from engine.errors import EntryNotInForceError, NotFoundError
from engine.ids import new_id
from engine.register.entries import Entry, as_written, select_entries, to_entry
from engine.work import Reading, Work


@dataclass(frozen=True)
class Amendment:
    """`case_id`: the case that decided it; `text`: the margin note's words; `basis`: the court's order or the paper
    that it rests on, by number, without names."""

    entry: Entry
    case_id: str
    kind: str
    text: str = field(repr=False)
    basis: str
    registrar_id: str


@dataclass(frozen=True)
class Standing:
    """An entry in force: of which document type it is, and whose version's form named its fields."""

    entry: Entry
    document_type: str
    version_id: str


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


def find(reading: Reading, number: str) -> Standing | None:
    """The entry in force with this number, as a paper says it."""
    known = RegisterEntry.__table__.c
    row = reading.execute(
        select_entries()
        .add_columns(func.coalesce(known.document_type, Case.document_type).label("type"), Case.version_id)
        .join(Case, Case.id == RegisterEntry.case_id)
        .where(
            known.office_code == reading.office.code,
            known.number == as_written(number),
            known.state == "in_force",
        )
    ).first()
    return None if row is None else Standing(to_entry(row), row.type, row.version_id)


def hold(work: Work, entry: Entry, case_id: str) -> None:
    """Nobody else changes the entry until this transaction ends: what it says is to be read afterwards. `case_id`: the
    case that decides, locked before the one that is decided about."""
    caselock.lock(work, case_id)
    caselock.lock(work, entry.case_id)


def correct(work: Work, amendment: Amendment, content: Mapping[str, Any]) -> int:
    """The number of the new version. Earlier ones stay as they were."""
    hold(work, amendment.entry, amendment.case_id)
    number = _next_version(work, amendment, content)
    _write(work, amendment)
    _record(work, "register.corrected", amendment, {"version": number})
    return number


def _next_version(work: Work, amendment: Amendment, content: Mapping[str, Any]) -> int:
    """One statement: counted and written."""
    version_id, columns = new_id(), RegisterVersion.__table__.c
    row = {
        "id": version_id,
        "entry_id": amendment.entry.id,
        "case_id": amendment.case_id,
        "content": work.vault.seal("terbit_register_version", "content", version_id, orjson.dumps(content)),
        "basis": amendment.basis,
        "registrar_id": amendment.registrar_id,
        "created_at": work.now,
        **work.office.owner,
    }
    values = [bindparam(f"new_{name}", value, type_=columns[name].type) for name, value in row.items()]
    last = select(func.max(RegisterVersion.number)).where(RegisterVersion.entry_id == amendment.entry.id)
    number = func.coalesce(last.scalar_subquery(), 1) + 1
    written = select(*values, number).where(_in_force(amendment))
    statement = insert(RegisterVersion).from_select([*row, "number"], written)
    found = work.execute(statement.returning(RegisterVersion.number)).scalar()
    if found is None:
        raise EntryNotInForceError
    return int(found)


def _in_force(amendment: Amendment) -> Any:
    return exists().where(RegisterEntry.id == amendment.entry.id, RegisterEntry.state == "in_force")


def cancel(work: Work, amendment: Amendment) -> None:
    """The entry counts no more; it keeps its number and its content."""
    hold(work, amendment.entry, amendment.case_id)
    cancelled = work.execute(
        update(RegisterEntry)
        .where(RegisterEntry.id == amendment.entry.id, RegisterEntry.state == "in_force")
        .values(state="cancelled", void_reason=amendment.basis)
    )
    if cancelled.rowcount != 1:
        raise EntryNotInForceError
    _write(work, amendment)
    _record(work, "register.cancelled", amendment)


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


def _write(work: Work, amendment: Amendment) -> None:
    note_id = new_id()
    row = {
        "id": note_id,
        "entry_id": amendment.entry.id,
        "case_id": amendment.case_id,
        "kind": amendment.kind,
        "text": work.vault.seal("terbit_margin_note", "text", note_id, amendment.text.encode()),
        "basis": amendment.basis,
        "registrar_id": amendment.registrar_id,
        "created_at": work.now,
    }
    work.execute(insert(MarginNote), [row | work.office.owner])


def _record(work: Work, kind: str, amendment: Amendment, more: Mapping[str, Any] | None = None) -> None:
    facts = {"entry": amendment.entry.id, "note": amendment.kind, **(more or {})}
    case_id = amendment.case_id
    work.record(history.Event(kind, f"case:{case_id}", case_id=case_id, facts=facts, words=amendment.basis))
