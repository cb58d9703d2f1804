"""Texts of timer events: ISO 8601 without quotes, as bpmn-js writes it, or FEEL."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from engine.feel.errors import FeelSyntaxError, FeelValueError
from engine.feel.expression import Expression, compile_expression
from engine.feel.run import HostFunctions
from engine.feel.temporal import iso
from engine.feel.values import YearsMonths, kind

_DURATION = r"P(?=[\dT])(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?)"
_DATE = r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?"
_ISO = re.compile(rf"(?:R\d*/(?:{_DATE}/)?)?{_DURATION}|{_DATE}", re.ASCII)
_BARE_DATE = re.compile(_DATE, re.ASCII)
_NO_FUNCTIONS: HostFunctions = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Timer:
    """`expression` is None where the text is ISO 8601 itself."""

    text: str
    expression: Expression | None

    @property
    def names(self) -> frozenset[str]:
        return frozenset() if self.expression is None else self.expression.names

    def evaluate(
        self, scope: Mapping[str, Any], *, now: datetime, functions: HostFunctions = _NO_FUNCTIONS
    ) -> str:
        """ISO 8601: a date, a date and time, a duration or a repetition."""
        if self.expression is None:
            return self.text
        value = self.expression.evaluate(scope, now=now, functions=functions)
        if isinstance(value, str) and is_iso(value.strip()):
            return value.strip()
        if isinstance(value, date | timedelta | YearsMonths) and not isinstance(value, time):
            return iso(value)
        raise FeelValueError(f"Expected a date, a duration or ISO 8601 for a timer, but got a {kind(value)}")


def is_iso(text: str) -> bool:
    if _ISO.fullmatch(text) is None:
        return False
    found = _BARE_DATE.search(text)
    return found is None or _is_real(found.group())


def _is_real(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=1024)
def compile_timer(text: str) -> Timer:
    bare = text.strip()
    if is_iso(bare):
        return Timer(bare, None)
    if _ISO.fullmatch(bare):
        raise FeelSyntaxError("Expected a date that exists, but this one does not")
    return Timer(bare, compile_expression(text))
