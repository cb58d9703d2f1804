"""Areas nest by their codes: 53.71.03 covers 53.71.03.1010 and its RT 53.71.03.1010.008.021."""

from typing import Any

from sqlalchemy import ColumnElement, and_, func, literal_column

BELOW = "."
AFTER = "/"
"""The character after the dot: a code below an area sorts before the area with this one behind it."""


def covers(area: str, other: str) -> bool:
    """Whether `other` is `area` or lies within it."""
    return other == area or other.startswith(area + BELOW)


def within(column: Any, area: str) -> ColumnElement[bool]:
    """`covers` as a condition on a column of area codes in byte order: one range of an index."""
    return and_(column >= area, column < area + AFTER)


KELURAHAN, LEAF = 4, 6
"""How many parts the codes of a kelurahan and of an RT have; within an RT lies nothing more."""
WIDTHS = (2, 5, 8, 13, 17, 21)
"""How long a code of so many parts is."""


def inside(column: Any, area: str) -> ColumnElement[bool]:
    """`covers` without a range, so that an index gives the rows of an area in another order."""
    return and_(*asked(column, len(area.split(BELOW)), *answers(area)))


def asked(column: Any, parts: int, kelurahan: Any, whole: Any) -> list[ColumnElement[bool]]:
    """`inside` an area whose code has so many parts; the rest is what `answers` gives of it."""
    if parts >= LEAF:
        return [column == whole]
    if parts <= KELURAHAN:
        return [_beginning(column, parts) == whole]
    return [_beginning(column, KELURAHAN) == kelurahan, _beginning(column, parts) == whole]


def answers(area: str) -> tuple[str, str]:
    parts = area.split(BELOW)
    return BELOW.join(parts[:KELURAHAN]) + BELOW, area if len(parts) >= LEAF else area + BELOW


def _beginning(column: Any, parts: int) -> ColumnElement[str]:
    """Written out in the statement, as the indexes have it."""
    length: ColumnElement[int] = literal_column(str(WIDTHS[parts - 1] + 1))
    first: ColumnElement[int] = literal_column("1")
    return func.substr(column.op("||")(literal_column(f"'{BELOW}'")), first, length)
