"""Fixtures for what has to be torn down; everything else is built by builders."""

from collections.abc import Iterator

import pytest

from engine.db.database import Database
from tests import postgresql
from tests.databases import DIALECTS, Distributed, Embedded
from tests.folders import folder_in_memory


@pytest.fixture(scope="session")
def embedded() -> Iterator[Embedded]:
    with folder_in_memory() as folder:
        yield Embedded(folder)


@pytest.fixture(scope="session")
def distributed() -> Iterator[Distributed]:
    with postgresql.running() as server:
        yield Distributed(server)


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
