"""What a decision gave, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from engine import feel
from engine.errors import DecisionError
from engine.feel.run import Code, Frame, HostFunctions, Run, bounded

STEPS = 50_000
"""A table of many rows asks more than one expression may."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that matched. `index` counts from 1; `annotations` is what its author wrote beside it, `beside` the same
    by the columns that the table has for it, such as ("Dasar hukum", "UU 23/2006 Pasal 27")."""

    index: int
    rule: str
    annotations: tuple[str, ...]
    beside: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """One decision of a chain, or knowledge that it called. Without rows: no table, or one of which none matched."""

    decision: str
    name: str
    rows: tuple[Row, ...]
    result: Any


@dataclass(frozen=True, slots=True)
class Verdict:
    """`result` is a FEEL value; `trace` holds the rulings in the order they were made, the asked one last."""

    result: Any
    trace: tuple[Ruling, ...]


class Named(Protocol):
    """A decision, or knowledge that decisions call."""

    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


class Trial(Run):
    """One evaluation of a decision and all that it needs: their limits are common. `rulings` grows as they are made."""

    __slots__ = ("_rows", "rulings")

    def __init__(self, now: datetime, functions: HostFunctions) -> None:
        super().__init__({}, now, functions, None, STEPS)
        self.rulings: dict[str, Ruling] = {}
        self._rows: list[Row] = []

    def matched(self, rows: Iterable[Row]) -> None:
        self._rows += rows

    def rule(self, what: Named, scope: Mapping[str, Any], code: Code, frame: Frame | None = None) -> Any:
        """What the code gives, told as the ruling of its decision."""
        outer, self._rows = self._rows, []
        try:
            result = bounded(self.within(scope, code, frame))
            self._tell(Ruling(what.id, what.name, tuple(dict.fromkeys(self._rows)), result))
        except feel.FeelError as error:
            raise DecisionError(what.id, error.sentence) from error
        finally:
            self._rows = outer
        return result

    def _tell(self, ruling: Ruling) -> None:
        """Knowledge may be called more than once: the rows of all its calls are told, and the last result."""
        before = self.rulings.get(ruling.decision)
        rows = () if before is None else before.rows
        self.rulings[ruling.decision] = replace(ruling, rows=tuple(dict.fromkeys([*rows, *ruling.rows])))
