"""A built-in function: what it is called with, and the checks that turn a misfit into null."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from engine.feel.limits import CALL_STEPS
from engine.feel.run import Run, fitting
from engine.feel.values import kind, native

Body = TypeVar("Body", bound=Callable[..., Any])
ANY = frozenset[str]()
ABSENT: Any = object()
"""Stands for an optional parameter that a call by names leaves out."""
_SHORT = {"duration": ("days and time duration", "years and months duration"), "moment": ("date and time",)}


@dataclass(frozen=True, slots=True)
class Parameter:
    """`kinds` empty = any value, null too."""

    name: str
    kinds: frozenset[str]
    optional: bool = False
    variadic: bool = False


@dataclass(frozen=True, slots=True)
class Builtin:
    name: str
    parameters: tuple[Parameter, ...]
    body: Callable[..., Any]
    wants_run: bool
    steps: int = CALL_STEPS
    """What a call takes, beside the reading of long values."""

    @property
    def required(self) -> int:
        return sum(not parameter.optional for parameter in self.parameters)

    def takes(self, count: int) -> bool:
        variadic = bool(self.parameters) and self.parameters[-1].variadic
        return self.required <= count and (variadic or count <= len(self.parameters))

    def takes_names(self, names: set[str]) -> bool:
        known = {parameter.name for parameter in self.parameters}
        needed = {parameter.name for parameter in self.parameters if not parameter.optional}
        return names <= known and needed <= names

    def call(self, run: Run, values: Sequence[Any]) -> Any:
        run.spend(self.steps + sum(_weight(value) for value in values))
        arguments: list[Any] = []
        for index, value in enumerate(values):
            parameter = self.parameters[min(index, len(self.parameters) - 1)]
            if value is ABSENT:
                arguments.append(None)
                continue
            accepted, fitted = accept(parameter.kinds, value)
            if not accepted:
                wanted = " or ".join(sorted(parameter.kinds))
                run.note(
                    f"Expected a {wanted} as '{parameter.name}' of '{self.name}', but got a {kind(value)}"
                )
                return None
            arguments.append(fitted)
        return fitting(self.body(run, *arguments) if self.wants_run else self.body(*arguments))

    def apply(self, run: Run, values: Sequence[Any]) -> Any:
        """As `call`, with a number of Python made one of FEEL."""
        result = self.call(run, values)
        return native(result) if type(result) is int else result


def accept(kinds: frozenset[str], value: Any) -> tuple[bool, Any]:
    """Does the value fit, and as what: by the standard one value counts as a list of it and the reverse."""
    if not kinds or kind(value) in kinds:
        return True, value
    if isinstance(value, list) and len(value) == 1 and kind(only := native(value[0])) in kinds:
        return True, only
    if kinds == {"list"} and value is not None:
        return True, [value]
    return False, None


def _weight(value: Any) -> int:
    """Steps that it takes to read the value."""
    if isinstance(value, str):
        return len(value) // 64
    return len(value) // 4 if isinstance(value, list | Mapping) else 0


class Shelf:
    """The functions of one module, by name; a name may have several signatures."""

    def __init__(self) -> None:
        self.functions: dict[str, tuple[Builtin, ...]] = {}

    def add(self, signature: str, wants_run: bool = False, steps: int = CALL_STEPS) -> Callable[[Body], Body]:
        """`name(parameter: kind|kind, optional?: kind, *one or more: any)`."""
        name, _, parameters = signature.rstrip(")").partition("(")

        def put(body: Body) -> Body:
            made = tuple(_parameter(text) for text in parameters.split(", ") if text)
            builtin = Builtin(name, made, body, wants_run, steps)
            self.functions[name] = (*self.functions.get(name, ()), builtin)
            return body

        return put


def _parameter(text: str) -> Parameter:
    name, _, kinds = text.partition(": ")
    variadic, optional = name.startswith("*"), name.endswith("?")
    listed = frozenset(kind for word in kinds.split("|") for kind in _SHORT.get(word, (word,)))
    return Parameter(name.strip("*?"), ANY if "any" in listed else listed, optional, variadic)
