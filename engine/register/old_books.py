"""Entries that the office wrote in a book before this register: taken over with the number that the book gave."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert

from engine import caselock
from engine.db.documents import RegisterEntry
from engine.errors import RegisterNumberTakenError
from engine.ids import new_id
from engine.numbers import next_number
from engine.register.entries import OLD_BOOK, Entry, as_written, record, seal, select_entries, to_entry
from engine.work import Reading, Work

SERIES = "old_book"
"""Counts what was taken over. No series of certificates, so that nothing of it can be missing from the books."""


@dataclass(frozen=True)
class OldEntry:
    """`case_id`: the case that needed it; `document_type`: whose template prints it; `day`: as the book dates it."""

    case_id: str
    document_type: str
    number: str
    day: dt.date
    content: Mapping[str, Any] = field(repr=False)
    registrar_id: str


def take_over(work: Work, old: OldEntry) -> Entry:
    """Another case may have taken the same entry over meanwhile: then it is that one. Counting first makes others who
    take something over wait."""
    caselock.lock(work, old.case_id)
    serial, number = next_number(work.connection, work.office, SERIES), as_written(old.number)
    known = numbered(work, number)
    if known is not None and not (known.from_old_book and known.state == "in_force"):
        raise RegisterNumberTakenError
    return known or _write(work, old, serial, number)


def numbered(reading: Reading, number: str) -> Entry | None:
    """The entry with this number, in force or not."""
    row = reading.execute(
        select_entries().where(
            RegisterEntry.office_code == reading.office.code, RegisterEntry.number == as_written(number)
        )
    ).first()
    return None if row is None else to_entry(row)


def _write(work: Work, old: OldEntry, serial: int, number: str) -> Entry:
    entry_id = new_id()
    row = {
        "id": entry_id,
        "kind": OLD_BOOK,
        "document_type": old.document_type,
        "entry_date": old.day,
        "serial": serial,
        "number": number,
        "case_id": old.case_id,
        "content": seal(work, entry_id, old.content),
        "registrar_id": old.registrar_id,
        "state": "in_force",
        "created_at": work.now,
    }
    work.execute(insert(RegisterEntry), [row | work.office.owner])
    record(work, "register.taken_over", old.case_id, {"entry": entry_id, "number": number})
    return to_entry(work.execute(select_entries().where(RegisterEntry.id == entry_id)).one())
