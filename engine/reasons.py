"""Why something went back, was refused or objected to: `shared/reasons.toml`, coded so that it can be counted."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.errors import ReasonError

NO_DOUBLE = "bukan_ganda"
"""Not an outcome of a task: why the desk takes an application that looks like another one."""
CLOCK = "jam_berhenti"
"""Nor is this: why the clock of a case, or of the whole office, stands still."""
OUTCOMES = frozenset({"kembalikan", "tolak", "keberatan", NO_DOUBLE, CLOCK})


@dataclass(frozen=True)
class Reason:
    """`text` is what the applicant reads. Without `detail_to_applicant` the officer's own words stay inside."""

    code: str
    text: str
    text_en: str
    outcomes: frozenset[str]
    repairable: bool
    legal_basis: str
    confirmed: bool
    detail_to_applicant: bool


def parse_reasons(content: bytes) -> tuple[Reason, ...]:
    try:
        tables = tomllib.loads(content.decode()).get("reason", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ReasonError(f"Expected reasons in TOML, but {error}") from error
    found = tuple(_reason(table) for table in tables)
    codes = [reason.code for reason in found]
    for code in codes:
        if codes.count(code) > 1:
            raise ReasonError(f"Expected each reason once, but '{code}' stands there twice")
    return found


def _reason(table: Mapping[str, Any]) -> Reason:
    code = table.get("code", "?")
    outcomes = frozenset(table.get("outcomes", ()))
    if not outcomes or outcomes - OUTCOMES:
        raise ReasonError(
            f"Expected outcomes of {sorted(OUTCOMES)} in reason '{code}', but got {sorted(outcomes)}"
        )
    try:
        return Reason(**{**table, "outcomes": outcomes})
    except TypeError as error:
        raise ReasonError(f"Expected the fields of a reason in '{code}', but {error}") from error


def fitting(reasons: Iterable[Reason], outcome: str) -> tuple[Reason, ...]:
    """The reasons that may be given for an outcome."""
    return tuple(reason for reason in reasons if outcome in reason.outcomes)
