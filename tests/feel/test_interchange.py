import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import feel

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


class Kind(StrEnum):
    LU = "LU"


@given(JSON)
def test_gives_back_the_json_that_it_took(value: Any) -> None:
    assert feel.to_json(feel.from_json(value)) == value


@given(JSON)
def test_writes_values_as_json_text(value: Any) -> None:
    assert json.loads(feel.json_text(feel.from_json(value)), parse_int=float) == value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("1.00"), 1),
        (Decimal("0.1"), 0.1),
        (date(2026, 12, 1), "2026-12-01"),
        (time(8, 30), "08:30:00"),
        (datetime.fromisoformat("2026-12-01T08:00:00+08:00"), "2026-12-01T08:00:00+08:00"),
        (timedelta(days=1, hours=2), "P1DT2H"),
        (feel.YearsMonths(14), "P1Y2M"),
        (feel.Range(1, 3, True, False), "[1..3)"),
        ((1, 2), [1, 2]),
        (Kind.LU, "LU"),
        (float("nan"), None),
    ],
)
def test_makes_json_of_every_kind(value: Any, expected: Any) -> None:
    assert feel.to_json(value) == expected


def test_writes_all_digits_of_a_number() -> None:
    assert feel.json_text({"a": Decimal("0.1234567890123456789012345678901234")}) == (
        '{"a": 0.1234567890123456789012345678901234}'
    )


@pytest.mark.parametrize(
    ("value", "type_name", "expected"),
    [
        ("2026-12-01", "date", date(2026, 12, 1)),
        ("07:30", "time", time(7, 30)),
        ("2026-12-01T08:00:00", "dateTime", datetime.fromisoformat("2026-12-01T08:00:00")),
        ("P1D", "dayTimeDuration", timedelta(days=1)),
        ("P1Y", "yearMonthDuration", feel.YearsMonths(12)),
        ("2026-12-01", "string", "2026-12-01"),
        ("besok", "date", None),
        (5, "date", Decimal(5)),
    ],
)
def test_reads_an_iso_text_as_the_type_says(value: Any, type_name: str, expected: Any) -> None:
    assert feel.typed(value, type_name) == expected
