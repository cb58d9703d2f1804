"""Time as people say it, in WITA."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest

from engine.calendar import Calendar
from engine.founding import HOURS
from tests.web.site import Site
from web.words import Words

NOW = datetime(2026, 11, 24, 2, 5, tzinfo=UTC)
"""A Tuesday, 10.05 in Kupang."""


@pytest.fixture(autouse=True)
def indonesian(shop: Site) -> Iterator[None]:
    with shop.app.test_request_context("/"):
        yield


def words(language: str = "id", now: datetime = NOW, closed: frozenset[date] = frozenset()) -> Words:
    return Words(now, Calendar(HOURS, closed=closed), language)


def kupang(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour - 8, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "kind", "said"),
    [
        (kupang(24, 14), "soon", "sisa 4 jam"),
        (kupang(24, 10, 30), "soon", "sisa 25 menit"),
        (kupang(24, 8), "late", "terlambat 2 jam"),
        (kupang(24, 10, 4), "late", "terlambat 1 menit"),
        (kupang(25, 10), "", "sisa 1 hari"),
        (kupang(26, 9), "", "sisa 2 hari"),
        (kupang(30, 9), "", "sisa 4 hari"),
        (kupang(19, 14), "late", "terlambat 3 hari"),
        (kupang(20, 14), "late", "terlambat 2 hari"),
    ],
)
def test_says_how_much_time_is_left(due: datetime, kind: str, said: str) -> None:
    left = words().left(due)

    assert (left.kind, left.words) == (kind, said)


def test_does_not_count_holidays() -> None:
    left = words(closed=frozenset({date(2026, 11, 25)})).left(kupang(26, 9))

    assert left.words == "sisa 1 hari"


def test_says_one_day_for_a_deadline_on_a_closed_day() -> None:
    assert words().left(kupang(28, 9)).words == "sisa 3 hari"
    assert words(closed=frozenset({date(2026, 11, 25)})).left(kupang(25, 9)).words == "sisa 1 hari"


@pytest.mark.parametrize(
    ("due", "group"), [(kupang(24, 8), "late"), (kupang(24, 15), "today"), (kupang(25, 8), "later")]
)
def test_sorts_deadlines_into_groups(due: datetime, group: str) -> None:
    assert words().left(due).group == group


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (kupang(24, 14), "hari ini, 14.00"),
        (kupang(25, 8), "besok, 08.00"),
        (kupang(23, 14, 50), "kemarin, 14.50"),
        (kupang(19, 14), "Kamis 19 Nov, 14.00"),
        (datetime(2025, 12, 31, 15, 0, tzinfo=UTC), "31 Des 2025, 23.00"),
    ],
)
def test_names_near_days_by_their_distance(moment: datetime, said: str) -> None:
    assert words().near(moment) == said


def test_gives_the_full_day_and_the_zone() -> None:
    assert words().day(kupang(23, 9)) == "Senin, 23 November 2026"
    assert words().at(kupang(23, 9)) == "Senin, 23 November 2026, 09.00 WITA"
    assert words().plain_day(date(1994, 7, 5)) == "5 Juli 1994"


def test_counts_the_day_where_the_office_is() -> None:
    late_in_kupang = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)  # 00.30 on the 24th there

    assert words().near(late_in_kupang) == "hari ini, 00.30"


def test_says_since_when_with_the_day_only_where_it_is_another() -> None:
    assert words().since(kupang(24, 9, 12)) == "09.12"
    assert words().since(kupang(23, 9, 12)) == "kemarin, 09.12"


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(minutes=160), "2 jam 40 menit"),
        (timedelta(hours=2), "2 jam"),
        (timedelta(seconds=20), "1 menit"),
    ],
)
def test_gives_lengths_exactly_where_asked(length: timedelta, said: str) -> None:
    assert words().span(length, exact=True) == said


def test_writes_clocks_in_the_language() -> None:
    assert words("en").clock(time(14, 5)) == "14:05"
    assert words("en").day(date(2026, 11, 23)) == "Monday, 23 November 2026"


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(hours=7), "1 hari kerja"),
        (timedelta(hours=14), "2 hari kerja"),
        (timedelta(hours=2), "2 jam"),
    ],
)
def test_counts_office_time_in_working_days(length: timedelta, said: str) -> None:
    assert words().office_span(length) == said
