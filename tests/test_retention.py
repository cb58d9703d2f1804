"""The schedule of retention: what a file may say, which class counts, and days."""

import datetime as dt

import pytest

from engine.retention import PAPERS, Rule, ScheduleError, apart, parse_schedule, schedule, shifted
from tests.builders import PROCESSES

CLASS = """[[class]]
code = "berkas"
label = "Berkas"
label_en = "Papers"
what = "berkas"
months = 12
legal_basis = "JRA"
confirmed = false
"""


def test_the_shipped_schedule_keeps_register_documents_and_history_for_good() -> None:
    rules = schedule({"shared/retensi.toml": (PROCESSES / "shared/retensi.toml").read_bytes()}, "kia")

    assert {rule.what for rule in rules if rule.months is None} == {"register", "dokumen", "riwayat"}
    assert all(rule.legal_basis and rule.label_en for rule in rules)


def test_a_types_own_class_goes_before_the_shared_one() -> None:
    own = CLASS.replace('"berkas"', '"foto"', 1) + 'papers = ["foto"]\nends = ["issued"]\n'
    files = {"kia/retensi.toml": own.encode(), "shared/retensi.toml": CLASS.encode()}

    found = [(rule.code, end, set(taken)) for rule, end, taken in apart(schedule(files, "kia"), PAPERS)]

    assert found == [
        ("foto", "issued", set()),
        ("berkas", "ended", set()),
        ("berkas", "issued", {"foto"}),
        ("berkas", "rejected", set()),
        ("berkas", "withdrawn", set()),
    ]


@pytest.mark.parametrize(
    "change",
    [
        ('what = "berkas"', 'what = "register"'),
        ('what = "berkas"', 'what = "isian"'),
        ('what = "berkas"', 'what = "lain"'),
        ("months = 12", "months = 0"),
        ("months = 12", "months = true"),
        ("months = 12", 'months = 12\nends = ["open"]'),
        ("months = 12", "months = 12\nyears = 1"),
        ("[[class]]", "[class"),
        ("confirmed = false\n", "confirmed = false\n" + CLASS),
    ],
    ids=["register", "issued", "unknown", "none", "flag", "open", "field", "toml", "twice"],
)
def test_refuses_what_cannot_be_meant(change: tuple[str, str]) -> None:
    with pytest.raises(ScheduleError, match="Expected"):
        parse_schedule(CLASS.replace(*change).encode())


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ((2026, 11, 24), 12, (2027, 11, 24)),
        ((2024, 2, 29), 12, (2025, 2, 28)),
        ((2026, 1, 31), -2, (2025, 11, 30)),
    ],
    ids=["year", "leap", "back"],
)
def test_months_end_on_the_same_day_or_the_last(
    day: tuple[int, int, int], months: int, then: tuple[int, int, int]
) -> None:
    assert shifted(dt.date(*day), months) == dt.date(*then)


def test_the_latest_end_is_the_last_day_that_is_due() -> None:
    rule = Rule("berkas", "", "", PAPERS, "", confirmed=False, months=12)
    for today in (dt.date(2025, 2, 28), dt.date(2025, 3, 1), dt.date(2024, 2, 29)):
        latest = rule.latest(today)
        assert latest is not None
        due, after = rule.due_on(latest), rule.due_on(latest + dt.timedelta(days=1))

        assert due is not None
        assert after is not None
        assert due <= today < after
