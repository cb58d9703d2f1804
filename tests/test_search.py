"""Cases found by what somebody typed: numbers exactly, names by their beginnings, and where they were mistyped."""

import pytest
from sqlalchemy import delete, select, update

from engine import casefile, casenames, names, search
from engine.access import SYSTEM
from engine.db.cases import Case
from engine.db.database import Database
from engine.db.inbox import CaseName
from tests.builders import Bureau, make_bureau


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def opened_for(bureau: Bureau, name: str, by: str = "loket") -> str:
    """A case about somebody of this name."""
    case_id = bureau.walker.open("akta_kelahiran", by).case_id
    with bureau.engine.work(SYSTEM) as work:
        area = work.execute(select(Case.area_code).where(Case.id == case_id)).scalar_one()
        work.execute(update(Case).where(Case.id == case_id).values(subject_name=name))
        work.execute(delete(CaseName).where(CaseName.case_id == case_id))
        casenames.note(work, case_id, name, area)
    return case_id


def find(bureau: Bureau, typed: str, area: str = "53.71") -> list[str]:
    with bureau.engine.reading() as reading:
        return list(search.find(reading, typed, [area]).case_ids)


@pytest.mark.parametrize("typed", ["zadrak ndun", "ndu zad", "Zadrak", "  zadrak   n"])
def test_finds_a_name_by_the_beginnings_of_its_words(bureau: Bureau, typed: str) -> None:
    case_id = opened_for(bureau, "Zadrak Ndun")
    opened_for(bureau, "Maria Nalle")

    assert find(bureau, typed) == [case_id]


@pytest.mark.parametrize("typed", ["zardak ndun", "sadrak ndoen", "zadrk ndun", "zadrakk ndun", "zabrak"])
def test_finds_a_name_that_was_mistyped(bureau: Bureau, typed: str) -> None:
    case_id = opened_for(bureau, "Zadrak Ndun")
    opened_for(bureau, "Maria Nalle")

    assert find(bureau, typed) == [case_id]


@pytest.mark.parametrize("typed", ["xenon quartus", "", "%", "_", "'; --"])
def test_finds_nothing_where_nothing_is_like_it(bureau: Bureau, typed: str) -> None:
    opened_for(bureau, "Zadrak Ndun")

    assert find(bureau, typed) == []


@pytest.mark.parametrize(
    ("area", "found"),
    [("53.71", True), ("53.71.03", True), ("53.71.03.1010", True), ("53.71.04.1010", False)],
)
def test_looks_for_names_in_the_own_area_only(bureau: Bureau, area: str, found: bool) -> None:
    opened_for(bureau, "Zadrak Ndun", "kel.oesapa")

    assert bool(find(bureau, "zadrak", area)) == found
    assert bool(find(bureau, "zardak", area)) == found


def test_says_that_there_are_more(bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST", 1)
    opened_for(bureau, "Maria Nalle")
    opened_for(bureau, "Maria Bere")

    with bureau.engine.reading() as reading:
        found = search.find(reading, "maria", ["53.71"])

    assert len(found.case_ids) == 1
    assert found.more


@pytest.mark.parametrize("typed", ["akte kelahiran", "Akta Kelahiran", "akte lahir"])
def test_takes_akte_for_akta(bureau: Bureau, typed: str) -> None:
    with bureau.engine.reading() as reading:
        assert "akta_kelahiran" in search.types_named(reading, typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("yohanes", "johannes"),
        ("soekarno", "sukarno"),
        ("djami", "jami"),
        ("maria", "marya"),
        ("foeh", "fuh"),
    ],
)
def test_old_and_new_spellings_sound_alike(one: str, other: str) -> None:
    assert names.sound(one) == names.sound(other)


def test_a_changed_name_is_found_and_the_old_one_no_more(bureau: Bureau) -> None:
    case_id = opened_for(bureau, "Zadrak Ndun")
    with bureau.engine.work(SYSTEM) as work:
        file = casefile.lock(work, case_id)
        file.columns["subject_name"] = "Mikael Ndun"
        casenames.renew(file)

    assert find(bureau, "mikael") == [case_id]
    assert find(bureau, "zadrak") == []
