"""Which papers an application needs: `requirements.toml` of a document type, the same list for counter and public."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from engine import coded, feel
from engine.errors import RequirementError
from engine.functions import FUNCTIONS

_CLOCK = re.compile(r"\b(today|now)\s*\(")
_NEVER_READ = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Requirement:
    """`confirmed` is false where the office has yet to confirm the rule ("perlu konfirmasi Dukcapil")."""

    code: str
    label: str
    label_en: str
    legal_basis: str
    since: dt.date
    confirmed: bool
    note: str = ""
    note_en: str = ""
    when: feel.Expression | None = None
    """Over the record; None: always needed."""

    def is_needed(self, record: Mapping[str, Any]) -> bool:
        return self.when is None or self.when.evaluate(record, now=_NEVER_READ, functions=FUNCTIONS) is True


def parse_requirements(content: bytes) -> tuple[Requirement, ...]:
    return coded.parse(content, "requirement", _requirement, RequirementError, "requirements")


def _requirement(table: Mapping[str, Any]) -> Requirement:
    code = table.get("code", "?")
    try:
        when = _condition(code, table["when"]) if "when" in table else None
        return Requirement(**{**table, "when": when})
    except feel.FeelError as error:
        raise RequirementError(
            f"Expected FEEL in 'when' of requirement '{code}', but {error.sentence}"
        ) from error
    except TypeError as error:
        raise RequirementError(f"Expected the fields of a requirement in '{code}', but {error}") from error


def _condition(code: str, text: str) -> feel.Expression:
    if _CLOCK.search(text):
        raise RequirementError(
            f"Expected requirement '{code}' to depend on the record alone, but it reads the clock"
        )
    return feel.compile(text)


def needed(requirements: Iterable[Requirement], record: Mapping[str, Any]) -> tuple[Requirement, ...]:
    """The papers that this record asks for, in the list's order."""
    return tuple(requirement for requirement in requirements if requirement.is_needed(record))
