"""The intake form as columns of a table: one for each question; and a line of the table as a page would post it."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine.errors import BatchColumnError
from engine.forms import CHOICES, Field, FieldType, Form, Group, Option, Problem, options
from engine.forms.answers import BOXES
from engine.forms.schema import shown

Cell = Any
"""Text, number, true or false, None, or `{"date": …}`, `{"time": …}` of a cell that a spreadsheet program made so."""
HEADS_WITHIN = 5
"""Rows from the top among which the row of paths is looked for."""
YES = frozenset({"ya", "yes", "true", "1", "x", "v"})
YES_NO = ("ya", "tidak")
NUMBERS = frozenset({"nik", "kk"})
DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


@dataclass(frozen=True)
class Column:
    """`label` with the group around it, in the language that was asked for; `options` are what may stand in it."""

    field: Field
    label: str
    hint: str
    options: tuple[Option, ...]

    @property
    def is_text(self) -> bool:
        """Whether a spreadsheet program has to be kept from reading it as a number."""
        return self.field.type in (FieldType.TEXT, FieldType.TEXTAREA)


@dataclass(frozen=True)
class Typed:
    """A line: what it would post, and what is wrong with its cells before the form is asked."""

    line: int
    posted: Mapping[str, Sequence[str]]
    problems: tuple[Problem, ...] = ()

    @property
    def content(self) -> str:
        """What tells it from other lines; the same however its cells were spaced."""
        return " | ".join(f"{name} {' '.join(values)}" for name, values in sorted(self.posted.items()))


def columns(form: Form, scope: Mapping[str, Any], language: str) -> list[Column]:
    return [
        Column(
            field, _label(form, field, language), field.look.hint.in_language(language), options(field, scope)
        )
        for field in form.fields
        if not field.readonly
    ]


def _label(form: Form, field: Field, language: str) -> str:
    own = field.look.label.in_language(language)
    around = next((g for g in form.components if isinstance(g, Group) and field in g.components), None)
    return f"{around.look.label.in_language(language)}, {own}" if around and around.look.label else own


def read(rows: Sequence[Sequence[Cell]], known: Sequence[Column]) -> list[Typed]:
    """The lines below the row of paths; empty ones are passed over."""
    at, heads = _heads(rows, {column.field.path: column for column in known})
    return [
        _typed(number, list(zip(heads, row, strict=False)))
        for number, row in enumerate(rows[at + 1 :], at + 2)
        if any(cell not in (None, "") for cell in row)
    ]


def _heads(rows: Sequence[Sequence[Cell]], known: Mapping[str, Column]) -> tuple[int, list[Column | None]]:
    for at, row in enumerate(rows[:HEADS_WITHIN]):
        names = [str(cell or "").strip() for cell in row]
        if any(name in known for name in names):
            _check(names, known)
            return at, [known.get(name) for name in names]
    raise BatchColumnError("no_heads")


def _check(names: Sequence[str], known: Mapping[str, Column]) -> None:
    for name in names:
        if name and name not in known:
            raise BatchColumnError("unknown_column", name[:60])
        if name and names.count(name) > 1:
            raise BatchColumnError("column_twice", name)


def _typed(number: int, cells: Sequence[tuple[Column | None, Cell]]) -> Typed:
    posted: dict[str, list[str]] = {}
    problems = []
    for column, cell in cells:
        if column is None or cell in (None, ""):
            continue
        posted |= dict(_posted(column, cell))
        if column.field.kind in NUMBERS and isinstance(cell, int | float):
            problems.append(Problem(column.field.path, "number_cell"))
    return Typed(number, posted, tuple(problems))


def _posted(column: Column, cell: Cell) -> Iterator[tuple[str, list[str]]]:
    field, text = column.field, _text(cell)
    if field.type is FieldType.DATE:
        for box, value in zip(BOXES, _boxes(text), strict=True):
            yield f"{field.path}-{box}", [value]
    elif field.type is FieldType.CHECKBOX:
        yield field.path, ["true"] if text.casefold() in YES else []
    elif field.type is FieldType.CHECKLIST:
        yield field.path, [_chosen(column, part.strip()) for part in text.split(";") if part.strip()]
    elif field.type in CHOICES:
        yield field.path, [_chosen(column, text)]
    else:
        yield field.path, [text]


def _text(cell: Cell) -> str:
    if isinstance(cell, Mapping):
        return str(next(iter(cell.values()), ""))
    if isinstance(cell, bool):
        return YES_NO[not cell]
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else shown(cell)
    return " ".join(unicodedata.normalize("NFC", str(cell)).split())


def _boxes(text: str) -> tuple[str, str, str]:
    """Day, month, year; what is no date stands in the first box, so that the form says what it misses."""
    found = DAY_FIRST.fullmatch(text)
    if found:
        return found[1], found[2], found[3]
    found = YEAR_FIRST.fullmatch(text)
    return (found[3], found[2], found[1]) if found else (text, "", "")


def _chosen(column: Column, text: str) -> str:
    """A choice by its value, its words in either language, or its number on the paper form."""
    wanted = text.casefold()
    for option in column.options:
        if wanted in {word.casefold() for word in (option.value, option.label.id, option.label.en) if word}:
            return option.value
    return next((option.value for option in column.options if option.code and option.code == text), text)
