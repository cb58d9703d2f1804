"""A worker's place is held as long as its process lives, and by nobody else."""

import pytest
from sqlalchemy import text

from engine.db.database import Database
from engine.errors import EmbeddedWorkerError, NoFreeSlotError, SlotLostError
from engine.jobs import slots


def test_gives_the_lowest_free_places(postgresql_database: Database) -> None:
    first, second = slots.take(postgresql_database), slots.take(postgresql_database)
    first.release()

    third = slots.take(postgresql_database)

    assert (first.mine, second.mine, third.mine) == ("w1", "w2", "w1")
    second.release()
    third.release()


def test_refuses_more_workers_than_there_are_places(
    postgresql_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slots, "MOST", 1)
    first = slots.take(postgresql_database)

    with pytest.raises(NoFreeSlotError):
        slots.take(postgresql_database)
    first.release()


@pytest.mark.parametrize(
    ("name", "free"), [("w1", False), ("w2", False), ("w3", True), ("local", False), ("", False)]
)
def test_tells_whether_the_worker_of_a_place_is_gone(
    postgresql_database: Database, name: str, free: bool
) -> None:
    first, second = slots.take(postgresql_database), slots.take(postgresql_database)

    with first.if_free(name) as found:
        assert found is free
    first.release()
    second.release()


def test_nobody_takes_a_place_while_its_work_is_handed_on(postgresql_database: Database) -> None:
    first = slots.take(postgresql_database)

    with first.if_free("w2"):
        second = slots.take(postgresql_database)

    assert second.mine == "w3"
    first.release()
    second.release()


def test_notices_that_its_session_was_ended(postgresql_database: Database) -> None:
    slot = slots.take(postgresql_database)
    slot.check()
    with postgresql_database.writing() as connection:
        holders = text(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = :space"
        )
        connection.execute(holders, {"space": slots.SPACE})

    with pytest.raises(SlotLostError):
        slot.check()
    slot.release()


def test_gives_the_place_of_an_embedded_database_once(sqlite_database: Database) -> None:
    slot = slots.take(sqlite_database)
    slot.check()

    with pytest.raises(EmbeddedWorkerError):
        slots.take(sqlite_database)
    slot.release()
    slots.take(sqlite_database).release()
