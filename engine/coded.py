"""Lists in TOML whose entries have a code each: papers, reasons, classes of retention."""

import tomllib
from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

from engine.errors import EngineError


class Coded(Protocol):
    @property
    def code(self) -> str: ...


C = TypeVar("C", bound=Coded)


def parse(
    content: bytes,
    table: str,
    made: Callable[[Mapping[str, Any]], C],
    refused: type[EngineError],
    called: str,
) -> tuple[C, ...]:
    """The entries of the array `table`, in its order. Raises `refused` where it is no TOML or a code stands there
    twice; `called` is what the sentence calls the list."""
    try:
        tables = tomllib.loads(content.decode()).get(table, [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise refused(f"Expected {called} in TOML, but {error}") from error
    found = tuple(made(one) for one in tables)
    codes = [one.code for one in found]
    for code in codes:
        if codes.count(code) > 1:
            raise refused(f"Expected each {table} once, but '{code}' stands there twice")
    return found
