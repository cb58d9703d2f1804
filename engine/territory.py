"""Areas nest by their codes: 53.71.03 covers 53.71.03.1010 and its RT 53.71.03.1010.008.021."""

from typing import Any

from sqlalchemy import ColumnElement, and_

BELOW = "."
AFTER = "/"
"""The character after the dot: a code below an area sorts before the area with this one behind it."""


def covers(area: str, other: str) -> bool:
    """Whether `other` is `area` or lies within it."""
    return other == area or other.startswith(area + BELOW)


def within(column: Any, area: str) -> ColumnElement[bool]:
    """`covers` as a condition on a column of area codes in byte order: one range of an index."""
    return and_(column >= area, column < area + AFTER)
