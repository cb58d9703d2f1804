"""What a case says, for reading: the intake form's questions with the answers as they stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine import identity
from engine.definitions import DocumentType
from engine.forms import Field, FieldType, Group, Words
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
class Section:
    label: Words
    lines: Sequence[Line]


def sections(
    definition: DocumentType, record: Mapping[str, Any], office: Office, *, in_full: bool
) -> list[Section]:
    """The answered questions of every form of the type, in the order of the intake form, then of the others."""
    seen: set[str] = set()
    found: dict[str, Section] = {}
    for form in _forms(definition):
        for component in form.components:
            if not isinstance(component, Group):
                continue
            lines = list(_lines(component, record, office, seen, in_full))
            if lines:
                known = found.get(component.look.label.id, Section(component.look.label, ()))
                found[component.look.label.id] = Section(known.label, [*known.lines, *lines])
    return list(found.values())


def _forms(definition: DocumentType) -> Iterator[Any]:
    first = definition.intake_form
    if first is not None:
        yield first
    yield from (form for form in definition.forms.values() if form is not first)


def _lines(
    group: Group, record: Mapping[str, Any], office: Office, seen: set[str], in_full: bool
) -> Iterator[Line]:
    for component in group.components:
        if isinstance(component, Group):
            yield from _lines(component, record, office, seen, in_full)
        elif isinstance(component, Field) and component.path not in seen:
            value = at(record, component.path)
            if value in (None, "", []) or not (in_full or _is_reduced(component, group)):
                continue
            seen.add(component.path)
            yield line(component, value, office, in_full=in_full)


def _is_reduced(field: Field, group: Group) -> bool:
    about_subject = any(
        isinstance(beside, Field) and beside.kind == "subject_name" for beside in group.components
    )
    return field.kind in REDUCED or (about_subject and field.type is FieldType.DATE)


def line(field: Field, value: Any, office: Office, *, in_full: bool) -> Line:
    words = Words(str(value), str(value))
    if field.kind in NUMBERS and not in_full:
        words = Words(identity.mask(str(value)))
    elif field.type in (FieldType.SELECT, FieldType.RADIO):
        words = _chosen(field, str(value), office)
    elif field.type is FieldType.CHECKBOX:
        words = Words("ya", "yes") if value else Words("tidak", "no")
    elif field.type is FieldType.NUMBER:
        words = Words(
            f"{str(value).replace('.', ',')} {field.suffix}".strip(), f"{value} {field.suffix}".strip()
        )
    return Line(field.path, field.look.label, words.id, words.in_language("en"), field.type, field.kind)


def _chosen(field: Field, value: str, office: Office) -> Words:
    for option in field.options:
        if option.value == value:
            return option.label
    listed = office.lists.get(field.options_key.rpartition(".")[2], ())
    return next((Words(item["label"]) for item in listed if item["value"] == value), Words(value))
