"""A decision and those it requires: each decided once, and only when its result is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from engine.decisions.decision import Decision
from engine.decisions.source import Functions, Moment
from engine.decisions.verdict import Ruling


class Chain:
    """The rulings of one evaluation."""

    def __init__(
        self, decisions: Mapping[str, Decision], scope: Mapping[str, Any], now: datetime, functions: Functions
    ) -> None:
        self._decisions = decisions
        self._scope = scope
        self._now = now
        self._functions = functions
        self.rulings: dict[str, Ruling] = {}

    def result(self, decision_id: str) -> Any:
        if decision_id not in self.rulings:
            decision = self._decisions[decision_id]
            seen = _Seen(self, self._scope, self._aliases(decision))
            result, rows = decision.logic.decide(Moment(seen, self._now, self._functions))
            self.rulings[decision_id] = Ruling(decision.id, decision.name, rows, result)
        return self.rulings[decision_id].result

    def _aliases(self, decision: Decision) -> dict[str, str]:
        return {
            alias: required for required in decision.required for alias in self._decisions[required].aliases
        }


class _Seen(Mapping[str, Any]):
    """What a decision sees: the results of those it requires, over the scope."""

    def __init__(self, chain: Chain, scope: Mapping[str, Any], aliases: Mapping[str, str]) -> None:
        self._chain = chain
        self._scope = scope
        self._aliases = aliases

    def __getitem__(self, name: str) -> Any:
        required = self._aliases.get(name)
        return self._scope[name] if required is None else self._chain.result(required)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*self._aliases, *self._scope]))

    def __len__(self) -> int:
        return len({*self._aliases, *self._scope})
