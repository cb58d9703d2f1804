"""Which rows of which decision tables a case was decided by, as its history tells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.audit.events import Recorded
from engine.decisions import Decision, DecisionTable, Knowledge, Row
from engine.definitions import DocumentType


@dataclass(frozen=True)
class Taken:
    """A decision that was taken at a node, or knowledge that it called. `seq` is the event's number; without rows none
    matched, or it is no table."""

    seq: int
    at: datetime | None
    node: str
    decision: Decision | Knowledge
    rows: Sequence[Row]


def taken(definition: DocumentType, story: Sequence[Recorded]) -> list[Taken]:
    """In the order of the events. A decision that the case's version does not have is left out."""
    return [one for event in story for one in _of_event(definition, event)]


def _of_event(definition: DocumentType, event: Recorded) -> Iterator[Taken]:
    decided = event.facts.get("decided")
    for node, rulings in (decided if isinstance(decided, Mapping) else {}).items():
        for decision_id, indices in (rulings if isinstance(rulings, Mapping) else {}).items():
            decision = definition.decisions.ruler(decision_id)
            if decision is not None:
                yield Taken(event.seq, event.at, node, decision, _rows(decision, indices))


def _rows(decision: Decision | Knowledge, indices: Any) -> list[Row]:
    if not isinstance(decision.logic, DecisionTable) or not isinstance(indices, list):
        return []
    return [rule.row for rule in decision.logic.rules if rule.row.index in indices]
