from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import feel
from tests.feel.texts import shown, value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('date("2026-12-01")', '"2026-12-01"'),
        ("date(2026, 2, 30)", "null"),
        ('date("2026-02-30")', "null"),
        ('date(date and time("2026-12-01T08:00:00Z"))', '"2026-12-01"'),
        ('time("08:30:00")', '"08:30:00"'),
        ('time("08:30")', "null"),
        ("time(8, 30, 1.5)", '"08:30:01.5"'),
        ('time(8, 30, 0, duration("PT8H"))', '"08:30:00+08:00"'),
        ("time(25, 0, 0)", "null"),
        ('date and time("2026-12-01T08:00:00+08:00")', '"2026-12-01T08:00:00+08:00"'),
        ('date and time("2026-12-01T08:00:00@Asia/Makassar")', '"2026-12-01T08:00:00@Asia/Makassar"'),
        ('date and time("2026-12-01T08:00:00@Atlantis/Poseidonis")', "null"),
        ('date and time(date("2026-12-01"), time("08:00:00"))', '"2026-12-01T08:00:00"'),
        ('duration("P1DT2H3M4.5S")', '"P1DT2H3M4.5S"'),
        ('duration("-P1Y14M")', '"-P2Y2M"'),
        ('duration("PT0S")', '"PT0S"'),
        ('duration("P")', "null"),
        ('years and months duration(@"2020-01-15", @"2026-01-14")', '"P5Y11M"'),
        ('years and months duration(@"2026-01-14", @"2020-01-15")', '"-P5Y11M"'),
        ('day of week(@"2026-12-01")', '"Tuesday"'),
        ('day of year(@"2026-12-31")', "365"),
        ('month of year(@"2026-12-31")', '"December"'),
        ('week of year(@"2027-01-01")', "53"),
    ],
)
def test_makes_and_reads_dates_times_and_durations(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('@"2026-01-31" + @"P1M"', '"2026-02-28"'),
        ('@"2026-03-31" - @"P1M"', '"2026-02-28"'),
        ('@"2026-12-31" + @"P1D"', '"2027-01-01"'),
        ('@"2026-12-01" - @"2026-10-01"', '"P61D"'),
        ('(@"2026-12-01" - @"2026-10-01") / @"P1D"', "61"),
        ('@"2026-12-01T23:00:00" + @"PT2H"', '"2026-12-02T01:00:00"'),
        ('@"2026-12-01T08:00:00+08:00" - @"2026-12-01T00:00:00Z"', '"PT0S"'),
        ('@"2026-12-01T08:00:00" - @"2026-12-01T00:00:00Z"', "null"),
        ('@"23:00:00" + @"PT2H"', '"01:00:00"'),
        ('@"10:00:00" - @"08:30:00"', '"PT1H30M"'),
        ('@"P1D" * 1.5', '"P1DT12H"'),
        ('@"P1Y" / 4', '"P3M"'),
        ('@"P1Y" / @"P1M"', "12"),
        ('@"P1D" + @"P1M"', "null"),
        ('-@"P1D"', '"-P1D"'),
        ('@"9999-12-31" + @"P1D"', "null"),
        ('@"0001-01-01" - @"P1M"', "null"),
    ],
)
def test_calculates_with_dates_times_and_durations(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_reads_the_hosts_clock_in_the_hosts_zone() -> None:
    assert shown("[now(), today()]") == '["2026-12-01T08:00:00+08:00", "2026-12-01"]'


def test_refuses_a_literal_that_is_no_date() -> None:
    with pytest.raises(feel.FeelSyntaxError) as refusal:
        feel.compile('1 + @"2026-02-30"')

    assert refusal.value.sentence == "Expected a date, time or duration after '@', but this text is none"
    assert (refusal.value.line, refusal.value.column) == (1, 5)


@given(st.dates())
def test_reads_back_every_date_that_it_writes(day: date) -> None:
    assert value("date(string(hari)) = hari", hari=day) is True


@given(st.datetimes(timezones=st.sampled_from([UTC]) | st.none()))
def test_reads_back_every_date_and_time_that_it_writes(moment: datetime) -> None:
    assert value("date and time(string(saat)) = saat", saat=moment) is True


@given(st.timedeltas())
def test_reads_back_every_duration_that_it_writes(length: timedelta) -> None:
    assert value("duration(string(lama)) = lama", lama=length) is True


@given(st.integers(-(10**9), 10**9))
def test_reads_back_every_duration_of_months_that_it_writes(months: int) -> None:
    assert value("duration(string(lama)) = lama", lama=feel.YearsMonths(months)) is True
