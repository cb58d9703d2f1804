from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from engine.db.database import Database
from engine.numbers import next_number, pass_number


@dataclass(frozen=True)
class Kupang:
    code: str = "dukcapil-5371"

    @property
    def owner(self) -> dict[str, str]:
        return {"office_code": self.code, "regency_code": "53.71"}


class ChangedMindError(Exception):
    pass


def take(database: Database, series: str = "case:AL:2026", office: Kupang = Kupang()) -> int:
    with database.writing() as connection:
        return next_number(connection, office, series)


def take_and_change_ones_mind(database: Database) -> None:
    with database.writing() as connection:
        next_number(connection, Kupang(), "case:AL:2026")
        raise ChangedMindError


def test_counts_from_one_without_leaving_any_out(database: Database) -> None:
    given = [take(database) for _ in range(3)]

    assert given == [1, 2, 3]


def test_counts_each_series_and_each_office_apart(database: Database) -> None:
    take(database)

    assert take(database, series="case:AL:2027") == 1
    assert take(database, office=Kupang("dukcapil-5303")) == 1
    assert take(database) == 2


def test_gives_a_number_again_when_its_transaction_was_undone(database: Database) -> None:
    take(database)

    with pytest.raises(ChangedMindError):
        take_and_change_ones_mind(database)

    assert take(database) == 2


def test_goes_on_after_a_number_that_somebody_else_gave(database: Database) -> None:
    with database.writing() as connection:
        pass_number(connection, Kupang(), "case:AL:2026", 17)
        pass_number(connection, Kupang(), "case:AL:2026", 5)

    assert take(database) == 18


def test_races_give_every_number_once(database: Database) -> None:
    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(lambda _: take(database), range(80)))

    assert sorted(given) == list(range(1, 81))
