"""Dotted paths into nested answers."""

from collections.abc import Iterator, Mapping
from typing import Any


def at(nested: Mapping[str, Any], path: str) -> Any:
    """The value at a path; None where the way ends early."""
    value: Any = nested
    for step in path.split("."):
        if type(value) is not dict and not isinstance(value, Mapping):  # the first is the quick one
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


class Laid(Mapping[str, Any]):
    """The names of `above`, each laid over what `below` holds under it; follows both as they change."""

    def __init__(self, above: Mapping[str, Any], below: Mapping[str, Any]) -> None:
        self.above, self.below = above, below

    def __getitem__(self, name: str) -> Any:
        if name not in self.above:
            return self.below[name]
        value = self.above[name]
        if isinstance(value, Mapping) and isinstance(known := self.below.get(name), Mapping):
            return Laid(value, known)
        return value

    def __iter__(self) -> Iterator[str]:
        yield from self.above
        yield from (name for name in self.below if name not in self.above)

    def __len__(self) -> int:
        return len(self.above.keys() | self.below.keys())
