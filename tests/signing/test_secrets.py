"""A passphrase is shown and written down by nothing."""

import copy
import pickle

import orjson
import pytest

from engine.signing import Order, Secret
from tests.signing.papers import HEAD

SECRET = Secret("rahasia-ketua")


def test_is_not_shown() -> None:
    assert "rahasia" not in f"{SECRET} {SECRET!r} {Order(b'', HEAD, 'B-B', SECRET)!r}"


@pytest.mark.parametrize("write", [pickle.dumps, orjson.dumps, copy.copy])
def test_is_not_written_down(write: object) -> None:
    with pytest.raises(TypeError):
        write(SECRET)  # type: ignore[operator]
