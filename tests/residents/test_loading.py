"""An extract of SIAK, laid over what the office knows."""

import datetime as dt
import time

import pytest
from sqlalchemy import text

from engine.access import SYSTEM
from engine.db.database import Database
from engine.demo.population import HOUSEHOLDS, PEOPLE, population
from engine.demo.residents import settle
from engine.residents import changed
from engine.residents.entries import DEAD
from tests.builders import make_bureau
from tests.markers import columns_with
from tests.residents.families import (
    ADDRESS,
    DAUGHTER,
    DAY,
    FATHER,
    KK,
    LATER,
    MOTHER,
    OTHER_KK,
    SON,
    Knowing,
    family,
    knowing,
    listed,
)


@pytest.fixture
def office(database: Database) -> Knowing:
    return knowing(database)


def test_puts_a_family_on_its_card_with_one_head(office: Knowing) -> None:
    loaded = office.load(family())

    father, card = office.person(FATHER), office.card(KK)
    assert (loaded.new, loaded.refused, loaded.notes) == (4, 0, [])
    assert office.on_card(KK) == {FATHER, MOTHER, SON, DAUGHTER}
    assert card is not None
    assert card.record == {"nomor": KK, **ADDRESS}
    assert father is not None
    assert (father.head, father.area_code) == (True, "53.71.03.1010.008.021")


def test_loading_the_same_again_changes_nothing(office: Knowing) -> None:
    office.load(family())

    again = office.load(family())

    assert (again.new, again.changed) == (0, 0)


def test_refuses_a_second_line_with_the_same_nik(office: Knowing) -> None:
    """Domain: one person per NIK."""
    loaded = office.load([listed(FATHER), listed(FATHER, OTHER_KK)])

    assert [code for _, code in loaded.notes] == ["nik_twice"]
    assert office.card(OTHER_KK) is None


def test_refuses_a_second_head_of_a_card(office: Knowing) -> None:
    loaded = office.load([listed(FATHER), listed(MOTHER, shdk="kepala_keluarga")])

    assert [code for _, code in loaded.notes] == ["two_heads"]
    assert office.person(MOTHER) is None


def test_refuses_who_lives_elsewhere(office: Knowing) -> None:
    loaded = office.load([listed(FATHER, address={"kelurahan": "53.01.01.2001"})])

    assert [code for _, code in loaded.notes] == ["elsewhere"]


def test_tells_of_a_card_without_a_head(office: Knowing) -> None:
    loaded = office.load([listed(SON), listed(DAUGHTER)])

    assert [code for _, code in loaded.notes] == ["no_head"]
    assert loaded.new == 2


def test_the_dead_stand_on_no_card(office: Knowing) -> None:
    dead = listed(FATHER)
    office.load([*family()[1:], type(dead)(dead.record, KK, ADDRESS, DEAD)])

    father = office.person(FATHER)
    assert father is not None
    assert (father.card_id, father.head, father.state) == (None, False, DEAD)


def test_a_card_gets_another_head_by_a_later_extract(office: Knowing) -> None:
    office.load(family())

    office.load([listed(FATHER, shdk="suami"), listed(MOTHER, shdk="kepala_keluarga")])
    office.load([listed(FATHER)])

    father, mother = office.person(FATHER), office.person(MOTHER)
    assert father is not None
    assert mother is not None
    assert (father.head, mother.head) == (True, False)


@pytest.mark.parametrize(("as_of", "status"), [(DAY, "kawin_tercatat"), (LATER, "belum_kawin")])
def test_keeps_what_a_case_has_changed_since_the_day_of_the_extract(
    database: Database, as_of: dt.date, status: str
) -> None:
    bureau = make_bureau(database)
    office = Knowing(bureau.engine)
    office.load(family())
    case = bureau.walker.open("akta_kelahiran")
    with office.engine.work(SYSTEM) as work:
        changed(work, case.case_id, [{"nik": SON, "status_perkawinan": "kawin_tercatat"}])

    loaded = office.load(family(), as_of)

    son = office.person(SON)
    assert loaded.kept == (1 if as_of == DAY else 0)
    assert son is not None
    assert son.record["status_perkawinan"] == status


def test_knows_five_thousand_people_in_a_few_seconds(office: Knowing) -> None:
    begun = time.perf_counter()
    with office.engine.work(SYSTEM) as work:
        loaded = settle(work)

    assert time.perf_counter() - begun < 10
    assert (loaded.new, loaded.refused) == (PEOPLE, 0)
    with office.engine.reading() as reading:
        cards = reading.execute(text("SELECT count(*) FROM terbit_family_card")).scalar()
    assert cards == HOUSEHOLDS


def test_nothing_of_a_person_stands_in_the_clear(office: Knowing) -> None:
    somebody = population()[0].members[0]
    with office.engine.work(SYSTEM) as work:
        settle(work)

    assert columns_with(office.engine.database, somebody.name) == set()
    assert columns_with(office.engine.database, somebody.nik) == set()
    assert columns_with(office.engine.database, somebody.born.isoformat()) == set()
