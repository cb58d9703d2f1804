"""Entries: made once, with their number, and never changed; a void one keeps its number."""

import dataclasses
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import Row, and_, bindparam, exists, insert, or_, select, update

from engine import caselock, history
from engine.db.documents import RegisterEntry, RegisterVersion
from engine.errors import (
    AlreadyEnteredError,
    EntryNotInForceError,
    NotFoundError,
    RegisterFullError,
    RegisterKindError,
    RegisterNumberError,
    RegisterNumberMissingError,
    RegisterNumberTakenError,
)
from engine.forms import Group
from engine.forms.components import fields
from engine.ids import new_id
from engine.numbers import next_number
from engine.work import Reading, Work

KIND = re.compile(r"[A-Z]{2}")
NUMBER = re.compile(r"(?P<regency>\d{4})-(?P<kind>[A-Z]{2})-(?P<date>\d{8})-(?P<serial>\d{4})")
MOST_A_DAY = 9999
OLD_BOOK = "BL"
"""The kind of what was taken over from a book, whatever it is about: buku lama."""


@dataclass(frozen=True)
class NewEntry:
    """`number`: given by the national system; without one the office gives the next of its own,
    dated today, where it numbers by itself."""

    case_id: str
    kind: str
    content: Mapping[str, Any] = field(repr=False)
    registrar_id: str
    number: str | None = None


@dataclass(frozen=True)
class Entry:
    id: str
    case_id: str
    kind: str
    entry_date: dt.date
    serial: int
    number: str
    state: str
    document_type: str | None = None
    """Of what an old book had; other entries are of the type of their case."""

    @property
    def from_old_book(self) -> bool:
        return self.kind == OLD_BOOK


def as_written(number: str) -> str:
    """A number as people type it -> as the register keeps it."""
    return " ".join(number.split()).upper()


def enter(work: Work, new: NewEntry) -> Entry:
    """The entry with its number: both are there when the transaction commits, or neither. A case has one entry in
    force; a second one is refused."""
    if not KIND.fullmatch(new.kind) or new.kind == OLD_BOOK:
        raise RegisterKindError
    if not new.number and work.office.numbering == "siak":
        raise RegisterNumberMissingError
    caselock.lock(work, new.case_id)
    entry_id = new_id()
    row = {
        "id": entry_id,
        "kind": new.kind,
        "case_id": new.case_id,
        "content": seal(work, entry_id, new.content),
        "registrar_id": new.registrar_id,
        "state": "in_force",
        "created_at": work.now,
        **work.office.owner,
    }
    day, serial, number = _given(work, new, row) if new.number else _next(work, new, row)
    record(work, "register.entered", new.case_id, {"entry": entry_id, "number": number})
    return Entry(entry_id, new.case_id, new.kind, day, serial, number, "in_force")


def void(work: Work, entry_id: str, reason: str) -> None:
    """The number stays with the entry, so that it is no gap."""
    case_id = work.execute(select(RegisterEntry.case_id).where(RegisterEntry.id == entry_id)).scalar()
    if case_id is None:
        raise NotFoundError("register entry")
    caselock.lock(work, case_id)
    changed = work.execute(
        update(RegisterEntry)
        .where(RegisterEntry.id == entry_id, RegisterEntry.state == "in_force")
        .values(state="void", void_reason=reason)
    )
    if changed.rowcount != 1:
        raise EntryNotInForceError
    record(work, "register.voided", case_id, {"entry": entry_id}, reason)


def in_force(reading: Reading, case_id: str) -> Entry | None:
    row = reading.execute(
        select_entries().where(RegisterEntry.case_id == case_id, RegisterEntry.state == "in_force")
    ).first()
    return None if row is None else to_entry(row)


def questions(reading: Reading, version_id: str) -> dict[str, str]:
    """Dotted path -> what the form of the version that made the entry calls it, its group first."""
    form = reading.engine.definitions.version(reading.connection, version_id).intake_form
    groups = [part for part in form.components if isinstance(part, Group)] if form else []
    return {
        asked.path: f"{group.look.label.id}, {asked.look.label.id}"
        for group in groups
        for asked in fields(group.components)
    }


def content(reading: Reading, entry_id: str) -> dict[str, Any]:
    """What the entry says now: as it was entered, or as it was last corrected."""
    row = reading.execute(
        select(
            RegisterEntry.content.label("entered"), RegisterVersion.id, RegisterVersion.content.label("corrected")
        )
        .outerjoin(RegisterVersion, RegisterVersion.entry_id == RegisterEntry.id)
        .where(RegisterEntry.id == entry_id)
        .order_by(RegisterVersion.number.desc())
        .limit(1)
    ).first()  # fmt: skip
    if row is None:
        raise NotFoundError("register entry")
    if row.id is None:
        return _opened(reading, "terbit_register_entry", entry_id, row.entered)
    return _opened(reading, "terbit_register_version", row.id, row.corrected)


def _opened(reading: Reading, table: str, row_id: str, sealed: bytes) -> dict[str, Any]:
    plain: dict[str, Any] = orjson.loads(reading.vault.open(table, "content", row_id, sealed))
    return plain


def _next(work: Work, new: NewEntry, row: dict[str, Any]) -> tuple[dt.date, int, str]:
    """The office's own next number; one that the national system gave already is passed over."""
    day = work.now.astimezone(work.office.zone).date()
    regency = work.office.regency_code.replace(".", "")
    while True:
        serial = next_number(work.connection, work.office, f"register:{new.kind}:{day.isoformat()}")
        if serial > MOST_A_DAY:
            raise RegisterFullError(new.kind)
        number = f"{regency}-{new.kind}-{day:%d%m%Y}-{serial:04d}"
        if _insert_if_free(work, row | {"entry_date": day, "serial": serial, "number": number}):
            return day, serial, number
        _refuse_second(work, new.case_id)


def _given(work: Work, new: NewEntry, row: dict[str, Any]) -> tuple[dt.date, int, str]:
    number = new.number or ""
    found = NUMBER.fullmatch(number)
    regency = work.office.regency_code.replace(".", "")
    if found is None or found["regency"] != regency or found["kind"] != new.kind:
        raise RegisterNumberError(f"{regency}-{new.kind}-ddmmyyyy-nnnn")
    try:
        day = dt.datetime.strptime(found["date"], "%d%m%Y").date()  # noqa: DTZ007 - a day of the office, no moment
    except ValueError:
        raise RegisterNumberError(f"{regency}-{new.kind}-ddmmyyyy-nnnn") from None
    if not _insert_if_free(work, row | {"entry_date": day, "serial": int(found["serial"]), "number": number}):
        _refuse_second(work, new.case_id)
        raise RegisterNumberTakenError
    return day, int(found["serial"]), number


def _insert_if_free(work: Work, row: dict[str, Any]) -> bool:
    """One statement: False where the number is taken, or the case has an entry in force already."""
    columns = RegisterEntry.__table__.c
    values = [bindparam(name, value, type_=columns[name].type) for name, value in row.items()]
    same_number = and_(columns.office_code == row["office_code"], columns.number == row["number"])
    same_case = and_(columns.case_id == row["case_id"], columns.state == "in_force")
    free = select(*values).where(~exists().where(or_(same_number, same_case)))
    statement = insert(RegisterEntry).from_select(list(row), free).returning(RegisterEntry.id)
    return work.execute(statement).first() is not None


def _refuse_second(work: Work, case_id: str) -> None:
    known = in_force(work, case_id)
    if known is not None:
        raise AlreadyEnteredError(known.number)


def select_entries() -> Any:
    return select(
        RegisterEntry.id,
        RegisterEntry.case_id,
        RegisterEntry.kind,
        RegisterEntry.entry_date,
        RegisterEntry.serial,
        RegisterEntry.number,
        RegisterEntry.state,
        RegisterEntry.document_type,
    )


def to_entry(row: Row[Any]) -> Entry:
    """Whatever else the row has."""
    return Entry(**{part.name: row._mapping[part.name] for part in dataclasses.fields(Entry)})


def seal(work: Work, entry_id: str, content: Mapping[str, Any]) -> bytes:
    return work.vault.seal("terbit_register_entry", "content", entry_id, orjson.dumps(content))


def record(work: Work, kind: str, case_id: str, facts: Mapping[str, Any], words: str | None = None) -> None:
    work.record(history.Event(kind, f"case:{case_id}", case_id=case_id, facts=facts, words=words))
