"""The retention schedule (jadwal retensi arsip): `shared/retensi.toml`, and `retensi.toml` of a document type, whose
classes go before the shared ones."""

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine import coded
from engine.errors import EngineError

SHARED, OWN = "shared/retensi.toml", "retensi.toml"
PAPERS, VALUES = "berkas", "isian"
FOR_GOOD = frozenset({"register", "dokumen", "riwayat"})
"""What is never destroyed, whatever a schedule says."""
A_DAY = dt.timedelta(days=1)
ENDS = ("issued", "rejected", "withdrawn", "ended")
"""States in which a case is closed."""


class ScheduleError(EngineError):
    """A `retensi.toml` that cannot be used."""


@dataclass(frozen=True)
class Rule:
    """A class. `months` run from the end of the case; None: kept for good. `papers`: the requirements that it is
    about, empty for all. `confirmed` is false where the office has yet to confirm it."""

    code: str
    label: str
    label_en: str
    what: str
    legal_basis: str
    confirmed: bool
    months: int | None = None
    ends: frozenset[str] = frozenset(ENDS)
    papers: frozenset[str] = frozenset()

    def due_on(self, closed: dt.date) -> dt.date | None:
        """The first day on which it may be destroyed."""
        return None if self.months is None else shifted(closed, self.months)

    def latest(self, today: dt.date) -> dt.date | None:
        """The last day on which a case may have ended for its things to be past their time."""
        if self.months is None:
            return None
        day = shifted(today, -self.months)
        while shifted(day + A_DAY, self.months) <= today:
            day += A_DAY
        return day


def shifted(day: dt.date, months: int) -> dt.date:
    """The same day of another month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def schedule(files: Mapping[str, bytes], document_type: str) -> tuple[Rule, ...]:
    """The classes that a document type follows, the first that fits counts."""
    return tuple(
        rule
        for path in (f"{document_type}/{OWN}", SHARED)
        if path in files
        for rule in parse_schedule(files[path])
    )


def parse_schedule(content: bytes) -> tuple[Rule, ...]:
    return coded.parse(content, "class", _rule, ScheduleError, "a retention schedule")


def _rule(table: Mapping[str, Any]) -> Rule:
    code = table.get("code", "?")
    sets = {name: frozenset(table[name]) for name in ("ends", "papers") if name in table}
    try:
        rule = Rule(**{**table, **sets})
    except TypeError as error:
        raise ScheduleError(f"Expected the fields of a class in '{code}', but {error}") from error
    wrong = _wrong(rule)
    if wrong:
        raise ScheduleError(f"Expected class '{code}' to {wrong}")
    return rule


def _wrong(rule: Rule) -> str:
    if rule.what not in (PAPERS, VALUES, *FOR_GOOD):
        return f"be about one of {sorted((PAPERS, VALUES, *FOR_GOOD))}, but it is about '{rule.what}'"
    if rule.what in FOR_GOOD and rule.months is not None:
        return f"keep '{rule.what}' for good, but it names months"
    if rule.months is not None and (type(rule.months) is not int or rule.months < 1):
        return "name whole months, but it does not"
    if not rule.ends or rule.ends - set(ENDS):
        return f"name ends of cases of {sorted(ENDS)}, but it does not"
    if rule.what == VALUES and "issued" in rule.ends and rule.months is not None:
        return "keep what issued cases say, since the register rests on it, but it names months"
    return ""


def apart(rules: Sequence[Rule], what: str) -> Iterable[tuple[Rule, str, frozenset[str]]]:
    """Each class of `what` with each end that it covers, and the requirements that earlier ones took there; those
    that an earlier class covers whole are left out."""
    taken: dict[str, set[str]] = {end: set() for end in ENDS}
    whole: set[str] = set()
    for rule in rules:
        if rule.what != what:
            continue
        for end in sorted(rule.ends - whole):
            yield rule, end, frozenset(taken[end])
            taken[end] |= rule.papers
        whole |= set() if rule.papers else rule.ends
