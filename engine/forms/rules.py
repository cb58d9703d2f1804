"""Rules over several answers, written in the form: FEEL that is true where the rule is broken."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine import feel
from engine.errors import FormError
from engine.forms.parsing import expression
from engine.forms.problems import Problem

LEVELS = ("error", "warning")
KNOWN = frozenset(
    {"id", "field", "when", "message", "message_en", "level", "legal_basis", "since", "confirmed", "reason"},
)


@dataclass(frozen=True)
class Rule:
    """`legal_basis`, `since` and `confirmed` say where it comes from; not confirmed: the office has yet to.
    `reason`: whoever goes on in spite of this warning says why."""

    id: str
    field: str
    when: feel.Expression
    message: str
    message_en: str
    level: str = "error"
    legal_basis: str = ""
    since: str = ""
    confirmed: bool = True
    reason: bool = False

    @property
    def problem(self) -> Problem:
        return Problem(self.field, self.id, {}, self.message, self.message_en, self.reason)


def parse_rules(listed: Any, paths: frozenset[str]) -> tuple[Rule, ...]:
    if not isinstance(listed, list):
        raise FormError("Expected a list of rules, but there is something else")
    rules = tuple(_rule(source, paths) for source in listed)
    if len({rule.id for rule in rules}) < len(rules):
        raise FormError("Expected each rule to have an id of its own, but two share one")
    return rules


def _rule(source: Mapping[str, Any], paths: frozenset[str]) -> Rule:
    name = source.get("id")
    if unknown := source.keys() - KNOWN:
        raise FormError(
            f"Expected only {', '.join(sorted(KNOWN))} in rule '{name}', but got {sorted(unknown)}"
        )
    if missing := {"id", "field", "when", "message"} - source.keys():
        raise FormError(f"Expected {sorted(missing)} in rule '{name}', but it is missing")
    if source["field"] not in paths:
        raise FormError(
            f"Expected rule '{name}' to stand at a field of the form, but it has no '{source['field']}'"
        )
    if source.get("level", "error") not in LEVELS:
        raise FormError(
            f"Expected error or warning as the level of rule '{name}', but got '{source['level']}'"
        )
    if source.get("reason") and source.get("level", "error") != "warning":
        raise FormError(
            f"Expected rule '{name}' to be a warning, since it asks for a reason, but it is an error"
        )
    return Rule(**{"message_en": "", **source, "when": expression(source["when"], f"rule '{name}'")})
