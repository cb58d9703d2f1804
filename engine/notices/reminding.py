"""When whoever may collect a document is reminded of it: after some working days, twice at most."""

from datetime import datetime, timedelta

from engine.office import Office
from engine.shelves import Shelf

AT_MOST = 2


def first(office: Office, shelf: str, since: datetime) -> datetime | None:
    return after(office, since) if shelf == Shelf.HANDOVER else None


def following(office: Office, reminded: int, since: datetime) -> datetime | None:
    """`reminded`: how often he was by then."""
    return after(office, since) if reminded < AT_MOST else None


def after(office: Office, since: datetime) -> datetime:
    """When the office opens on the last of those days; the day itself does not count."""
    day, left = since.astimezone(office.zone).date(), office.collect_days
    while left:
        day += timedelta(days=1)
        left -= office.calendar.is_working_day(day)
    return office.calendar.next_opening(datetime(day.year, day.month, day.day, tzinfo=office.zone))
