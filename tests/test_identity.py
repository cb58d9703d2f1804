from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import identity
from engine.identity import Level, check_kk, check_nik

TODAY = date(2026, 11, 24)
AREAS = frozenset({"53.71.01", "53.71.02", "53.71.03", "53.71.04", "53.71.05", "53.71.06"})
BIRTHS = st.dates(date(1930, 1, 1), TODAY)


def nik(born: date, sex: str, serial: int = 9001, area: str = "537104") -> str:
    """A made-up number; the serials of tests lie in the nine thousands."""
    day = born.day + (40 if sex == "P" else 0)
    return f"{area}{day:02}{born.month:02}{born.year % 100:02}{serial:04}"


def codes(verdict: identity.Verdict[identity.Nik] | identity.Verdict[identity.Kk]) -> list[str]:
    return [problem.code for problem in verdict.problems]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("5371010101900001", []),
        ("5371047101900001", []),
        ("5371044001900001", ["day"]),
        ("5371047201900001", ["day"]),
        ("5371040001900001", ["day"]),
        ("5371043201900001", ["day"]),
        ("5371040113900001", ["month"]),
        ("5371040100900001", ["month"]),
        ("5371043002900001", ["date"]),
        ("5371042902010001", ["date"]),
        ("5371046902000001", []),
        ("5371040101900000", ["serial"]),
        ("5371040013900000", ["day", "month", "serial"]),
        ("5371090101900001", ["area"]),
        ("53710401019O0001", ["digits"]),
        ("537104010190001", ["digits"]),
        ("53710401019000011", ["digits"]),
        ("", ["digits"]),
        ("５３７１０４０１０１９００００１", ["digits"]),
        ("٥٣٧١٠٤٠١٠١٩٠٠٠٠١", ["digits"]),
        ("+371040101900001", ["digits"]),
        ("5371_0401_0190_0001", ["digits"]),
    ],
)
def test_judges_a_nik_by_its_digits(number: str, expected: list[str]) -> None:
    assert codes(check_nik(number, areas=AREAS, today=TODAY)) == expected


def test_reads_a_woman_from_the_day() -> None:
    found = check_nik("5371047101900001", today=TODAY).number

    assert found is not None
    assert (found.sex, found.born, found.area, found.serial) == ("P", date(1990, 1, 31), "53.71.04", "0001")


@pytest.mark.parametrize(
    "pasted", ["5371 0101 0190 0001", "5371.0101.0190.0001", " 5371-0101–0190—0001\n", "5371 01 0101900001"]
)
def test_takes_a_number_as_it_is_pasted(pasted: str) -> None:
    found = check_nik(pasted, today=TODAY).number

    assert found is not None
    assert found.number == "5371010101900001"


def test_a_warning_is_no_error() -> None:
    verdict = check_nik("5371090101900001", areas=AREAS, today=TODAY)

    assert verdict.ok
    assert [problem.level for problem in verdict.problems] == [Level.AREA]
    assert not any(problem.is_error for problem in verdict.problems)


def test_the_area_is_judged_only_by_who_has_the_table() -> None:
    assert codes(check_nik("9999990101900001", today=TODAY)) == []


def test_warns_where_sex_and_birth_differ_from_what_was_typed() -> None:
    verdict = check_nik("5371010101900001", born=date(1990, 1, 2), sex="P", today=TODAY)

    assert verdict.ok
    assert codes(verdict) == ["sex", "born"]
    assert {problem.level for problem in verdict.problems} == {Level.CONSISTENCY}


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(1926, 11, 24), date(1926, 11, 24)),
        (date(2026, 11, 24), date(2026, 11, 24)),
        (None, date(2026, 11, 24)),
    ],
)
def test_chooses_the_century_by_what_was_typed(born: date | None, expected: date) -> None:
    found = check_nik(nik(date(2026, 11, 24), "L"), born=born, today=TODAY).number

    assert found is not None
    assert found.born == expected


def test_without_a_birth_date_nobody_is_born_in_the_future() -> None:
    found = check_nik(nik(date(2026, 11, 25), "L"), today=TODAY).number

    assert found is not None
    assert found.born == date(1926, 11, 25)


def test_a_leap_day_chooses_the_century_that_has_it() -> None:
    found = check_nik("5371046902000001", today=date(1999, 12, 31)).number

    assert found is not None
    assert found.born == date(2000, 2, 29)


@given(born=BIRTHS, sex=st.sampled_from(["L", "P"]), serial=st.integers(1, 9999))
def test_every_person_has_a_number_without_problems(born: date, sex: str, serial: int) -> None:
    verdict = check_nik(nik(born, sex, serial), born=born, sex=sex, areas=AREAS, today=TODAY)

    assert verdict.problems == ()
    assert verdict.number is not None
    assert verdict.number.born == born


@given(text=st.text(max_size=30))
def test_no_text_is_too_odd_to_be_judged(text: str) -> None:
    verdict = check_nik(text, today=TODAY)

    assert verdict.ok or all(problem.sentence for problem in verdict.problems)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("5371032411269001", []),
        ("5371036411269001", ["record_day"]),
        ("5371033102269001", ["date"]),
        ("5371032411260000", ["serial"]),
        ("5371992411269001", ["area"]),
        ("537103241126900", ["digits"]),
    ],
)
def test_judges_a_kk_by_its_digits(number: str, expected: list[str]) -> None:
    assert codes(check_kk(number, areas=AREAS, today=TODAY)) == expected


def test_reads_when_a_card_was_recorded() -> None:
    found = check_kk("5371032411269001", today=TODAY).number

    assert found is not None
    assert found.recorded == TODAY


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("5371010101900001", "5371********0001"),
        ("0812345", "*******"),
        ("081234567890", "0812****7890"),
        ("", ""),
    ],
)
def test_masks_what_is_not_needed_to_compare(number: str, expected: str) -> None:
    assert identity.mask(number) == expected


def test_no_verdict_shows_its_number_in_a_log() -> None:
    assert "5371010101900001" not in repr(check_nik("5371010101900001", today=TODAY))
    assert "5371032411269001" not in repr(check_kk("5371032411269001", today=TODAY))
