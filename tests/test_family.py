import pytest

from engine.family import WORDS, Member, check_family
from engine.identity import Sex


def member(relation: int, sex: Sex = "L", serial: int = 9001) -> Member:
    return Member(f"537104010190{serial}", relation, sex)


MAN, WOMAN = member(1), member(1, "P")


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([MAN, member(3, "P", 9002), member(4, "L", 9003)], ()),
        ([WOMAN, member(2, "L", 9002)], ()),
        ([WOMAN], ()),
        ([], ("no_head",)),
        ([member(4, "L", 9002)], ("no_head",)),
        ([MAN, member(1, "P", 9002)], ("two_heads",)),
        ([MAN, member(4, "L", 9001)], ("repeated",)),
        ([WOMAN, member(2, "L", 9002), member(2, "L", 9003)], ("two_husbands",)),
        ([MAN, member(2, "L", 9002)], ("husband_of_man",)),
        ([WOMAN, member(3, "P", 9002)], ("wife_of_woman",)),
        ([WOMAN, member(2, "P", 9002)], ("husband_sex",)),
        ([MAN, member(3, "L", 9002)], ("wife_sex",)),
    ],
)
def test_a_card_holds_one_head_and_spouses_that_fit(members: list[Member], expected: tuple[str, ...]) -> None:
    assert check_family(members) == expected
    assert set(expected) <= WORDS.keys()
