"""Hit policies: what the rows that matched make together."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from engine import feel
from engine.errors import DecisionError

_AGGREGATES = {name: feel.compile(f"{name.lower()}(outputs)") for name in ("SUM", "COUNT", "MIN", "MAX")}
_ALIKE = feel.compile("first = other")
_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""Aggregation reads no clock."""


class HitPolicy(StrEnum):
    UNIQUE = "UNIQUE"
    FIRST = "FIRST"
    ANY = "ANY"
    COLLECT = "COLLECT"
    RULE_ORDER = "RULE ORDER"
    PRIORITY = "PRIORITY"
    OUTPUT_ORDER = "OUTPUT ORDER"

    @property
    def gives_a_list(self) -> bool:
        return self in {HitPolicy.COLLECT, HitPolicy.RULE_ORDER, HitPolicy.OUTPUT_ORDER}

    @property
    def needs_order(self) -> bool:
        """Whether each output needs its values listed, the weightiest first."""
        return self in {HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER}


def is_aggregation(name: str) -> bool:
    return name in _AGGREGATES


def aggregate(name: str, outputs: list[Any]) -> Any:
    """SUM, COUNT, MIN or MAX; of no outputs the count is 0 and the others null."""
    return _AGGREGATES[name].evaluate({"outputs": outputs}, now=_ANY_TIME)


def check_unique(decision: str, rows: list[int]) -> None:
    if len(rows) > 1:
        raise DecisionError(
            decision, f"Expected at most one row to match, but rows {_listed(rows)} do", rows[1]
        )


def check_alike(decision: str, rows: list[int], outputs: list[Any]) -> None:
    for row, output in zip(rows, outputs, strict=True):
        if output != outputs[0] and not _ALIKE.evaluate(
            {"first": outputs[0], "other": output}, now=_ANY_TIME
        ):
            sentence = (
                f"Expected the same outputs of all rows that match, but rows {_listed([rows[0], row])} differ"
            )
            raise DecisionError(decision, sentence, row)


def _listed(rows: list[int]) -> str:
    return " and ".join(map(str, rows))
