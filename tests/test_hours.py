"""A change of the calendar moves what is due, for every open task and promise, and is told in the history."""

from datetime import date

import pytest
from sqlalchemy import select

from engine import hours
from engine.db.cases import Case, Task
from engine.db.database import Database
from engine.db.history import Event
from engine.db.offices import Holiday, Unit
from engine.errors import NotAllowedError, OfficeHoursError
from tests.builders import Bureau, make_bureau

TOMORROW = date(2026, 11, 25)
MORNINGS = {day: [["08:00", "10:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


@pytest.fixture
def bureau(database: Database) -> Bureau:
    made = make_bureau(database)
    for desk in ("loket", "kel.oesapa"):
        case_id = made.walker.open("akta_kelahiran", desk).case_id
        for _ in range(3):
            made.walker.step(case_id)
    return made


def due(bureau: Bureau) -> dict[str, object]:
    with bureau.engine.reading() as reading:
        tasks = reading.execute(select(Task.id, Task.due_at).where(Task.state == "open")).all()
        cases = reading.execute(select(Case.id, Case.promised_at).where(Case.promised_at.is_not(None))).all()
    return {str(key): at for key, at in [*tasks, *cases]}


def test_a_holiday_moves_what_is_due_behind_it_and_back_when_it_is_dropped(bureau: Bureau) -> None:
    admin, before = bureau.actor("admin"), due(bureau)

    moved = hours.set_day(bureau.engine, admin, TOMORROW, "Hari Jadi Kota", working=False)
    during = due(bureau)
    with bureau.engine.reading() as reading:
        holiday = reading.execute(select(Holiday.id).where(Holiday.day == TOMORROW)).scalar_one()
    hours.drop_day(bureau.engine, admin, holiday)

    assert moved.tasks + moved.cases == sum(before[key] != during[key] for key in before) > 0
    assert all(during[key] >= before[key] for key in before)  # type: ignore[operator]
    assert due(bureau) == before


def test_reckoning_anew_twice_moves_nothing_the_second_time(bureau: Bureau) -> None:
    admin = bureau.actor("admin")
    hours.set_day(bureau.engine, admin, TOMORROW, "Hari Jadi Kota", working=False)

    again = hours.set_day(bureau.engine, admin, TOMORROW, "Hari Jadi Kota Kupang", working=False)

    assert (again.tasks, again.cases) == (0, 0)


def test_a_unit_keeps_hours_of_its_own(bureau: Bureau) -> None:
    with bureau.engine.reading() as reading:
        unit_id = reading.execute(select(Unit.id).where(Unit.name == "Bidang PIAK")).scalars().first()

    hours.set_hours(bureau.engine, bureau.actor("admin"), MORNINGS, unit_id)

    office = bureau.engine.office
    assert office.calendar_for("Operator SIAK", "53.71.03.1010").hours == MORNINGS
    assert office.calendar_for("Petugas loket", "53.71.03.1010").hours == office.calendar.hours


def test_shorter_hours_move_what_is_due(bureau: Bureau) -> None:
    moved = hours.set_hours(bureau.engine, bureau.actor("admin"), MORNINGS)

    assert moved.tasks + moved.cases > 0
    assert bureau.engine.office.calendar.hours == MORNINGS


def test_an_office_that_never_opens_is_refused(bureau: Bureau) -> None:
    with pytest.raises(OfficeHoursError):
        hours.set_hours(bureau.engine, bureau.actor("admin"), {})


def test_days_of_a_year_are_added_once(bureau: Bureau) -> None:
    admin = bureau.actor("admin")
    hours.seed(bureau.engine, admin, 2030)
    with bureau.engine.reading() as reading:
        before = len(reading.execute(select(Holiday.id)).all())

    hours.seed(bureau.engine, admin, 2030)

    with bureau.engine.reading() as reading:
        assert len(reading.execute(select(Holiday.id)).all()) == before


def test_only_administrators_change_the_calendar_and_the_history_tells_it(bureau: Bureau) -> None:
    with pytest.raises(NotAllowedError):
        hours.set_day(bureau.engine, bureau.actor("kadis"), TOMORROW, "Libur", working=False)
    hours.set_day(bureau.engine, bureau.actor("admin"), TOMORROW, "Libur", working=False)

    with bureau.engine.reading() as reading:
        told = reading.execute(select(Event.kind).where(Event.kind.startswith("office."))).scalars().all()
    assert sorted(told) == ["office.holiday", "office.redue"]
