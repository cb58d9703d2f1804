"""Durations as diagrams write them: ISO 8601, counted in office hours."""

from datetime import datetime, timedelta

from engine import feel

A_DAY = timedelta(hours=7)
"""What P1D means to the office: its hours of one day. Also the time of a step whose diagram names none."""
_ANY_MOMENT = datetime.fromisoformat("2026-01-01T00:00:00+00:00")


def parse(text: str) -> timedelta | None:
    """None for what is no duration of days, hours and minutes; office hours have no months."""
    if '"' in text or "\\" in text:
        return None
    try:
        length = feel.compile(f'duration("{text}")').evaluate({}, now=_ANY_MOMENT)
    except feel.FeelError:
        return None
    return length if isinstance(length, timedelta) and length > timedelta(0) else None


def office_time(text: str | None) -> timedelta:
    """P1D is a day of the office, not 24 hours."""
    length = parse(text) if text else None
    return A_DAY if length is None else length.days * A_DAY + timedelta(seconds=length.seconds)
