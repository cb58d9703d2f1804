"""An application that the applicant takes back: recorded once, however often the same request comes."""

import pytest
from sqlalchemy import func, select

from engine import cases
from engine.db.database import Database
from engine.db.history import Event
from engine.errors import CaseClosedError
from engine.ids import new_id
from tests.builders import Bureau, make_bureau

WHY = ("ditarik_pemohon", "Pindah ke luar kota")


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def test_the_same_request_has_the_same_answer_and_is_recorded_once(bureau: Bureau) -> None:
    opened, desk, request = bureau.walker.open("akta_kelahiran", "loket"), bureau.actor("loket"), new_id()

    numbers = [cases.withdraw(bureau.engine, desk, opened.case_id, *WHY, request) for _ in range(2)]

    assert numbers == [opened.number] * 2
    with bureau.engine.reading() as reading:
        told = select(func.count()).where(Event.kind == "case.withdrawn")
        assert reading.execute(told).scalar_one() == 1


@pytest.mark.parametrize(("username", "same"), [("loket", False), ("loket2", True)])
def test_another_request_or_person_learns_that_the_case_has_ended(
    bureau: Bureau, username: str, same: bool
) -> None:
    opened, request = bureau.walker.open("akta_kelahiran", "loket"), new_id()
    cases.withdraw(bureau.engine, bureau.actor("loket"), opened.case_id, *WHY, request)
    again = request if same else new_id()

    with pytest.raises(CaseClosedError):
        cases.withdraw(bureau.engine, bureau.actor(username), opened.case_id, *WHY, again)
