"""When the office is open: its hours, those of a unit, holidays and extra working days. A change of them moves what is
due: every open task, promise and timer is reckoned anew."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, update

from engine import calendar, history, posts
from engine.access import Actor
from engine.calendar import WEEKDAYS, Calendar, Hours
from engine.db.offices import Holiday, Office, Unit
from engine.engine import Engine
from engine.errors import NotFoundError, OfficeHoursError
from engine.ids import new_id
from engine.reckoning import Moved
from engine.redue import redue
from engine.work import Work

BY_HAND = "administrator"
"""Where a day comes from that an administrator wrote."""


def set_hours(engine: Engine, actor: Actor, hours: Hours | None, unit_id: str | None = None) -> Moved:
    """Of the office, or of a unit; None: the unit has the office's again."""
    if hours is not None:
        Calendar(hours)
        if not any(hours.get(day) for day in WEEKDAYS):
            raise OfficeHoursError("at least one open weekday, but all are closed")

    def write(work: Work) -> None:
        before = _unit_hours(work, unit_id, hours) if unit_id else _office_hours(work, hours)
        changes = {"hours": (before, hours)}
        facts = {"unit": unit_id} if unit_id else {}
        work.record(history.Event("office.hours", "office", facts=facts, changes=changes))

    return _changed(engine, actor, write)


def _office_hours(work: Work, hours: Hours | None) -> object:
    if hours is None:
        raise OfficeHoursError("hours of the office, but got none")
    mine = Office.code == work.office.code
    settings = dict(work.execute(select(Office.settings).where(mine).with_for_update()).scalar_one())
    work.execute(update(Office).where(mine).values(settings=settings | {"hours": hours}))
    return settings.get("hours")


def _unit_hours(work: Work, unit_id: str, hours: Hours | None) -> object:
    mine = (Unit.id == unit_id, Unit.office_code == work.office.code)
    known = work.execute(select(Unit.hours).where(*mine).with_for_update()).first()
    if known is None:
        raise NotFoundError("unit")
    work.execute(update(Unit).where(*mine).values(hours=hours))
    return known.hours


def set_day(engine: Engine, actor: Actor, day: date, name: str, *, working: bool) -> Moved:
    """A holiday, or a day on which the office works although it would not."""

    def write(work: Work) -> None:
        before = _drop(work, Holiday.day == day)
        row = {"id": new_id(), "day": day, "name": name, "working": working, "source": BY_HAND}
        work.execute(insert(Holiday), [row | work.office.owner])
        after = {"name": name, "working": working}
        _record_day(work, day, before, after)

    return _changed(engine, actor, write)


def drop_day(engine: Engine, actor: Actor, holiday_id: str) -> Moved:
    def write(work: Work) -> None:
        day = work.execute(select(Holiday.day).where(Holiday.id == holiday_id)).scalar()
        before = _drop(work, Holiday.id == holiday_id)
        if day is None or before is None:
            raise NotFoundError("holiday")
        _record_day(work, day, before, None)

    return _changed(engine, actor, write)


def seed(engine: Engine, actor: Actor, year: int) -> Moved:
    """The year's days by the joint decree, where the office has written nothing of its own."""

    def write(work: Work) -> None:
        known = set(
            work.execute(select(Holiday.day).where(Holiday.office_code == work.office.code)).scalars()
        )
        new = [row | work.office.owner for row in calendar.seed_holidays(year) if row["day"] not in known]
        if new:
            work.execute(insert(Holiday), new)
        work.record(history.Event("office.holidays", "office", facts={"year": year, "days": len(new)}))

    return _changed(engine, actor, write)


def _drop(work: Work, which: Any) -> dict[str, object] | None:
    """What stood there."""
    mine = (which, Holiday.office_code == work.office.code)
    row = work.execute(select(Holiday.name, Holiday.working).where(*mine)).first()
    work.execute(delete(Holiday).where(*mine))
    return None if row is None else dict(row._mapping)


def _record_day(work: Work, day: date, before: object, after: object) -> None:
    changes = {"day": (before, after)}
    work.record(history.Event("office.holiday", "office", facts={"day": day.isoformat()}, changes=changes))


def _changed(engine: Engine, actor: Actor, write: Callable[[Work], None]) -> Moved:
    posts.permit(actor)
    with engine.work(actor) as work:
        write(work)
    engine.forget()
    return redue(engine, actor)
