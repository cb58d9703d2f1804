"""Braces in the texts of scenarios: people, things and days of the cast."""

import datetime as dt
import random
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from engine.demo.cast import Cast, cast
from engine.errors import ScenarioError

BRACED = re.compile(r"\{([^{}]*)\}")
DAY = re.compile(r"hari(?:([+-])(\d{1,5}))?", re.ASCII)


def fill(value: Any, people: Cast) -> Any:
    """Tables and lists through and through. A text that is a single brace takes the type of what is named."""
    if isinstance(value, Mapping):
        return {key: fill(inner, people) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [fill(inner, people) for inner in value]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()[:10] if isinstance(value, dt.date) else value.isoformat()[:5]
    return _text(value, people) if isinstance(value, str) else value


def _text(text: str, people: Cast) -> Any:
    alone = BRACED.fullmatch(text)
    if alone:
        return _word(alone[1], people)
    return BRACED.sub(lambda found: str(_word(found[1], people)), text)


def _word(name: str, people: Cast) -> Any:
    day = DAY.fullmatch(name)
    if day:
        away = dt.timedelta(days=int(day[2] or 0))
        return (people.today - away if day[1] == "-" else people.today + away).isoformat()
    try:
        return people.word(name)
    except KeyError:
        raise ScenarioError(
            f"Expected somebody or something of the cast in braces, but '{name}' is not"
        ) from None


def check(value: Any, place: str, *, recalls: bool = False) -> None:
    """Refuses braces that name nobody. `recalls`: a case goes before, whose record may say anything."""
    try:
        fill(value, replace(_anybody(), recall=str) if recalls else _anybody())
    except ScenarioError as error:
        raise ScenarioError(error.sentence, place) from None


@cache
def _anybody() -> Cast:
    return cast(random.Random(0), "oesapa", dt.date(2026, 11, 24))  # noqa: S311 - makes up people, guards nothing
