"""One application for the tests that only look at it."""

from collections.abc import Iterator

import pytest

from tests.databases import Embedded
from tests.web.site import Site, make_site


@pytest.fixture(scope="module")
def shop(embedded: Embedded) -> Iterator[Site]:
    """A site that a whole module of tests shares: none of them may depend on what another left."""
    with embedded.fresh() as database:
        yield make_site(database)
