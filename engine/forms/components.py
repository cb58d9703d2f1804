"""What a form is made of, as plain values: what pages draw and checks walk."""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from engine import feel

COLUMNS = 16
"""The width of form-js's grid."""


class FieldType(enum.StrEnum):
    TEXT = "textfield"
    TEXTAREA = "textarea"
    NUMBER = "number"
    DATE = "date"  # three boxes: day, month, year
    TIME = "time"  # hours and minutes, typed as 03.25 or 03:25
    CHECKBOX = "checkbox"
    CHECKLIST = "checklist"
    RADIO = "radio"
    SELECT = "select"


CHOICES = frozenset({FieldType.CHECKLIST, FieldType.RADIO, FieldType.SELECT})


@dataclass(frozen=True)
class Words:
    """A text in both languages; `en` is empty where nobody wrote it."""

    id: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        return bool(self.id)

    def in_language(self, language: str) -> str:
        return self.en if language == "en" and self.en else self.id


@dataclass(frozen=True)
class Option:
    """One of a list. `code` is its number on the paper form."""

    value: str
    label: Words
    code: str = ""


@dataclass(frozen=True)
class Look:
    """Where a component stands and when it hides: only where `hide` is exactly true."""

    id: str
    label: Words = Words()
    hint: Words = Words()
    columns: int = COLUMNS
    hide: feel.Expression | None = None


@dataclass(frozen=True)
class Limits:
    """What an answer must keep to; None where nothing is asked."""

    required: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    shortest: int | None = None
    longest: int | None = None
    pattern: str | None = None
    digits: int | None = None
    """Decimals of a number."""


@dataclass(frozen=True)
class Text:
    """Markdown between the questions."""

    look: Look
    words: Words


@dataclass(frozen=True)
class Separator:
    look: Look


@dataclass(frozen=True)
class Field:
    """A question. `path` is where its answer goes in the record; `kind` what the answer is (nik, phone, …)."""

    look: Look
    path: str
    type: FieldType
    kind: str = ""
    limits: Limits = Limits()
    options: tuple[Option, ...] = ()
    options_key: str = ""
    """A path in the scope that holds the options."""
    suffix: str = ""
    default: Any = None
    """A value, or an expression that gives one."""
    readonly: bool = False
    about: Mapping[str, str] | None = None
    """For a NIK: paths or values of what is known of its holder, `born` and `sex`."""

    @property
    def id(self) -> str:
        return self.look.id

    @property
    def label(self) -> str:
        return self.look.label.id

    @property
    def label_en(self) -> str:
        return self.look.label.en

    @property
    def required(self) -> bool:
        return self.limits.required

    @property
    def key(self) -> str:
        """The last word of the path."""
        return self.path.rpartition(".")[2]


@dataclass(frozen=True)
class Group:
    look: Look
    components: tuple["Component", ...]


@dataclass(frozen=True)
class Rows:
    """A list of equal groups. The paths of its components begin at the row."""

    look: Look
    path: str
    components: tuple["Component", ...]
    fewest: int = 0
    most: int = 20
    fixed: bool = False
    """Rows are neither added nor taken away: they are as the default says, each time anew."""
    readonly: bool = False
    default: Any = None


Component = Text | Separator | Field | Group | Rows


def walk(components: tuple[Component, ...]) -> Iterator[Component]:
    """All components in the order of the page, groups before what is in them; rows are not entered."""
    for component in components:
        yield component
        if isinstance(component, Group):
            yield from walk(component.components)


def fields(components: tuple[Component, ...]) -> tuple[Field, ...]:
    return tuple(component for component in walk(components) if isinstance(component, Field))
