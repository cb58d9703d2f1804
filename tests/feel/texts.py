"""Evaluates a text at a fixed moment: 1 December 2026, 08:00 in Kupang."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from hypothesis import settings

from engine import feel
from tests.conftest import CAMPAIGN

NOW = datetime.fromisoformat("2026-12-01T08:00:00+08:00")


def examples(everyday: int, campaign: int) -> int:
    """How many a test tries: more with `--campaign`."""
    return campaign if settings.default is settings.get_profile(CAMPAIGN) else everyday


def value(text: str, **scope: Any) -> Any:
    return feel.compile(text).evaluate(scope, now=NOW)


def shown(text: str, **scope: Any) -> str:
    """The value as JSON, all digits kept."""
    return feel.json_text(value(text, **scope))


def notes(text: str, **scope: Any) -> list[str]:
    """Why the text became null."""
    said: list[str] = []
    feel.compile(text).evaluate(scope, now=NOW, notes=said)
    return said


def with_functions(text: str, **functions: Callable[..., Any]) -> Any:
    return feel.compile(text).evaluate({}, now=NOW, functions=functions)


def matches(cell: str, tested: Any, **scope: Any) -> bool:
    return feel.compile_unary(cell).matches(tested, scope, now=NOW)


def timer(text: str, **scope: Any) -> str:
    return feel.compile_timer(text).evaluate(scope, now=NOW)
