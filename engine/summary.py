"""What a case says, for reading: the intake form's questions with the answers as they stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine import identity
from engine.definitions import DocumentType
from engine.forms import Field, FieldType, Form, Group, Rows, Words
from engine.forms.components import Component, fields
from engine.forms.paths import at
from engine.office import Office

NUMBERS = ("nik", "kk", "phone")
REDUCED = ("subject_name", "person_name", "kelurahan", "rw", "rt")
"""What a reader of the reduced record needs to say whether he knows the family: who, and where they live. Beside
these he sees the dates of the subject."""


@dataclass(frozen=True)
class Line:
    """`value` is for people: a choice's word, a masked number where the reader sees the reduced record. `type` and
    `kind` tell a page how to write it (dates as ISO text)."""

    path: str
    label: Words
    value: str
    value_en: str
    type: FieldType
    kind: str


@dataclass(frozen=True)
class Listed:
    """A list of the form: a line for each of its questions in each row, None where the row says nothing. Questions
    that no row answers have no column."""

    path: str
    label: Words
    heads: Sequence[Words]
    rows: Sequence[Sequence[Line | None]] = field(repr=False)
    type: str = "rows"

    @property
    def value(self) -> str:
        """In one line, for where a table does not fit."""
        return "; ".join(", ".join(cell.value for cell in row if cell) for row in self.rows)


@dataclass(frozen=True)
class Section:
    label: Words
    lines: Sequence[Line]
    lists: Sequence[Listed] = ()


def sections(
    definition: DocumentType, record: Mapping[str, Any], office: Office, *, in_full: bool
) -> list[Section]:
    """The answered questions of every form of the type, in the order of the intake form, then of the others."""
    seen: set[str] = set()
    found: dict[str, Section] = {}
    for form in _forms(definition):
        for part in form.components:
            told = list(_told((part,), record, office, seen, in_full))
            if told and isinstance(part, Group | Rows):
                label = part.look.label
                known = found.get(label.id, Section(label, ()))
                lines = [one for one in told if isinstance(one, Line)]
                lists = [one for one in told if isinstance(one, Listed)]
                found[label.id] = Section(known.label, [*known.lines, *lines], [*known.lists, *lists])
    return list(found.values())


def _forms(definition: DocumentType) -> Iterator[Any]:
    first = definition.intake_form
    if first is not None:
        yield first
    yield from (form for form in definition.forms.values() if form is not first)


def _told(
    parts: tuple[Component, ...], record: Mapping[str, Any], office: Office, seen: set[str], in_full: bool
) -> Iterator[Line | Listed]:
    for part in parts:
        if isinstance(part, Group):
            yield from _told(part.components, record, office, seen, in_full)
        elif isinstance(part, Field | Rows) and part.path not in seen:
            value = at(record, part.path)
            if value in (None, "", []) or not (in_full or _is_reduced(part, parts)):
                continue
            seen.add(part.path)
            if isinstance(part, Rows):
                yield listed(part, value, office, in_full=in_full)
            else:
                yield line(part, value, office, in_full=in_full)


def _is_reduced(part: Field | Rows, beside: tuple[Component, ...]) -> bool:
    if isinstance(part, Rows):
        return any(inner.kind in REDUCED for inner in fields(part.components))
    about_subject = any(isinstance(other, Field) and other.kind == "subject_name" for other in beside)
    return part.kind in REDUCED or (about_subject and part.type is FieldType.DATE)


def reduced(form: Form) -> set[str]:
    """The paths of a form that the reduced record shows."""
    return set(_reduced(form.components))


def _reduced(parts: tuple[Component, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Group):
            yield from _reduced(part.components)
        elif isinstance(part, Field | Rows) and _is_reduced(part, parts):
            yield part.path


def listed(rows: Rows, values: Sequence[Mapping[str, Any]], office: Office, *, in_full: bool) -> Listed:
    asked = [part for part in fields(rows.components) if in_full or part.kind in REDUCED]
    cells = [[_cell(part, row, office, in_full=in_full) for part in asked] for row in values]
    answered = [place for place in range(len(asked)) if any(row[place] for row in cells)]
    heads = [asked[place].look.label for place in answered]
    return Listed(rows.path, rows.look.label, heads, [[row[place] for place in answered] for row in cells])


def _cell(part: Field, row: Mapping[str, Any], office: Office, *, in_full: bool) -> Line | None:
    value = at(row, part.path)
    return None if value in (None, "", []) else line(part, value, office, in_full=in_full)


def line(part: Field, value: Any, office: Office, *, in_full: bool) -> Line:
    words = Words(str(value), str(value))
    if part.kind in NUMBERS and not in_full:
        words = Words(identity.mask(str(value)))
    elif part.type in (FieldType.SELECT, FieldType.RADIO):
        words = _chosen(part, str(value), office)
    elif part.type is FieldType.CHECKBOX:
        words = Words("ya", "yes") if value else Words("tidak", "no")
    elif part.type is FieldType.NUMBER:
        words = Words(
            f"{str(value).replace('.', ',')} {part.suffix}".strip(), f"{value} {part.suffix}".strip()
        )
    return Line(part.path, part.look.label, words.id, words.in_language("en"), part.type, part.kind)


def _chosen(part: Field, value: str, office: Office) -> Words:
    for option in part.options:
        if option.value == value:
            return option.label
    listed = office.lists.get(part.options_key.rpartition(".")[2], ())
    return next((Words(item["label"]) for item in listed if item["value"] == value), Words(value))
