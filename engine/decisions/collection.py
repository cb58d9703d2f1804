"""All decisions of a bundle of DMN files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from engine.decisions.chain import Chain
from engine.decisions.decision import Decision, read_decision
from engine.decisions.document import Element, children, line_of, read
from engine.decisions.source import Functions
from engine.decisions.verdict import Verdict
from engine.errors import DecisionError

_NO_FUNCTIONS: Functions = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Decisions:
    """Compiled; shared by threads. `by_id` is what lint walks over."""

    by_id: Mapping[str, Decision]

    @classmethod
    def parse(cls, files: Iterable[bytes]) -> Decisions:
        """Raises DecisionError for XML, FEEL and links that cannot be used."""
        decisions: dict[str, Decision] = {}
        for root in map(read, files):
            names = _names(root)
            for element in children(root, "decision"):
                _check_identity(element, decisions)
                decision = read_decision(element, names)
                decisions[decision.id] = decision
        for decision in decisions.values():
            _check_links(decision, decisions, ())
        return cls(MappingProxyType(decisions))

    def evaluate(
        self,
        decision_id: str,
        scope: Mapping[str, Any],
        *,
        now: datetime,
        functions: Functions = _NO_FUNCTIONS,
    ) -> Verdict:
        if decision_id not in self.by_id:
            raise DecisionError(decision_id, "Expected a decision with this id, but there is none")
        chain = Chain(self.by_id, scope, now, functions)
        result = chain.result(decision_id)
        return Verdict(result, tuple(chain.rulings.values()))


def _names(root: Element) -> frozenset[str]:
    """Names with spaces or signs in them that texts of this file may use."""
    named = [*children(root, "decision", "inputData"), *root.iterfind(".//{*}variable")]
    return frozenset(name for one in named if not (name := one.get("name", "").strip()).isidentifier())


def _check_identity(element: Element, known: Mapping[str, Decision]) -> None:
    identity = element.get("id", "")
    if not identity:
        raise DecisionError("", "Expected an id for each decision, but one has none", line=line_of(element))
    if identity in known:
        sentence = "Expected an id of its own for each decision, but there are two with this one"
        raise DecisionError(identity, sentence, line=line_of(element))


def _check_links(decision: Decision, known: Mapping[str, Decision], path: tuple[str, ...]) -> None:
    if decision.id in path:
        sentence = f"Expected a chain with an end, but it returns: {' -> '.join((*path, decision.id))}"
        raise DecisionError(decision.id, sentence, line=decision.line)
    for required in decision.required:
        if required not in known:
            sentence = f"Expected the required decision '{required}', but there is none"
            raise DecisionError(decision.id, sentence, line=decision.line)
        _check_links(known[required], known, (*path, decision.id))
