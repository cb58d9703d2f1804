from collections import Counter

import pytest

from engine.demo.population import LARGEST, Household, Resident, population
from engine.identity import check_kk, check_nik
from engine.regions import read_shipped

HOMES = population()
PEOPLE = [person for home in HOMES for person in home.members]


def parents(home: Household) -> list[Resident]:
    return [person for person in home.members if person.relation in ("kepala_keluarga", "istri")]


def test_makes_five_thousand_people_in_fifteen_hundred_families() -> None:
    assert (len(PEOPLE), len(HOMES)) == (5_000, 1_500)
    assert max(len(home.members) for home in HOMES) == LARGEST


def test_gives_everybody_a_number_of_his_own_that_tells_birth_and_sex() -> None:
    numbers = [person.nik for person in PEOPLE]
    odd = [
        person
        for person in PEOPLE
        if check_nik(person.nik, born=person.born, sex="P" if person.female else "L").problems
    ]

    assert len(set(numbers)) == len(numbers)
    assert all(number[12] == "9" for number in numbers)
    assert len(odd) == 1  # the one whose birth date was corrected


def test_every_family_has_a_card_one_head_and_a_kelurahan() -> None:
    areas = {area.code for area in read_shipped() if area.level == "kelurahan"}

    assert len({home.kk for home in HOMES}) == len(HOMES)
    assert all(check_kk(home.kk).ok for home in HOMES)
    assert {home.kelurahan for home in HOMES} == areas
    for home in HOMES:
        relations = Counter(person.relation for person in home.members)
        assert relations["kepala_keluarga"] == 1
        assert relations["istri"] <= 1


def test_parents_are_grown_when_their_children_are_born() -> None:
    for home in HOMES:
        for child in (person for person in home.members if person.relation == "anak"):
            assert all((child.born - parent.born).days >= 17 * 365 for parent in parents(home))


def test_religions_lie_as_they_do_in_kupang() -> None:
    heads = Counter(home.head.religion for home in HOMES)

    assert heads["kristen"] / len(HOMES) == pytest.approx(0.63, abs=0.05)
    assert heads["katholik"] / len(HOMES) == pytest.approx(0.25, abs=0.05)


def test_holds_what_breaks_systems() -> None:
    assert any((person.born.month, person.born.day) == (2, 29) and person.age() < 17 for person in PEOPLE)
    assert any(" " not in person.name for person in PEOPLE)
    assert any("'" in person.name for person in PEOPLE)
    assert any(len(person.name) >= 55 for person in PEOPLE)
    assert any(not home.head.alive and all(one.age() < 17 for one in home.members[1:]) for home in HOMES)
    assert any(len({child.born for child in home.members[2:]}) < len(home.members[2:]) for home in HOMES)
    assert max(Counter(person.name for person in PEOPLE).values()) > 1


def test_the_same_seed_makes_the_same_people() -> None:
    assert population(seed=1) == HOMES
    assert population(seed=2) != HOMES
