"""Which two applications are likely one; the mother's 270 days are those of a pregnancy."""

from datetime import date

import pytest

from engine.doubles import Subject, alike, similar


def subject(name: str = "Gabriel Yohanes Nalle", **known: object) -> Subject:
    facts = {
        "born": date(2026, 11, 17),
        "nik": None,
        "mother": "5371034507949001",
        "applicant": None,
        **known,
    }
    return Subject(name, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Gabriel Yohanes Nalle", "gabriel yohanes  nalle", True),
        ("Nalle Gabriel Yohanes", "Gabriel Yohanes Nalle", True),
        ("Gabriel Yohanis Nale", "Gabriel Yohanes Nalle", True),
        ("Gabriel Nalle", "Gabriela Nalle", True),
        ("Gabriel Nalle", "Maria Nalle", False),
        ("", "", False),
    ],
)
def test_takes_a_slip_of_the_pen_for_the_same_name(one: str, other: str, expected: bool) -> None:
    assert similar(one, other) is expected


@pytest.mark.parametrize(
    ("known", "is_open", "grounds"),
    [
        (subject(), True, ("name", "mother")),
        (subject(mother=None), True, ("name",)),
        (subject(born=date(2020, 1, 1)), True, ()),
        (subject("Rosa Nalle", born=date(2026, 11, 18)), True, ("mother",)),
        (subject("Rosa Nalle", born=date(2026, 2, 21)), False, ("mother",)),
        (subject("Rosa Nalle", born=date(2026, 2, 20)), False, ()),
        (subject("Rosa Nalle", born=None), True, ()),
        (subject(born=None, mother=None), True, ("name",)),
    ],
)
def test_compares_child_and_mother(known: Subject, is_open: bool, grounds: tuple[str, ...]) -> None:
    assert alike(subject(), known, is_open=is_open) == grounds


def test_an_applicant_counts_while_his_other_case_is_open() -> None:
    typed = subject("Ani Foeh", mother=None, applicant="5371031203919001")
    known = subject("Budi Lado", mother=None, applicant="5371031203919001", born=None)

    assert alike(typed, known, is_open=True) == ("applicant",)
    assert alike(typed, known, is_open=False) == ()


def test_the_same_number_is_the_same_person() -> None:
    one, other = subject("Ani Foeh", mother=None, nik="1"), subject("Ani", mother=None, nik="1", born=None)

    assert alike(one, other, is_open=False) == ("nik",)
