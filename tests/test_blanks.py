"""The ledger of card blanks: each serial once, who may do what, and the day's count."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from engine import blanks
from engine.access import Actor
from engine.blanks import Act, State
from engine.db.blanks import Blank
from engine.db.cases import Case
from engine.db.database import Database
from engine.db.history import Event
from engine.errors import (
    BlankRangeError,
    BlankReasonError,
    BlanksKnownError,
    BlankStateError,
    BlankUnknownError,
    DayCountedError,
    NotAllowedError,
)
from tests.builders import Bureau, make_bureau

KIND = "ktp_el_oa"
DELIVERY = Act(KIND, minutes="SJ-1")


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


def receive(bureau: Bureau, first: str = "OA0001", last: str = "OA0003", by: str = "blangko") -> int:
    with bureau.engine.work(bureau.actor(by)) as work:
        return blanks.receive(work, DELIVERY, first, last)


def case_of(bureau: Bureau) -> str:
    return str(bureau.walker.open("akta_kelahiran").case_id)


def use(
    bureau: Bureau, serial: str | None = None, by: Actor | None = None, case: str | None = None
) -> str | None:
    act = Act(KIND, case or case_of(bureau))
    with bureau.engine.work(by or bureau.actor("cetak")) as work:
        return blanks.use(work, act, serial)


def pieces(bureau: Bureau) -> dict[str, int]:
    with bureau.engine.reading() as reading:
        found = blanks.stock(reading, KIND).pieces
    return {str(state): number for state, number in found.items() if number}


def reconcile(bureau: Bureau, counted: int, reason: str | None = None) -> blanks.Count:
    with bureau.engine.work(bureau.actor("blangko")) as work:
        return blanks.reconcile(work, KIND, counted, reason)


def test_takes_the_next_serial_in_stock(bureau: Bureau) -> None:
    receive(bureau)

    taken = [use(bureau), use(bureau)]

    assert taken == ["OA0001", "OA0002"]
    assert pieces(bureau) == {"stock": 1, "used": 2}


def test_takes_the_serial_that_the_printer_names(bureau: Bureau) -> None:
    receive(bureau)

    assert use(bureau, "oa 0003") == "OA0003"


def test_refuses_a_serial_a_second_time(bureau: Bureau) -> None:
    receive(bureau)
    use(bureau, "OA0002")

    with pytest.raises(BlankStateError):
        use(bureau, "OA0002")


def test_refuses_a_serial_that_was_never_received(bureau: Bureau) -> None:
    with pytest.raises(BlankUnknownError):
        use(bureau, "OA0001")


def test_says_that_no_blank_is_left(bureau: Bureau) -> None:
    assert use(bureau) is None


def test_gives_the_last_blank_to_one_of_two_printers(bureau: Bureau) -> None:
    receive(bureau, "OA0001", "OA0001")
    cases = [case_of(bureau), case_of(bureau)]

    with ThreadPoolExecutor(2) as pool:
        taken = list(pool.map(lambda case: use(bureau, case=case), cases))

    assert sorted(taken, key=str) == [None, "OA0001"] or sorted(taken, key=str) == ["OA0001", None]
    assert pieces(bureau) == {"used": 1}


def test_the_keeper_does_not_print(bureau: Bureau) -> None:
    receive(bureau)

    with pytest.raises(NotAllowedError):
        use(bureau, by=bureau.actor("blangko"))


@pytest.mark.parametrize("username", ["cetak", "loket", "kadis", "auditor"])
def test_only_the_keeper_receives(bureau: Bureau, username: str) -> None:
    with pytest.raises(NotAllowedError):
        receive(bureau, by=username)


def test_refuses_to_receive_a_piece_twice(bureau: Bureau) -> None:
    receive(bureau)

    with pytest.raises(BlanksKnownError):
        receive(bureau, "OA0003", "OA0005")


@pytest.mark.parametrize(
    ("first", "last"),
    [("OA0003", "OA0001"), ("OA0001", "OB0002"), ("OA001", "OA0002"), ("OA", "OB"), ("OA00001", "OA09999")],
)
def test_refuses_a_range_that_is_none(first: str, last: str) -> None:
    with pytest.raises(BlankRangeError):
        blanks.expand(first, last)


def test_a_spoiled_piece_is_destroyed_by_minutes(bureau: Bureau) -> None:
    receive(bureau)
    case = case_of(bureau)
    use(bureau, "OA0001", case=case)
    with bureau.engine.work(bureau.actor("cetak")) as work:
        blanks.spoil(work, Act(KIND, case, "Pita putus"), "OA0001")

    with bureau.engine.work(bureau.actor("blangko")) as work:
        blanks.destroy(work, Act(KIND, reason="Rusak cetak", minutes="BA-7"), "OA0001")

    assert pieces(bureau) == {"stock": 2, "destroyed": 1}


@pytest.mark.parametrize("act", [Act(KIND, minutes="BA-7"), Act(KIND, reason="Rusak")])
def test_destroys_nothing_without_a_reason_and_minutes(bureau: Bureau, act: Act) -> None:
    receive(bureau)

    with pytest.raises(BlankReasonError), bureau.engine.work(bureau.actor("blangko")) as work:
        blanks.destroy(work, act, "OA0001")


def test_a_used_piece_goes_back_to_nobody(bureau: Bureau) -> None:
    receive(bureau)
    use(bureau, "OA0001")

    with pytest.raises(BlankStateError), bureau.engine.work(bureau.actor("blangko")) as work:
        blanks.return_to_supplier(work, Act(KIND, reason="Sisa", minutes="SJ-2"), "OA0001", "OA0003")

    assert pieces(bureau) == {"stock": 2, "used": 1}


def test_the_database_puts_no_used_piece_back_in_stock(bureau: Bureau) -> None:
    receive(bureau)
    use(bureau, "OA0001")

    with pytest.raises(DBAPIError), bureau.engine.database.writing() as connection:
        connection.execute(update(Blank).where(Blank.serial == "OA0001").values(state="stock"))


def test_the_day_balances(bureau: Bureau) -> None:
    receive(bureau, "OA0001", "OA0005")
    bureau.clock.forward(hours=24)
    use(bureau)
    with bureau.engine.work(bureau.actor("blangko")) as work:
        blanks.spoil(work, Act(KIND, reason="Basah"), "OA0005")

    count = reconcile(bureau, 3)

    assert (count.balance.opening, count.balance.used, count.balance.spoiled) == (5, 1, 1)
    assert (count.balance.closing, count.difference) == (3, 0)


def test_a_difference_needs_a_reason(bureau: Bureau) -> None:
    receive(bureau)

    with pytest.raises(BlankReasonError):
        reconcile(bureau, 2)

    assert reconcile(bureau, 2, "Satu keping dicari").difference == -1


def test_a_day_is_counted_once(bureau: Bureau) -> None:
    reconcile(bureau, 0)

    with pytest.raises(DayCountedError):
        reconcile(bureau, 0)


def test_the_history_tells_every_act(bureau: Bureau) -> None:
    receive(bureau)
    use(bureau)
    reconcile(bureau, 2)

    with bureau.engine.reading() as reading:
        kinds = reading.execute(
            select(Event.kind).where(Event.kind.like("blank.%")).order_by(Event.at, Event.id)
        )
        assert set(kinds.scalars()) >= {"blank.received", "blank.used", "blank.counted"}


def test_the_ledger_tells_who_did_what_for_which_case(bureau: Bureau) -> None:
    receive(bureau)
    case = case_of(bureau)
    use(bureau, case=case)

    with bureau.engine.reading() as reading:
        used, received = blanks.postings(reading, KIND)

    assert (used.case_id, used.first, used.after) == (case, "OA0001", State.USED)
    assert (received.first, received.last, received.pieces) == ("OA0001", "OA0003", 3)
    assert received.day == dt.date(2026, 11, 24)


def test_the_clock_stands_still_while_no_blank_is_left(bureau: Bureau) -> None:
    case = bureau.walker.open("ktp_el", scenario="orang_asing").case_id

    while bureau.walker.step(case) != "cetak_kartu":
        bureau.walker.drain()

    with bureau.engine.reading() as reading:
        row = reading.execute(select(Case.pause_reason, Case.paused_at).where(Case.id == case)).one()
    assert row.pause_reason == "blangko_kosong"
    assert row.paused_at is not None
