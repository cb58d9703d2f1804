from collections.abc import Iterator

import pytest

from tests.standin.serving import World, serving


@pytest.fixture
def world() -> Iterator[World]:
    with serving() as world:
        yield world
