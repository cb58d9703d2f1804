"""The register of a period, line by line: every number in its order, voided ones too; that it was taken is recorded."""

import datetime as dt

import pytest
from sqlalchemy import select

from engine import register
from engine.db.database import Database
from engine.db.history import Event
from engine.errors.register import PeriodError
from engine.ids import new_id
from engine.register import Line, NewEntry
from tests.builders import Bureau, make_bureau

FIRST, LAST = dt.date(2026, 11, 24), dt.date(2026, 11, 25)


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def entered(bureau: Bureau) -> str:
    case_id = bureau.walker.open("akta_kelahiran", "loket").case_id
    with bureau.engine.work(bureau.actor("kabid")) as work:
        return register.enter(work, NewEntry(case_id, "LU", {}, new_id())).id


def book(bureau: Bureau, first: dt.date = FIRST, last: dt.date = LAST, username: str = "kasi") -> list[Line]:
    with bureau.engine.work(bureau.actor(username)) as work:
        return register.book(work, first, last)


def test_has_every_number_of_the_period_in_its_order(bureau: Bureau) -> None:
    one, _ = entered(bureau), entered(bureau)
    with bureau.engine.work(bureau.actor("kabid")) as work:
        register.void(work, one, "salah ketik")
    bureau.clock.forward(days=1)
    entered(bureau)
    bureau.clock.forward(days=1)
    entered(bureau)

    lines = book(bureau)

    assert [(line.entry_date, line.state, line.notes) for line in lines] == [
        (FIRST, "void", 0),
        (FIRST, "in_force", 0),
        (LAST, "in_force", 0),
    ]
    assert sorted(line.number for line in lines) == sorted({line.number for line in lines})
    assert all(line.name for line in lines)


def test_that_it_was_taken_is_in_the_offices_history(bureau: Bureau) -> None:
    entered(bureau)

    book(bureau)

    with bureau.engine.reading() as reading:
        kinds = reading.execute(select(Event.kind).where(Event.stream == "office")).scalars().all()
    assert kinds.count("register.printed") == 1


@pytest.mark.parametrize(
    "period", [(LAST, FIRST), (FIRST, dt.date(2027, 11, 26))], ids=["reversed", "longer than a year"]
)
def test_refuses_another_period(bureau: Bureau, period: tuple[dt.date, dt.date]) -> None:
    with pytest.raises(PeriodError):
        book(bureau, *period)


def test_shows_nobody_what_he_may_not_see(bureau: Bureau) -> None:
    entered(bureau)

    assert book(bureau, username="mitra") == []
