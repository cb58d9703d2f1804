"""What would become of each row: the same check as the page's, likely doubles, what is a case already."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from engine import cases, doubles, residents
from engine.batches import storage
from engine.batches.columns import Typed
from engine.batches.storage import Kept, Occasion
from engine.casefile import Scope
from engine.db.batches import BatchCase
from engine.db.cases import Case
from engine.definitions import DocumentType
from engine.doubles import Double
from engine.errors import InvalidAnswersError, NotAllowedError
from engine.forms import Form, Problem
from engine.submission import Posted
from engine.work import Reading

TAKEN, WRONG, DOUBLE, LOOK, GOOD, GONE = "taken", "wrong", "double", "look", "good", "gone"


@dataclass(frozen=True)
class Line:
    """`number`: of the case that it is already; `same`: earlier lines with the same person."""

    row: Kept
    subject_name: str = ""
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    doubles: tuple[Double, ...] = ()
    same: tuple[int, ...] = ()
    case_id: str | None = None
    number: str = ""
    values: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def needs_reason(self) -> bool:
        """One of its warnings is accepted only with a reason."""
        return any(warning.reason for warning in self.warnings)

    @property
    def state(self) -> str:
        if self.number:
            return TAKEN
        if self.row.typed is None:
            return GONE
        if self.problems:
            return WRONG
        if self.doubles or self.same:
            return DOUBLE
        return LOOK if self.warnings else GOOD


@dataclass(frozen=True)
class Preview:
    batch_id: str
    document_type: DocumentType
    occasion: Occasion
    brought_at: dt.datetime
    confirmed_at: dt.datetime | None
    lines: Sequence[Line]

    def of(self, state: str) -> list[Line]:
        return [line for line in self.lines if line.state == state]

    @property
    def unfinished(self) -> list[Line]:
        """Chosen, and not taken: something broke off in between."""
        return [line for line in self.lines if line.row.chosen and not line.number and not line.row.refused]


def preview(reading: Reading, batch_id: str) -> Preview:
    batch = storage.find(reading, batch_id)
    definition = reading.engine.definitions.current(
        reading.connection, reading.engine.office_code, batch.document_type
    )
    rows = storage.kept(reading, batch_id)
    numbers = _numbers(reading, batch.document_type, rows)
    lines = [_line(reading, definition, row, numbers.get(row.fingerprint)) for row in rows]
    occasion = Occasion(batch.name, batch.place, batch.held_on)
    alike = _alike(definition, lines)
    return Preview(batch_id, definition, occasion, batch.brought_at, batch.confirmed_at, alike)


def _numbers(reading: Reading, document_type: str, rows: Sequence[Kept]) -> dict[bytes, tuple[str, str, str]]:
    """By fingerprint: id, number and subject of the case that was made of the same row."""
    found = reading.execute(
        select(BatchCase.fingerprint, Case.id, Case.number, Case.subject_name)
        .join(Case, Case.id == BatchCase.case_id)
        .where(
            BatchCase.office_code == reading.engine.office_code,
            BatchCase.document_type == document_type,
            BatchCase.fingerprint.in_(sorted({row.fingerprint for row in rows})),
        )
    )
    return {bytes(row.fingerprint): (row.id, row.number, row.subject_name) for row in found}


def _line(reading: Reading, definition: DocumentType, row: Kept, taken: tuple[str, str, str] | None) -> Line:
    if taken is not None:
        return Line(row, taken[2], case_id=taken[0], number=taken[1])
    if row.typed is None:
        return Line(row)
    form = storage.form_of(definition)
    typed, scope = form.read(posted(reading, form, row.typed)), Scope({}, reading.office)
    checked = form.check(typed, scope, reading.local, residents.functions(reading))
    values = checked.values
    problems = _once([*row.typed.problems, *checked.problems])
    problems = problems or _barred(reading, definition, values)
    return Line(
        row=row,
        subject_name=str(next((v for _, f, v in form.each(values) if f.kind == "subject_name"), "")),
        problems=problems,
        warnings=checked.warnings,
        doubles=() if problems else tuple(doubles.numbers(reading, definition, form, values)),
        values=values,
    )


def _once(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """One for each answer: what is wrong with its cell explains what is wrong with what was read."""
    kept: dict[str, Problem] = {}
    for one in problems:
        kept.setdefault(one.field, one)
    return tuple(kept.values())


def posted(reading: Reading, form: Form, typed: Typed) -> Posted:
    """What the page would post: what it starts with, and over it what the file says."""
    start = form.post(form.defaults(Scope({}, reading.office), reading.local))
    return {**start, **typed.posted}


def _barred(reading: Reading, definition: DocumentType, values: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Why this desk cannot take it: the area, the type, or the clerk's own family."""
    try:
        cases.desk_for(reading, definition, values)
    except InvalidAnswersError as error:
        problems: list[Problem] = list(error.problems)  # type: ignore[call-overload]
        return tuple(problems)
    except NotAllowedError:
        return (Problem("", "not_this_desk"),)
    marks = {reading.vault.fingerprint(*number) for _, number in definition.numbered.each(values)}
    return (Problem("", "own_family"),) if marks & reading.actor.fingerprints else ()


def _alike(definition: DocumentType, lines: Sequence[Line]) -> list[Line]:
    """Of lines with the same person the later ones name the first."""
    form = storage.form_of(definition)
    marks = [_marks(form, line) for line in lines]
    often = Counter(mark for found in marks for mark in found)
    shared = {mark: [line.row.line for line, found in zip(lines, marks, strict=True) if mark in found]
              for mark, count in often.items() if count > 1}  # fmt: skip
    return [_with_same(line, found, shared) for line, found in zip(lines, marks, strict=True)]


def _marks(form: Form, line: Line) -> set[tuple[str, str]]:
    if line.state not in (GOOD, LOOK, DOUBLE):
        return set()
    subject = doubles.Subject.of(form, line.values)
    name = " ".join(sorted(subject.name.casefold().split()))
    found = {("name", f"{name} {subject.born}")}
    return found | ({("nik", subject.nik)} if subject.nik else set())


def _with_same(line: Line, marks: set[tuple[str, str]], shared: Mapping[tuple[str, str], list[int]]) -> Line:
    others = {at for mark in marks for at in shared.get(mark, ()) if at < line.row.line}
    if not others:
        return line
    return replace(line, same=tuple(sorted(others)))
