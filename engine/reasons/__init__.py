"""Why something went back, was refused or objected to: `shared/reasons.toml`, coded so that it can be counted, with
what an office lays over it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from engine import coded
from engine.errors import ReasonError

NO_DOUBLE = "bukan_ganda"
"""Not an outcome of a task: why the desk takes an application that looks like another one."""
CLOCK = "jam_berhenti"
"""Nor is this: why the clock of a case, or of the whole office, stands still."""
AGAIN, SPOILED = "cetak_ulang", "lembar_rusak"
"""Nor are these: why a document is printed once more, and why sheets were spoiled."""
OUTCOMES = frozenset({"kembalikan", "tolak", "keberatan", NO_DOUBLE, CLOCK, AGAIN, SPOILED})


@dataclass(frozen=True)
class Reason:
    """`text` is what the applicant reads. Without `detail_to_applicant` the officer's own words stay inside. Where
    it is not `offered`, it explains what was said earlier and is not said again."""

    code: str
    text: str
    text_en: str
    outcomes: frozenset[str]
    repairable: bool
    legal_basis: str
    confirmed: bool
    detail_to_applicant: bool
    offered: bool = True


@dataclass(frozen=True)
class OfficeReasons:
    """Reasons of an office's own, by code, and the codes that it does not offer any more. Nothing is ever reworded or
    taken away: what was said once has to stay readable."""

    own: Mapping[str, Reason] = field(default_factory=dict)
    unused: frozenset[str] = frozenset()

    def over(self, shipped: Iterable[Reason]) -> dict[str, Reason]:
        known = {**{reason.code: reason for reason in shipped}, **self.own}
        return {code: replace(reason, offered=code not in self.unused) for code, reason in known.items()}

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "OfficeReasons":
        """From the office's settings, as `kept` made it."""
        rows = ({**row, "outcomes": frozenset(row["outcomes"])} for row in kept.get("own", ()))
        return cls({row["code"]: Reason(**row) for row in rows}, frozenset(kept.get("unused", ())))

    def kept(self) -> dict[str, Any]:
        own = [{**asdict(reason), "outcomes": sorted(reason.outcomes)} for reason in self.own.values()]
        return {"own": own, "unused": sorted(self.unused)}


def parse_reasons(content: bytes) -> tuple[Reason, ...]:
    return coded.parse(content, "reason", _reason, ReasonError, "reasons")


def _reason(table: Mapping[str, Any]) -> Reason:
    code = table.get("code", "?")
    outcomes = frozenset(table.get("outcomes", ()))
    if not outcomes or outcomes - OUTCOMES:
        raise ReasonError(
            f"Expected outcomes of {sorted(OUTCOMES)} in reason '{code}', but got {sorted(outcomes)}"
        )
    if "offered" in table:
        raise ReasonError(
            f"Expected that the office says whether '{code}' is offered, not the list of reasons"
        )
    try:
        return Reason(**{**table, "outcomes": outcomes})
    except TypeError as error:
        raise ReasonError(f"Expected the fields of a reason in '{code}', but {error}") from error


def fitting(reasons: Iterable[Reason], outcome: str) -> tuple[Reason, ...]:
    """The reasons that may be given for an outcome."""
    return tuple(reason for reason in reasons if reason.offered and outcome in reason.outcomes)
