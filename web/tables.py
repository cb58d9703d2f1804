"""Decision tables as people read them: cells as they were written, and beside each row its law and its date."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.decisions import Decisions
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


def _table(name: str, table: DecisionTable) -> Table:
    return Table(
        name,
        [one.label for one in table.inputs],
        [one.name for one in table.outputs],
        [_line(rule) for rule in table.rules],
    )


def _line(rule: Rule) -> Line:
    return Line(
        rule.row.index,
        [test.text for test in rule.tests],
        [output.text for output in rule.outputs],
        rule.row.annotations,
        UNCONFIRMED not in " ".join(rule.row.annotations).lower(),
    )
