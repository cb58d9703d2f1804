"""What a decision gave, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


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
    """One decision of a chain. Without rows: a literal expression, or a table of which none matched."""

    decision: str
    name: str
    rows: tuple[Row, ...]
    result: Any


@dataclass(frozen=True, slots=True)
class Verdict:
    """`result` is a FEEL value; `trace` holds the rulings in the order they were made, the asked one last."""

    result: Any
    trace: tuple[Ruling, ...]
