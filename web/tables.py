"""Decision tables as people read them: cells as they were written, and beside each row its law and its date."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.decisions import Decisions, Row
from engine.decisions.table import DecisionTable, Rule
from engine.errors import DecisionError

UNCONFIRMED = "perlu konfirmasi dukcapil"


@dataclass(frozen=True)
class Line:
    """`beside`: what the row's notes say; `confirmed` is false where the office has yet to confirm it."""

    number: int
    cells: Sequence[str]
    results: Sequence[str]
    beside: Sequence[str]
    confirmed: bool


@dataclass(frozen=True)
class Table:
    decision: str
    asked: Sequence[str]
    given: Sequence[str]
    lines: Sequence[Line]


def tables(content: bytes) -> list[Table]:
    """Of a DMN file; none where it cannot be read by itself."""
    try:
        decisions = Decisions.parse([content]).by_id
    except DecisionError:
        return []
    return [
        _table(decision.id, decision.logic)
        for decision in decisions.values()
        if isinstance(decision.logic, DecisionTable)
    ]


def of_files(files: Mapping[str, bytes]) -> list[Table]:
    """Of every DMN file of a version, in the order of their names."""
    return [table for path in sorted(files) if path.endswith(".dmn") for table in tables(files[path])]


def _table(name: str, table: DecisionTable) -> Table:
    return Table(
        name,
        [one.label for one in table.inputs],
        [one.name for one in table.outputs],
        [_line(rule) for rule in table.rules],
    )


def confirmed(row: Row) -> bool:
    """Whether the office has confirmed what the row says."""
    return UNCONFIRMED not in " ".join(row.annotations).lower()


def _line(rule: Rule) -> Line:
    return Line(
        rule.row.index,
        [test.text for test in rule.tests],
        [output.text for output in rule.outputs],
        rule.row.annotations,
        confirmed(rule.row),
    )
