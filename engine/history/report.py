"""What a check of the history found."""

import enum
from dataclasses import dataclass, field

KEPT = 1000
"""Problems that a report names; more are only counted."""


class Flaw(enum.StrEnum):
    EDITED = "edited"  # the body is not what was hashed
    UNSIGNED = "unsigned"  # no known key signed it: made or rehashed behind the application's back
    COLUMNS = "columns"  # a column says something else than the signed body
    MISSING = "missing"  # events between two others, or at the end, are gone
    ORDER = "order"  # does not follow the event before it
    HEAD = "head"  # the stream's last link is gone or points elsewhere
    VALUES = "values"  # values that are not those that were signed for
    VALUES_GONE = "values_gone"  # values that were deleted without an erasure
    UNREADABLE = "unreadable"  # a bundle that is no JSON of a known format


@dataclass(frozen=True)
class Problem:
    stream: str
    seq: int
    event_id: str | None
    kind: Flaw
    sentence: str


@dataclass
class Report:
    """`found` counts every problem, `problems` holds the first thousand."""

    streams: int = 0
    events: int = 0
    found: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return self.found == 0

    def add(self, problem: Problem) -> None:
        self.found += 1
        if len(self.problems) < KEPT:
            self.problems.append(problem)
