"""What people typed, as pages read it."""

from collections.abc import Iterable
from typing import Any

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.datastructures.structures import iter_multi_items

NOTHING = "\0"
"""No keyboard types it, and no column of PostgreSQL holds it: it is left out of whatever comes."""


class Typed(ImmutableMultiDict[str, Any]):
    """Names of an address or a form, with texts or files; a part without a name has the empty one."""

    def __init__(self, given: Any = None) -> None:
        super().__init__(list(_cleaned(iter_multi_items(given or ()))))


def _cleaned(pairs: Iterable[tuple[str | None, Any]]) -> Iterable[tuple[str, Any]]:
    for name, value in pairs:
        yield (
            (name or "").replace(NOTHING, ""),
            value.replace(NOTHING, "") if isinstance(value, str) else value,
        )


class TypedRequest(Request):
    parameter_storage_class = Typed
