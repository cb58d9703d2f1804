"""An office that works and knows one family."""

import pytest

from engine.db.database import Database
from tests.builders import Bureau, make_bureau
from tests.residents.families import Knowing, family


@pytest.fixture
def bureau(database: Database) -> Bureau:
    return make_bureau(database)


@pytest.fixture
def office(bureau: Bureau) -> Knowing:
    made = Knowing(bureau.engine)
    made.load(family())
    return made
