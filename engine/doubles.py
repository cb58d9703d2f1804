"""Likely doubles of an application before it becomes a case: found by numbers and names, judged by a person."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import Row, func, select

from engine import casefile, cases, history, residents, summary
from engine.access import Action, Actor, allow
from engine.casefile import Scope
from engine.db.cases import Case, CaseParty
from engine.definitions import DocumentType
from engine.engine import Engine
from engine.forms import Form, Words
from engine.forms.paths import at
from engine.roles import Permission
from engine.submission import Submission
from engine.work import Reading, Work

STATES = ("open", "issued")
NAMES = 200
"""Of cases whose subject is called alike, the latest that are compared."""
OPENED = 12
"""Records that are opened at most: what a desk can compare by eye."""
ALIKE = 0.85
PREGNANCY = dt.timedelta(days=270)
COLUMNS = (
    Case.id, Case.number, Case.state, Case.subject_name, Case.document_type, Case.area_code, Case.intake_role,
    Case.intake_area, Case.intake_unit, Case.opened_at, Case.paused_at, Case.record,
)  # fmt: skip


@dataclass(frozen=True)
class Double:
    """`grounds`: codes of why it looks alike. Outside the desk's territory only its number is told."""

    number: str
    grounds: tuple[str, ...]
    case_id: str | None = None
    state: str = ""
    unit: str = ""
    opened_at: dt.datetime | None = None
    paused_at: dt.datetime | None = None
    pairs: tuple["Pair", ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Pair:
    """A question with what was typed and what the other case says; either may be None."""

    section: Words
    typed: summary.Line | None
    known: summary.Line | None

    @property
    def same(self) -> bool:
        return self.typed is not None and self.known is not None and self.typed.value == self.known.value


@dataclass(frozen=True)
class Subject:
    """What is known of whom an application is about."""

    name: str
    born: dt.date | None
    nik: str | None
    mother: str | None
    applicant: str | None

    @classmethod
    def of(cls, form: Form, values: Mapping[str, Any]) -> "Subject":
        named = next((one.path for one in form.fields if one.kind == "subject_name"), "")
        group = named.rpartition(".")[0]
        return cls(
            name=str(at(values, named) or "") if named else "",
            born=_day(at(values, f"{group}.tanggal_lahir")),
            nik=at(values, f"{group}.nik"),
            mother=at(values, "ibu.nik"),
            applicant=at(values, "pelapor.nik"),
        )


def likely(engine: Engine, actor: Actor, document_type: str, submission: Submission) -> list[Double]:
    """The open and issued cases of the type that this application may repeat; what is shown of them is recorded as a
    look. None while the form has mistakes, or where the same request opened its case already."""
    with engine.reading(actor) as reading:
        definition = engine.definitions.current(reading.connection, engine.office_code, document_type)
        form = definition.intake_form
        if form is None or cases.opened_before(reading, submission.request_id) is not None:
            return []
        typed, scope = form.read(submission.posted), Scope({}, reading.office)
        checked = form.check(typed, scope, reading.local, residents.functions(reading))
        found = [] if checked.problems else _found(reading, definition, form, checked.values)
    if any(double.case_id for double in found):
        with engine.work(actor) as work:
            _note(work, found)
    return found


def _note(work: Work, found: list[Double]) -> None:
    for double in found:
        if double.case_id is not None:
            history.case_seen(work, double.case_id, "double")


def numbers(
    reading: Reading, definition: DocumentType, form: Form, values: Mapping[str, Any]
) -> list[Double]:
    """The same by number and ground alone: nothing of the other cases is shown."""
    return [Double(row.number, grounds) for row, _, grounds in _resembling(reading, definition, form, values)]


def _found(reading: Reading, definition: DocumentType, form: Form, values: Mapping[str, Any]) -> list[Double]:
    return [
        _double(reading, row, grounds, _pairs(reading, definition, values, record))
        for row, record, grounds in _resembling(reading, definition, form, values)
    ]


def _resembling(
    reading: Reading, definition: DocumentType, form: Form, values: Mapping[str, Any]
) -> Iterator[tuple[Row[Any], Mapping[str, Any], tuple[str, ...]]]:
    subject = Subject.of(form, values)
    for row in _candidates(reading, definition.document_type, subject):
        record = casefile.read_record(reading, row)
        grounds = alike(subject, Subject.of(form, record), is_open=row.state == "open")
        if grounds:
            yield row, record, grounds


def alike(typed: Subject, known: Subject, *, is_open: bool) -> tuple[str, ...]:
    """Why two applications may be one. A mother bears no two children within 270 days but twins."""
    apart = abs(typed.born - known.born) if typed.born and known.born else None
    grounds = {
        "nik": bool(typed.nik) and typed.nik == known.nik,
        "name": similar(typed.name, known.name) and (apart is None or not apart),
        "mother": bool(typed.mother)
        and typed.mother == known.mother
        and apart is not None
        and apart < PREGNANCY,
        "applicant": is_open and bool(typed.applicant) and typed.applicant == known.applicant,
    }
    return tuple(ground for ground, holds in grounds.items() if holds)


def similar(one: str, other: str) -> bool:
    """The same words in any order, a slip of the pen allowed."""
    first, second = (" ".join(sorted(name.casefold().split())) for name in (one, other))
    return bool(first) and SequenceMatcher(None, first, second).ratio() >= ALIKE


def _candidates(reading: Reading, document_type: str, subject: Subject) -> list[Row[Any]]:
    """Three statements at most: by numbers, by names, then the rows themselves."""
    ids = [*_by_number(reading, document_type, subject), *_by_name(reading, document_type, subject)]
    chosen = list(dict.fromkeys(ids))[:OPENED]
    if not chosen:
        return []
    rows = {row.id: row for row in reading.execute(select(*COLUMNS).where(Case.id.in_(chosen)))}
    return [rows[found] for found in chosen if found in rows]


def _by_number(reading: Reading, document_type: str, subject: Subject) -> list[str]:
    numbers = {number for number in (subject.nik, subject.mother, subject.applicant) if number}
    marks = [reading.vault.fingerprint("nik", number) for number in sorted(numbers)]
    if not marks:
        return []
    found = reading.execute(
        select(Case.id)
        .join(CaseParty, CaseParty.case_id == Case.id)
        .where(
            CaseParty.office_code == reading.engine.office_code,
            CaseParty.kind == "nik",
            CaseParty.fingerprint.in_(marks),
            Case.document_type == document_type,
            Case.state.in_(STATES),
        )
        .group_by(Case.id, Case.opened_at)
        .order_by(Case.opened_at.desc())
        .limit(OPENED)
    )
    return list(found.scalars())


def _by_name(reading: Reading, document_type: str, subject: Subject) -> list[str]:
    words = subject.name.lower().split()
    if not words:
        return []
    name = func.lower(Case.subject_name)
    starts = [word[:3].translate(str.maketrans("", "", "%_\\")) for word in (words[0], words[-1])]
    found = reading.execute(
        select(Case.id, Case.subject_name)
        .where(
            Case.office_code == reading.engine.office_code,
            Case.document_type == document_type,
            Case.state.in_(STATES),
            name.like(f"%{starts[0]}%{starts[1] if len(words) > 1 else ''}%"),
        )
        .order_by(Case.opened_at.desc())
        .limit(NAMES)
    )
    return [row.id for row in found if similar(subject.name, row.subject_name)]


def _double(reading: Reading, row: Row[Any], grounds: tuple[str, ...], pairs: tuple[Pair, ...]) -> Double:
    if not allow(reading.actor, Action.SEE_CASE, cases.facts(row)):
        return Double(row.number, grounds)
    return Double(
        row.number, grounds, row.id, row.state, row.intake_unit, row.opened_at, row.paused_at, pairs
    )  # fmt: skip


def _pairs(
    reading: Reading, definition: DocumentType, typed: Mapping[str, Any], known: Mapping[str, Any]
) -> tuple[Pair, ...]:
    """The questions of the subject, the parents and the applicant, side by side, in the form's order."""
    form = definition.intake_form
    own = _lines(reading, definition, typed, in_full=True)
    others = _lines(reading, definition, known, in_full=Permission.READ_IN_FULL in reading.actor.permissions)
    paths = [one.path for one in form.fields if one.path in own or one.path in others] if form else []
    return tuple(
        Pair((own.get(path) or others[path])[0], _line(own, path), _line(others, path)) for path in paths
    )


def _lines(
    reading: Reading, definition: DocumentType, record: Mapping[str, Any], *, in_full: bool
) -> dict[str, tuple[Words, summary.Line]]:
    sections = summary.sections(definition, record, reading.office, in_full=in_full)
    return {line.path: (section.label, line) for section in sections for line in section.lines}


def _line(lines: Mapping[str, tuple[Words, summary.Line]], path: str) -> summary.Line | None:
    return lines[path][1] if path in lines else None


def _day(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
