"""A transaction is committed whole or not at all; SQLite has one writer at a time; who reads can't write."""

import threading
import time

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import DBAPIError

from engine.db.counting import counted
from engine.db.database import Database
from engine.db.documents import Counter
from engine.errors import DatabaseUnavailableError, DatabaseUrlError, NestedWritingError


def counter(series: str) -> dict[str, object]:
    return {"office_code": "kupang", "series": series, "regency_code": "53.71", "last": 1}


def how_many(database: Database) -> int:
    with database.reading() as connection:
        return connection.execute(select(func.count()).select_from(Counter)).scalar_one()


def test_keeps_what_was_written_in_a_transaction_that_ended_well(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(insert(Counter).values(counter("case")))

    assert how_many(database) == 1


def test_forgets_what_was_written_in_a_transaction_that_failed(database: Database) -> None:
    with pytest.raises(DBAPIError), database.writing() as connection:
        connection.execute(insert(Counter), [counter("case"), counter("case")])

    assert how_many(database) == 0


def test_refuses_to_write_while_reading(database: Database) -> None:
    with pytest.raises(DBAPIError, match=r"readonly|read-only"), database.reading() as connection:
        connection.execute(insert(Counter).values(counter("case")))


def test_writes_again_on_a_connection_that_was_used_for_reading(database: Database) -> None:
    assert how_many(database) == 0
    with database.writing() as connection:
        connection.execute(insert(Counter).values(counter("case")))

    assert how_many(database) == 1


def test_refuses_a_second_write_transaction_in_the_same_thread(database: Database) -> None:
    with database.writing(), pytest.raises(NestedWritingError), database.writing():
        pass


def test_writes_again_after_a_refused_second_transaction(database: Database) -> None:
    with database.writing(), pytest.raises(NestedWritingError), database.writing():
        pass

    with database.writing() as connection:
        connection.execute(insert(Counter).values(counter("case")))

    assert how_many(database) == 1


def test_reads_what_was_committed_while_another_thread_writes(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(insert(Counter).values(counter("case")))

        assert how_many(database) == 0


def test_lets_only_one_thread_of_the_process_write_on_sqlite(sqlite_database: Database) -> None:
    inside = [0]
    most = [0]

    def write(number: int) -> None:
        for turn in range(10):
            with sqlite_database.writing() as connection:
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                connection.execute(insert(Counter).values(counter(f"{number}:{turn}")))
                time.sleep(0.001)
                inside[0] -= 1

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (most[0], how_many(sqlite_database)) == (1, 60)


def test_says_that_the_database_is_busy_when_another_process_keeps_writing(sqlite_database: Database) -> None:
    other = sqlite_database.writer.raw_connection()
    other.cursor().execute("BEGIN IMMEDIATE")
    with sqlite_database.writer.connect() as impatient:
        impatient.connection.driver_connection.execute("PRAGMA busy_timeout = 10")  # type: ignore[union-attr]

    with pytest.raises(DatabaseUnavailableError, match="another process"), sqlite_database.writing():
        pass
    other.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("busy_timeout", 15000),
    ],
)
def test_sets_up_sqlite_to_be_durable_and_strict(
    sqlite_database: Database, pragma: str, value: object
) -> None:
    with sqlite_database.writing() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar_one() == value


def test_reads_committed_rows_on_postgresql(postgresql_database: Database) -> None:
    with postgresql_database.writing() as connection:
        level = connection.execute(text("SHOW transaction_isolation")).scalar_one()

    assert level == "read committed"


def test_counts_statements_without_begin_and_commit(database: Database) -> None:
    with counted(database) as statements:
        with database.writing() as connection:
            connection.execute(insert(Counter).values(counter("case")))
        how_many(database)

    assert len(statements) == 2


@pytest.mark.parametrize("url", ["", "sqlite://", "sqlite:///:memory:", "mysql://x/y", "postgresql://x/y"])
def test_refuses_a_database_that_it_does_not_know(url: str) -> None:
    with pytest.raises(DatabaseUrlError):
        Database(url)


def test_errors_tell_no_values_that_were_sent(database: Database) -> None:
    row = counter("case") | {"last": None, "office_code": "5371031203919001"}

    with pytest.raises(DBAPIError) as caught, database.writing() as connection:
        connection.execute(insert(Counter).values(row))

    sent_with = str(caught.value).partition("[SQL")[2]
    assert "INSERT" in sent_with
    assert "5371031203919001" not in sent_with
