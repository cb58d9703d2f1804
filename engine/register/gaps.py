"""Serials that were given and have no entry: what an auditor asks the register first."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from engine.db.documents import Counter, RegisterEntry
from engine.work import Reading


@dataclass(frozen=True)
class Gap:
    """A serial that was given and has no entry, not even a void one."""

    kind: str
    day: dt.date
    serial: int


def gaps(reading: Reading) -> list[Gap]:
    """What the office's own numbering gave and the register does not have. Should be empty."""
    found: list[Gap] = []
    for kind, day, last in _series(reading):
        counted = select(func.count()).where(*_of_day(reading, kind, day), RegisterEntry.serial <= last)
        if reading.execute(counted).scalar_one() == last:
            continue
        kept = set(
            reading.execute(select(RegisterEntry.serial).where(*_of_day(reading, kind, day))).scalars()
        )
        found += [Gap(kind, day, serial) for serial in range(1, last + 1) if serial not in kept]
    return found


def _series(reading: Reading) -> list[tuple[str, dt.date, int]]:
    rows = reading.execute(
        select(Counter.series, Counter.last)
        .where(Counter.office_code == reading.office.code, Counter.series.like("register:%"))
        .order_by(Counter.series)
    )
    parted = [(row.series.split(":"), row.last) for row in rows]
    return [(series[1], dt.date.fromisoformat(series[2]), last) for series, last in parted]


def _of_day(reading: Reading, kind: str, day: dt.date) -> tuple[Any, ...]:
    return (
        RegisterEntry.office_code == reading.office.code,
        RegisterEntry.kind == kind,
        RegisterEntry.entry_date == day,
    )
