"""The next number of a series: none twice, none left out, since it is taken in the transaction that uses it."""

from typing import Protocol

from sqlalchemy import Connection, case

from engine.db.documents import Counter
from engine.db.upserts import insert_or


class Numbering(Protocol):
    """The office that numbers: `engine.office.Office` is one."""

    @property
    def owner(self) -> dict[str, str]: ...


def next_number(connection: Connection, office: Numbering, series: str) -> int:
    """1, 2, 3 … per office and series. Others who want the same series wait until this transaction ends."""
    return _raise(connection, office, series, None)


def pass_number(connection: Connection, office: Numbering, series: str, number: int) -> int:
    """Notes a number that somebody else gave, so that the series goes on after it. The last number known."""
    return _raise(connection, office, series, number)


def _raise(connection: Connection, office: Numbering, series: str, number: int | None) -> int:
    row = {"series": series, "last": 1 if number is None else number, **office.owner}
    statement = insert_or(connection, Counter).values(row)
    higher = Counter.last + 1 if number is None else case((Counter.last < number, number), else_=Counter.last)
    kept = statement.on_conflict_do_update(index_elements=["office_code", "series"], set_={"last": higher})
    return int(connection.execute(kept.returning(Counter.last)).scalar_one())
