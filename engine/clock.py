"""A clock that runs while the office is open and nothing stops it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from engine.calendar import Calendar

Span = tuple[datetime, datetime]


def ends(calendar: Calendar, started: datetime, length: timedelta, stops: Iterable[Span] = ()) -> datetime:
    """When the clock that began at `started` has run for `length`. A stop that begins after that changes nothing: what
    was late stays late. Stops may overlap."""
    moment = calendar.add(started, length)
    for stop in merged(stops):
        moment = later(calendar, moment, stop, began=started)
    return moment


def later(calendar: Calendar, moment: datetime, stop: Span, *, began: datetime) -> datetime:
    """The same moment after one stop more, which is later than all others."""
    since, until = stop
    if since >= moment or until <= began:
        return moment
    return calendar.add(moment, calendar.between(max(since, began), until))


def merged(spans: Iterable[Span]) -> list[Span]:
    """In order, with those that overlap or touch as one."""
    found: list[Span] = []
    for since, until in sorted(spans):
        if found and since <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], until))
        else:
            found.append((since, until))
    return found
