"""Fixtures for what has to be torn down; everything else is built by builders."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import HealthCheck, settings

from engine.db.database import Database
from tests import postgresql
from tests.databases import DIALECTS, Distributed, Embedded
from tests.folders import folder_in_memory

BUSY = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
"""A machine that others use too is no fault of the code."""
settings.register_profile("everyday", **BUSY)
CAMPAIGN = "campaign"
settings.register_profile(CAMPAIGN, **BUSY, max_examples=2000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--campaign", action="store_true", help="many more random examples and killed workers")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile(CAMPAIGN if config.getoption("--campaign") else "everyday")


@pytest.fixture
def effort(request: pytest.FixtureRequest) -> int:
    """How many times more a test tries than on an ordinary day."""
    return 20 if request.config.getoption("--campaign") else 1


@pytest.fixture(scope="session")
def embedded() -> Iterator[Embedded]:
    with folder_in_memory() as folder:
        yield Embedded(folder)


@pytest.fixture(scope="session")
def distributed() -> Iterator[Distributed]:
    with postgresql.running() as server, closing(Distributed(server)) as place:
        yield place


@pytest.fixture(params=DIALECTS)
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A fresh, migrated database: each test that asks for it runs on SQLite and on PostgreSQL."""
    source = request.getfixturevalue("embedded" if request.param == "sqlite" else "distributed")
    with source.fresh() as fresh:
        yield fresh


@pytest.fixture
def sqlite_database(embedded: Embedded) -> Iterator[Database]:
    with embedded.fresh() as fresh:
        yield fresh


@pytest.fixture
def postgresql_database(distributed: Distributed) -> Iterator[Database]:
    with distributed.fresh() as fresh:
        yield fresh
