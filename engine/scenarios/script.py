"""A file of scenarios as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

FORWARD = "setuju"
DESK = "loket"


@dataclass(frozen=True)
class Step:
    """What somebody does that is not the ordinary; or with `fail` what goes wrong; or with `after` alone, time."""

    number: int
    task: str = ""
    outcome: str = FORWARD
    reason: str | None = None
    note: str | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    by: str | None = None
    after: timedelta | None = None
    fail: str = ""
    code: str = "gagal"

    def __str__(self) -> str:
        return f"step {self.number} ({self.task or self.fail or 'after'})"


@dataclass(frozen=True)
class Expectation:
    """None where nothing is expected."""

    state: str = "issued"
    requirements: tuple[str, ...] | None = None
    path: tuple[str, ...] = ()
    not_reached: tuple[str, ...] = ()
    record: Mapping[str, Any] = field(default_factory=dict)
    documents: int | None = None
    linked: tuple[str, ...] | None = None
    refused: tuple[str, ...] = ()
    """Why the desk cannot take the application: "field code" for each problem."""


@dataclass(frozen=True)
class Scenario:
    """`application` has its braces still: it is filled for a cast. `message`: what opens it instead of a desk."""

    id: str
    name: str
    name_en: str = ""
    desk: str = DESK
    message: str = ""
    before: str = ""
    """Type and id of the scenario that has to have ended, with a colon between."""
    application: Mapping[str, Any] = field(default_factory=dict)
    whole: Mapping[str, Any] = field(default_factory=dict)
    """The application before anything was taken out: what people know who fill in later what is missing."""
    policies: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    expect: Expectation = Expectation()


@dataclass(frozen=True)
class Script:
    """`uncovered`: flow -> why no scenario takes it."""

    scenarios: tuple[Scenario, ...]
    uncovered: Mapping[str, str] = field(default_factory=dict)

    def scenario(self, wanted: str) -> Scenario | None:
        return next((scenario for scenario in self.scenarios if scenario.id == wanted), None)
