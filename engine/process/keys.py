"""The keys of a collection: what is kept of a multi-instance item, and what finds it again in the record."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

NAMES = ("id", "kode")


def keyed(found: Any) -> dict[str, Any] | None:
    """Key -> item. A context has its own keys; a list those of its items' `id` or `kode`, else positions from 1; a
    number n stands for the items 1 to n; anything else is no collection. A value is never a key: it may be a
    person's."""
    if isinstance(found, Mapping):
        return {str(key): item for key, item in found.items()}
    if isinstance(found, list):
        return {_key(position, item): item for position, item in enumerate(found, 1)}
    if (
        isinstance(found, int | Decimal)
        and not isinstance(found, bool)
        and found >= 0
        and found == int(found)
    ):
        return {str(position): Decimal(position) for position in range(1, int(found) + 1)}
    return None


def _key(position: int, item: Any) -> str:
    if isinstance(item, Mapping):
        for name in NAMES:
            if item.get(name) is not None:
                return str(item[name])
    return str(position)
