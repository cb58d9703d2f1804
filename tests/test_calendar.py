import time
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import errors
from engine.calendar import Calendar, Hours, seed_holidays

WEEK: Hours = {
    **{day: [["08:00", "12:00"], ["13:00", "16:00"]] for day in ("mon", "tue", "wed", "thu")},
    "fri": [["08:00", "11:30"], ["13:30", "15:30"]],
}
NATIONAL_DAY = date(2026, 8, 17)  # a Monday
OUTREACH = date(2026, 8, 15)  # the Saturday before it
CALENDAR = Calendar(WEEK, closed=frozenset({NATIONAL_DAY}), opened=frozenset({OUTREACH}))

MOMENTS = st.datetimes(datetime(2026, 7, 1), datetime(2026, 10, 1), timezones=st.just(UTC))  # noqa: DTZ001
LENGTHS = st.timedeltas(timedelta(0), timedelta(hours=200))


def at(text: str) -> datetime:
    """A moment in Kupang."""
    return datetime.fromisoformat(f"{text}+08:00")


@pytest.mark.parametrize(
    ("start", "hours", "expected"),
    [
        ("2026-11-23T09:00", 2, "2026-11-23T11:00"),
        ("2026-11-23T11:00", 2, "2026-11-23T14:00"),
        ("2026-11-23T12:30", 1, "2026-11-23T14:00"),
        ("2026-11-23T05:00", 1, "2026-11-23T09:00"),
        ("2026-11-23T15:30", 1, "2026-11-24T08:30"),
        ("2026-11-27T15:00", 1, "2026-11-30T08:30"),
        ("2026-11-28T10:00", 1, "2026-11-30T09:00"),
        ("2026-11-23T08:00", 7, "2026-11-23T16:00"),
        ("2026-11-23T20:00", 0, "2026-11-23T20:00"),
        ("2026-11-23T09:00", 21, "2026-11-26T09:00"),
    ],
)
def test_time_runs_only_while_the_office_is_open(start: str, hours: int, expected: str) -> None:
    assert CALENDAR.add(at(start), timedelta(hours=hours)) == at(expected)


def test_a_holiday_is_skipped() -> None:
    calendar = Calendar(WEEK, closed=frozenset({NATIONAL_DAY}))

    assert calendar.add(at("2026-08-14T15:00"), timedelta(hours=1)) == at("2026-08-18T08:30")


def test_an_extra_working_day_has_the_hours_of_the_first_open_weekday() -> None:
    assert CALENDAR.add(at("2026-08-14T15:30"), timedelta(hours=7)) == at("2026-08-15T16:00")


def test_an_extra_working_day_may_have_hours_of_its_own() -> None:
    calendar = Calendar({**WEEK, "extra": [["09:00", "11:00"]]}, opened=frozenset({OUTREACH}))

    assert calendar.between(at("2026-08-15T00:00"), at("2026-08-16T00:00")) == timedelta(hours=2)


def test_a_working_day_wins_over_a_holiday() -> None:
    calendar = Calendar(WEEK, closed=frozenset({NATIONAL_DAY}), opened=frozenset({NATIONAL_DAY}))

    assert calendar.is_working_day(NATIONAL_DAY)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-23T07:59", False),
        ("2026-11-23T08:00", True),
        ("2026-11-23T12:00", False),
        ("2026-11-23T15:59", True),
        ("2026-11-23T16:00", False),
        ("2026-11-22T10:00", False),
        ("2026-08-17T10:00", False),
        ("2026-08-15T10:00", True),
    ],
)
def test_opens_at_the_first_minute_and_is_closed_from_the_last(moment: str, expected: bool) -> None:
    assert CALENDAR.is_open(at(moment)) is expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-23T10:00", "2026-11-23T10:00"),
        ("2026-11-23T12:00", "2026-11-23T13:00"),
        ("2026-11-27T15:30", "2026-11-30T08:00"),
        ("2026-08-16T10:00", "2026-08-18T08:00"),
    ],
)
def test_knows_the_next_opening(moment: str, expected: str) -> None:
    assert CALENDAR.next_opening(at(moment)) == at(expected)


def test_answers_in_utc_whatever_zone_was_asked_in() -> None:
    due = CALENDAR.add(datetime(2026, 11, 23, 1, 0, tzinfo=UTC), timedelta(hours=1))

    assert due == at("2026-11-23T10:00")
    assert due.tzinfo is UTC


@given(start=MOMENTS, length=LENGTHS)
def test_what_was_added_is_between(start: datetime, length: timedelta) -> None:
    assert CALENDAR.between(start, CALENDAR.add(start, length)) == length


@given(start=MOMENTS, first=LENGTHS, second=LENGTHS)
def test_adding_twice_is_adding_the_sum(start: datetime, first: timedelta, second: timedelta) -> None:
    twice = CALENDAR.add(CALENDAR.add(start, first), second)

    assert twice == CALENDAR.add(start, first + second) or (
        not second and CALENDAR.between(start, twice) == first
    )


@given(start=MOMENTS, first=LENGTHS, second=LENGTHS)
def test_more_time_is_never_due_earlier(start: datetime, first: timedelta, second: timedelta) -> None:
    less, more = sorted((first, second))

    assert CALENDAR.add(start, less) <= CALENDAR.add(start, more)


@given(first=MOMENTS, second=MOMENTS, length=LENGTHS)
def test_a_later_start_is_never_due_earlier(first: datetime, second: datetime, length: timedelta) -> None:
    earlier, later = sorted((first, second))

    assert CALENDAR.add(earlier, length) <= CALENDAR.add(later, length)


@given(a=MOMENTS, b=MOMENTS, c=MOMENTS)
def test_time_between_adds_up(a: datetime, b: datetime, c: datetime) -> None:
    assert CALENDAR.between(a, b) + CALENDAR.between(b, c) == CALENDAR.between(a, c)


@given(a=MOMENTS, b=MOMENTS)
def test_agrees_with_counting_minutes(a: datetime, b: datetime) -> None:
    a = a.replace(second=0, microsecond=0)
    b = min(b.replace(second=0, microsecond=0), a + timedelta(days=3))

    minutes = int((b - a) / timedelta(minutes=1))

    counted = sum(CALENDAR.is_open(a + timedelta(minutes=minute)) for minute in range(minutes))
    assert minutes < 0 or CALENDAR.between(a, b) == timedelta(minutes=counted)


def test_refuses_negative_office_time() -> None:
    with pytest.raises(errors.NegativeOfficeTimeError):
        CALENDAR.add(at("2026-11-23T10:00"), timedelta(seconds=-1))


def test_an_office_that_never_opens_has_no_due_times() -> None:
    never = Calendar({})

    with pytest.raises(errors.CalendarNeverOpenError):
        never.add(at("2026-11-23T10:00"), timedelta(hours=1))
    assert never.between(at("2026-11-23T10:00"), at("2030-11-23T10:00")) == timedelta(0)


@pytest.mark.parametrize(
    "hours",
    [
        {"senin": [["08:00", "12:00"]]},
        {"mon": [["08:00"]]},
        {"mon": ["08:00-12:00"]},
        {"mon": [["8", "12"]]},
        {"mon": [["12:00", "08:00"]]},
        {"mon": [["08:00", "12:00"], ["11:00", "15:00"]]},
        {"mon": [["08:00", "08:00"]]},
    ],
)
def test_refuses_hours_that_make_no_sense(hours: Hours) -> None:
    with pytest.raises(errors.OfficeHoursError):
        Calendar(hours)


def test_three_office_days_are_added_in_less_than_fifty_microseconds() -> None:
    start, length = at("2026-11-26T14:17"), timedelta(hours=21)
    CALENDAR.add(start, length)

    began = time.process_time()
    for _ in range(2000):
        CALENDAR.add(start, length)

    assert (time.process_time() - began) / 2000 < 50e-6


def test_seeds_national_holidays_and_common_leave_in_indonesian() -> None:
    rows = {row["day"]: row for row in seed_holidays(2026)}

    assert len(rows) == 25
    assert rows[date(2026, 8, 17)]["name"] == "Hari Kemerdekaan Republik Indonesia"
    assert rows[date(2026, 12, 24)]["name"].startswith("Cuti Bersama")
    assert not any(row["working"] for row in rows.values())
