import pytest

from engine import feel
from tests.feel.texts import timer


@pytest.mark.parametrize(
    "text",
    [
        "PT10M",
        "P1D",
        "P1W",
        "P1Y2M3DT4H5M6.5S",
        "R3/PT10M",
        "R/P1D",
        "R3/2026-12-01T08:00:00Z/PT10M",
        "2026-12-01",
        "2026-12-01T08:00",
        "2026-12-01T08:00:00+08:00",
    ],
)
def test_takes_iso_8601_without_quotes_as_it_is(text: str) -> None:
    assert timer(f" {text} ") == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"PT5M"', "PT5M"),
        ('"R3/PT10M"', "R3/PT10M"),
        ('=duration("PT10M")', "PT10M"),
        ("duration(lama)", "P2D"),
        ("lama", "P2D"),
        ('now() + duration("P1D")', "2026-12-02T08:00:00+08:00"),
        ('date("2026-12-01")', "2026-12-01"),
        ('@"P1Y"', "P1Y"),
    ],
)
def test_writes_what_a_text_gives_as_iso_8601(text: str, expected: str) -> None:
    assert timer(text, lama="P2D") == expected


@pytest.mark.parametrize("text", ["5", "null", '"besok"', "lama", "true", '@"08:00:00"', '"2026-13-01"'])
def test_refuses_a_value_that_is_no_moment_and_no_length_of_time(text: str) -> None:
    with pytest.raises(feel.FeelValueError):
        timer(text)


@pytest.mark.parametrize("text", ["2026-13-01", "2026-12-01T25:00:00", "P1", "PT", "1 +"])
def test_refuses_a_text_that_is_neither_iso_8601_nor_feel(text: str) -> None:
    with pytest.raises(feel.FeelError):
        timer(text)


def test_lists_the_paths_that_a_timer_reads() -> None:
    assert feel.compile_timer("duration(batas.lama)").names == {"batas.lama"}
    assert feel.compile_timer("P1D").names == set()
