"""How a case is found: by a number exactly, by the subject's name from the beginning of a word."""

import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from engine.db.cases import Case, CaseParty, Task
from engine.db.documents import RegisterEntry
from engine.work import Reading

NUMBER = re.compile(r"[A-Z]{2,4}-\d{4}-\d{1,6}", re.IGNORECASE)
DEED = re.compile(r"\d{4}-[A-Z]{2}-\d{8}-\d{4}", re.IGNORECASE)
DIGITS = re.compile(r"\+?[\d .-]{8,24}")


@dataclass(frozen=True)
class Columns:
    """Where the searched things stand in a table."""

    case_id: Any
    number: Any
    subject_name: Any


TASKS = Columns(Task.case_id, Task.case_number, Task.subject_name)
CASES = Columns(Case.id, Case.number, Case.subject_name)


def matches(reading: Reading, text: str, columns: Columns) -> ColumnElement[bool]:
    """A condition for what somebody typed into a search box."""
    typed = " ".join(text.split())
    if NUMBER.fullmatch(typed):
        return columns.number == typed.upper()  # type: ignore[no-any-return]
    if DEED.fullmatch(typed):
        entries = select(RegisterEntry.case_id).where(
            RegisterEntry.office_code == reading.engine.office_code, RegisterEntry.number == typed.upper()
        )
        return columns.case_id.in_(entries)  # type: ignore[no-any-return]
    if DIGITS.fullmatch(typed):
        return columns.case_id.in_(_parties(reading, typed))  # type: ignore[no-any-return]
    return _named(typed, columns)


def _parties(reading: Reading, typed: str) -> Any:
    marks = [reading.vault.fingerprint(kind, typed) for kind in ("nik", "kk", "phone")]
    return select(CaseParty.case_id).where(
        CaseParty.office_code == reading.engine.office_code, CaseParty.fingerprint.in_(marks)
    )


def _named(typed: str, columns: Columns) -> ColumnElement[bool]:
    start = re.sub(r"([%_\\])", r"\\\1", typed.lower())
    name = func.lower(columns.subject_name)
    return or_(name.like(f"{start}%", escape="\\"), name.like(f"% {start}%", escape="\\"))
