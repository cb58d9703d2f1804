from itertools import product

import pytest
from sqlalchemy import insert, select

from engine import territory
from engine.db.database import Database
from engine.db.offices import Region


@pytest.mark.parametrize(
    ("area", "other", "expected"),
    [
        ("53.71.03", "53.71.03.1010.008.021", True),
        ("53.71.03", "53.71.03", True),
        ("53.71", "53.71.03", True),
        ("53.71.03", "53.71", False),
        ("53.71.03", "53.71.031", False),
        ("53.71.03", "53.71.04.1010", False),
        ("", "53.71", False),
    ],
)
def test_an_area_covers_itself_and_what_lies_below(area: str, other: str, expected: bool) -> None:
    assert territory.covers(area, other) is expected


def test_the_database_agrees_on_every_pair(database: Database) -> None:
    parts = ("53", "71", "7", "03", "1010")
    codes = [".".join(chosen) for length in (1, 2, 3) for chosen in product(parts, repeat=length)]
    rows = [{"code": code, "name": code, "level": "-", "source": "-", "active": True} for code in codes]

    with database.writing() as connection:
        connection.execute(insert(Region), rows)
        found = {
            area: set(
                connection.execute(select(Region.code).where(territory.within(Region.code, area))).scalars()
            )
            for area in ("", *codes)
        }

    assert found == {area: {code for code in codes if territory.covers(area, code)} for area in ("", *codes)}
