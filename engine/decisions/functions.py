"""Functions that boxes define: their parameters have types, and a value that does not fit makes the call null."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine import feel
from engine.decisions.document import Element, children
from engine.decisions.itemtypes import MISFIT, ItemType
from engine.decisions.source import Source
from engine.feel.run import Code, Frame, Run

Parameters = list[tuple[str, ItemType]]


def parameters_of(element: Element, source: Source) -> Parameters:
    found = [
        (" ".join(one.get("name", "").split()), source.type_of(one))
        for one in children(element, "formalParameter")
    ]
    names = [name for name, _ in found]
    if not all(names) or len(set(names)) < len(names):
        raise source.refuse(
            element, "Expected a name of its own for each parameter, but one is missing or there twice"
        )
    return found


def typed_function(
    parameters: Parameters, body: Code, scope: Mapping[str, Any], frame: Frame | None
) -> feel.FeelFunction:
    """A function whose body reads the scope where it was made."""

    def apply(run: Run, names: dict[str, Any]) -> Any:
        return run.within(scope, body, Frame(names, frame))

    return checked_function(parameters, apply)


def checked_function(
    parameters: Parameters, apply: Callable[[Run, dict[str, Any]], Any]
) -> feel.FeelFunction:
    def call(run: Run, values: list[Any]) -> Any:
        run.spend(3)
        names: dict[str, Any] = {}
        for (name, wanted), value in zip(parameters, values, strict=True):
            names[name] = wanted.fit(run, value)
            if names[name] is MISFIT:
                run.note(f"Expected a '{wanted.name}' as '{name}', but got a {feel.kind(value)}")
                return None
        return apply(run, names)

    return feel.FeelFunction(tuple(name for name, _ in parameters), call)
