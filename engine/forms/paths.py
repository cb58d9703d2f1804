"""Dotted paths into nested answers."""

from collections.abc import Mapping
from typing import Any


def at(nested: Mapping[str, Any], path: str) -> Any:
    """The value at a path; None where the way ends early."""
    value: Any = nested
    for step in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(step)
    return value


def put(nested: dict[str, Any], path: str, value: Any) -> None:
    head, _, rest = path.partition(".")
    if rest:
        put(nested.setdefault(head, {}), rest, value)
    else:
        nested[head] = value


def join(*steps: str | int) -> str:
    return ".".join(str(step) for step in steps if step != "")


def over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """The names of `above`, each laid over what `below` holds under it."""
    laid: dict[str, Any] = {}
    for name, value in above.items():
        known = below.get(name)
        if isinstance(known, Mapping) and isinstance(value, Mapping):
            laid[name] = {**known, **over(known, value)}
        else:
            laid[name] = value
    return laid
