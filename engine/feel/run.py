"""One evaluation: what it reads, and how much it may still do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from engine.feel.errors import FeelLimitError
from engine.feel.limits import CALL_DEPTH, DEPTH, LIST_SIZE, STEPS, STRING_LENGTH, VALUE_SIZE

HostFunctions = Mapping[str, Callable[..., Any]]
Code = Callable[["Run", "Frame | None"], Any]
"""A compiled expression: a closure over the run and the innermost frame of local names."""


class Frame:
    """Local names, laid over outer ones."""

    __slots__ = ("names", "outer")

    def __init__(self, names: Mapping[str, Any], outer: Frame | None) -> None:
        self.names = names
        self.outer = outer


class Run:
    __slots__ = ("_allowed", "calls", "functions", "notes", "now", "scope", "steps")

    def __init__(
        self,
        scope: Mapping[str, Any],
        now: datetime,
        functions: HostFunctions,
        notes: list[str] | None,
        allowed: int = STEPS,
    ) -> None:
        self.scope = scope
        self.now = now
        self.functions = functions
        self.notes = notes
        self.steps = self._allowed = allowed
        self.calls = 0

    def spend(self, steps: int) -> None:
        self.steps -= steps
        if self.steps < 0:
            raise FeelLimitError(f"Expected at most {self._allowed} steps, but the evaluation needs more")

    def note(self, sentence: str) -> None:
        """Tells the host why a value became null."""
        if self.notes is not None:
            self.notes.append(sentence)

    def enter(self) -> None:
        self.calls += 1
        if self.calls > CALL_DEPTH:
            raise FeelLimitError(f"Expected at most {CALL_DEPTH} calls inside each other, but there are more")

    def leave(self) -> None:
        self.calls -= 1

    def within(self, scope: Mapping[str, Any], code: Code, frame: Frame | None) -> Any:
        """What the code gives where it reads another scope; its steps count as this run's."""
        outer, self.scope = self.scope, scope
        self.enter()
        try:
            return code(self, frame)
        finally:
            self.scope = outer
            self.leave()


def fitting(value: Any) -> Any:
    """The value, unless it is longer than a string or a list may be."""
    if isinstance(value, str) and len(value) > STRING_LENGTH:
        raise FeelLimitError(f"Expected at most {STRING_LENGTH} characters, but a string has more")
    if isinstance(value, list) and len(value) > LIST_SIZE:
        raise FeelLimitError(f"Expected at most {LIST_SIZE} items, but a list has more")
    return value


def bounded(value: Any) -> Any:
    """The value for the host, unless it holds too much: a few lists that hold each other can spell out millions."""
    waiting = [(value, 0)]
    size = 0
    while waiting:
        held, depth = waiting.pop()
        if not isinstance(held, list | Mapping):
            fitting(held)
            continue
        size += len(held)
        if size > VALUE_SIZE or depth > DEPTH:
            raise FeelLimitError(
                f"Expected at most {VALUE_SIZE} items in {DEPTH} levels, but a value has more"
            )
        waiting += [(item, depth + 1) for item in (held if isinstance(held, list) else held.values())]
    return value
