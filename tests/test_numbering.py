"""Who numbers the register: the national system, or the office by itself."""

import pytest

from engine import founding, register
from engine.access import SYSTEM
from engine.db.database import Database
from engine.errors import RegisterNumberMissingError
from engine.founding import UnknownNumberingError
from engine.ids import new_id
from engine.register import Entry, NewEntry
from tests.builders import Bureau, make_bureau


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def enter(bureau: Bureau, number: str | None) -> Entry:
    case_id = bureau.walker.open("akta_kelahiran").case_id
    with bureau.engine.work(SYSTEM) as work:
        return register.enter(work, NewEntry(case_id, "LU", {}, new_id(), number))


def test_the_office_numbers_by_itself_unless_it_says_otherwise(bureau: Bureau) -> None:
    assert bureau.engine.office.numbering == "sendiri"
    assert enter(bureau, None).serial == 1


def test_refuses_to_enter_without_the_number_that_siak_gives(bureau: Bureau) -> None:
    founding.set_numbering(bureau.engine, SYSTEM, "siak")

    with pytest.raises(RegisterNumberMissingError):
        enter(bureau, None)


def test_enters_the_number_that_siak_gave(bureau: Bureau) -> None:
    founding.set_numbering(bureau.engine, SYSTEM, "siak")

    assert enter(bureau, "5371-LU-24112026-0147").number == "5371-LU-24112026-0147"


def test_goes_back_to_numbering_by_itself(bureau: Bureau) -> None:
    founding.set_numbering(bureau.engine, SYSTEM, "siak")
    founding.set_numbering(bureau.engine, SYSTEM, "sendiri")

    assert enter(bureau, None).serial == 1


def test_refuses_a_way_of_numbering_that_is_none(bureau: Bureau) -> None:
    with pytest.raises(UnknownNumberingError):
        founding.set_numbering(bureau.engine, SYSTEM, "bebas")
