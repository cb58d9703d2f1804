"""A clock that runs while the office is open and nothing stops it."""

from datetime import timedelta

import pytest

from engine.clock import ends, merged
from tests.test_calendar import CALENDAR, at


@pytest.mark.parametrize(
    ("stops", "due"),
    [
        ([], "2026-11-27T11:30"),
        ([("2026-11-27T10:00", "2026-11-27T11:00")], "2026-11-27T14:30"),
        ([("2026-11-27T10:00", "2026-11-27T11:00"), ("2026-11-27T10:30", "2026-11-27T11:00")], "2026-11-27T14:30"),
        ([("2026-11-27T10:00", "2026-11-27T10:30"), ("2026-11-27T10:30", "2026-11-27T11:00")], "2026-11-27T14:30"),
        ([("2026-11-27T11:00", "2026-11-30T09:00")], "2026-11-30T09:30"),
        ([("2026-11-27T07:00", "2026-11-27T09:00")], "2026-11-27T14:00"),
        ([("2026-11-27T14:00", "2026-11-27T15:00")], "2026-11-27T11:30"),
        ([("2026-11-28T08:00", "2026-11-29T20:00")], "2026-11-27T11:30"),
    ],
)  # fmt: skip
def test_a_clock_of_three_hours_from_half_past_eight_on_friday(
    stops: list[tuple[str, str]], due: str
) -> None:
    """Open 08:00-11:30 and 13:30-15:30. Over a weekend, two at once, one after the other, before it began, and after
    it was due, which changes nothing."""
    spans = [(at(since), at(until)) for since, until in stops]

    assert ends(CALENDAR, at("2026-11-27T08:30"), timedelta(hours=3), spans) == at(due)


def test_a_stop_over_a_holiday_costs_no_office_time() -> None:
    """17 August 2026 is a Monday."""
    stop = (at("2026-08-17T08:00"), at("2026-08-17T20:00"))

    assert ends(CALENDAR, at("2026-08-15T10:00"), timedelta(hours=8), [stop]) == ends(
        CALENDAR, at("2026-08-15T10:00"), timedelta(hours=8)
    )


def test_spans_that_touch_are_one() -> None:
    a, b, c = at("2026-11-27T10:00"), at("2026-11-27T10:30"), at("2026-11-27T11:00")

    assert merged([(b, c), (a, b)]) == [(a, c)]
