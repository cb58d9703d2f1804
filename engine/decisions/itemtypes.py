"""Item definitions: the types that a file has names for, what fits them, and what a text of JSON means as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from engine import feel
from engine.decisions.document import Element, child, children, line_of, text_of
from engine.errors import DecisionError
from engine.feel.arithmetic import midnight
from engine.feel.run import Run
from engine.feel.types import standard_name

MISFIT: Any = object()
_TEMPORAL = frozenset(
    {"date", "time", "date and time", "days and time duration", "years and months duration"}
)
_OTHER_TOOLS = {"integer": "number", "long": "number", "double": "number"}


@dataclass(frozen=True, slots=True)
class ItemType:
    """`refers` names another type of the file; `kind` is one of the standard's; `parts` are those of a structure.
    Without any of these every value fits."""

    name: str
    refers: str = ""
    kind: str = ""
    parts: Mapping[str, ItemType] | None = None
    is_list: bool = False
    allowed: feel.UnaryTests | None = None
    whole: feel.UnaryTests | None = None
    """What a list as a whole must satisfy."""
    others: Mapping[str, ItemType] = field(default_factory=dict)

    @property
    def words(self) -> Iterator[str]:
        """The names of its parts."""
        for name, part in (self.parts or {}).items():
            yield name
            yield from part.words

    @property
    def base(self) -> str:
        """The standard's kind of one value, empty where any will do."""
        return self.others[self.refers].base if self.refers else "context" if self.parts else self.kind

    @property
    def choices(self) -> feel.UnaryTests | None:
        return self.allowed or (self.others[self.refers].choices if self.refers else None)

    def fit(self, run: Run, value: Any, *, reading: bool = False) -> Any:
        """The value as one of this type, or MISFIT. One value counts as a list of it and the reverse, a date as its
        midnight; `reading`: ISO texts become dates and durations, and a part may be missing. Raises FeelValueError
        where the values that are allowed do not have it."""
        value = feel.native(value)
        if value is None:
            return None
        if not self.is_list:
            return self._fit_one(run, value, reading)
        items = value if isinstance(value, list) else [value]
        run.spend(1 + len(items))
        fitted = [self._fit_one(run, feel.native(item), reading) for item in items]
        if any(item is MISFIT for item in fitted):
            return MISFIT
        return self._permitted(run, fitted, self.whole)

    def _fit_one(self, run: Run, value: Any, reading: bool) -> Any:
        if value is None:
            return None
        if self.refers:
            fitted = self.others[self.refers].fit(run, value, reading=reading)
        else:
            if isinstance(value, list) and len(value) == 1 and self.kind not in ("", "list"):
                value = feel.native(value[0])
            fitted = (
                self._simple(value, reading) if self.parts is None else self._structure(run, value, reading)
            )
        return fitted if fitted is MISFIT else self._permitted(run, fitted, self.allowed)

    def _simple(self, value: Any, reading: bool) -> Any:
        if reading and isinstance(value, str) and self.kind in _TEMPORAL:
            if not value:
                return None
            value = feel.typed(value, self.kind)
        if self.kind == "date and time" and type(value) is date:
            return midnight(value)
        if not self.kind or feel.kind(value) == self.kind:
            return value
        return value if reading and self.kind == "date" and isinstance(value, datetime) else MISFIT

    def _structure(self, run: Run, value: Any, reading: bool) -> Any:
        if isinstance(value, list) and len(value) == 1:
            value = feel.native(value[0])
        if not isinstance(value, Mapping):
            return MISFIT
        fitted = dict(value)
        for name, part in (self.parts or {}).items():
            if name not in value:
                if reading:
                    continue
                return MISFIT
            fitted[name] = part.fit(run, value[name], reading=reading)
            if fitted[name] is MISFIT:
                return MISFIT
        return fitted

    def _permitted(self, run: Run, value: Any, tests: feel.UnaryTests | None) -> Any:
        if value is None or tests is None or tests.test(run, None, value) is True:
            return value
        raise feel.FeelValueError(
            f"Expected a value that '{self.name}' allows ({tests.text}), but got another"
        )

    def has(self, run: Run, value: Any) -> bool:
        """`instance of`: allowed values do not count, and nothing is made to fit."""
        if self.is_list:
            return isinstance(value, list) and all(self._has_one(run, feel.native(item)) for item in value)
        return self._has_one(run, value)

    def _has_one(self, run: Run, value: Any) -> bool:
        run.spend(1)
        if value is None:
            return False
        if self.refers:
            return self.others[self.refers].has(run, value)
        if self.parts is None:
            return not self.kind or feel.kind(value) == self.kind
        return isinstance(value, Mapping) and all(
            name in value and (value[name] is None or part.has(run, feel.native(value[name])))
            for name, part in self.parts.items()
        )


ANYTHING = ItemType("Any")


class ItemTypes(Mapping[str, ItemType]):
    """The types of one file, by name."""

    def __init__(self, root: Element, names: frozenset[str]) -> None:
        self._surroundings = feel.Surroundings(names)
        self._types: dict[str, ItemType] = {}
        elements = children(root, "itemDefinition")
        self._known = {one.get("name", "") for one in elements}
        self._functions = {
            one.get("name", ""): function
            for one in elements
            if (function := child(one, "functionItem")) is not None
        }
        for element in elements:
            self._types[element.get("name", "")] = self._defined(element)
        for element in elements:
            self._check_end(element, [element.get("name", "")])

    def __getitem__(self, name: str) -> ItemType:
        return self._types[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._types)

    def __len__(self) -> int:
        return len(self._types)

    def of(self, element: Element | None) -> ItemType:
        """The type that a `typeRef` names; without one, any."""
        name = "" if element is None else element.get("typeRef", "")
        return self._referred(element, name, name)

    def given_by(self, one: ItemType) -> ItemType:
        """Of the type of a function what it gives; any other type is that already."""
        function = self._functions.get(one.refers)
        return one if function is None else self._referred(function, *[function.get("outputTypeRef", "")] * 2)

    def _referred(self, element: Element | None, name: str, reference: str) -> ItemType:
        plain = reference if reference in self._known else reference.rpartition(":")[2]
        if plain in self._known:
            return ItemType(name, refers=plain, others=self._types)
        if plain in ("", "Any"):
            return ANYTHING
        kind = standard_name(_OTHER_TOOLS.get(plain, plain))
        if kind is None:
            sentence = f"Expected a type of this file or of the standard, but there is no '{reference}'"
            raise DecisionError("", sentence, line=None if element is None else line_of(element))
        return ItemType(name, kind=kind)

    def _defined(self, element: Element) -> ItemType:
        name = element.get("name", "")
        parts = children(element, "itemComponent")
        reference = child(element, "typeRef")
        one = self._referred(element, name, "" if reference is None else (reference.text or "").strip())
        kind = "function" if child(element, "functionItem") is not None else one.kind
        return ItemType(
            name,
            one.refers,
            kind,
            {part.get("name", ""): self._defined(part) for part in parts} if parts else None,
            element.get("isCollection") in ("true", "1"),
            self._tests(element, "allowedValues"),
            self._tests(element, "typeConstraint"),
            self._types,
        )

    def _tests(self, element: Element, tag: str) -> feel.UnaryTests | None:
        found = child(element, tag)
        if not text_of(found):
            return None
        try:
            return self._surroundings.tests(text_of(found))
        except feel.FeelError as error:
            sentence = f"Expected FEEL as {tag}, but at {error.line}:{error.column}: {error.sentence}"
            raise DecisionError("", sentence, line=line_of(found)) from error

    def _check_end(self, element: Element, path: list[str]) -> None:
        following = self._types[path[-1]].refers
        if following in path:
            sentence = f"Expected types with an end, but they return: {' -> '.join([*path, following])}"
            raise DecisionError("", sentence, line=line_of(element))
        if following:
            self._check_end(element, [*path, following])


def words(types: Iterable[ItemType]) -> set[str]:
    return {word for one in types for word in one.words}
