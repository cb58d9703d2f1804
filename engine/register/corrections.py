"""A list of corrections -> the content as it is to be, and the words of the margin note."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from engine.calls import Refused

Change = Mapping[str, Any]
"""`bidang`: dotted path in the entry's content; `semula`, `menjadi`: as the paper says it."""


def corrected(content: Mapping[str, Any], changes: Sequence[Change]) -> dict[str, Any]:
    """Only what the entry has is corrected, and only where it says what the form says that it says."""
    if not changes:
        raise Refused("tanpa_perubahan", "Expected at least one correction, but the list is empty")
    after = deepcopy(dict(content))
    for change in changes:
        _put(after, str(change["bidang"]), str(change["semula"]), str(change["menjadi"]))
    return after


def differing(content: Mapping[str, Any], changes: Sequence[Change]) -> list[str]:
    """The fields of which the entry does not say what the form says that it says, or which it does not have."""
    return [str(one["bidang"]) for one in changes if not _agrees(content, one)]


def _agrees(content: Mapping[str, Any], change: Change) -> bool:
    group, name = _place(content, str(change["bidang"]))
    return group is not None and _says(group[name], str(change["semula"]))


def told(changes: Sequence[Change], labels: Mapping[str, str]) -> str:
    """The text of the margin note. `labels`: dotted path -> what the entry's own form calls it."""
    return "; ".join(
        f"{labels.get(str(one['bidang']), one['bidang'])}: semula {one['semula']}, menjadi {one['menjadi']}"
        for one in changes
    )


def _put(content: dict[str, Any], path: str, before: str, after: str) -> None:
    group, name = _place(content, path)
    if group is None:
        raise Refused("bidang", f"Expected a field of the entry, but '{path}' is none")
    if not _says(group[name], before):
        raise Refused("semula", f"Expected the entry to say in '{path}' what the form says, but it differs")
    group[name] = _like(group[name], after)


def _place(content: Mapping[str, Any], path: str) -> tuple[dict[str, Any] | None, str]:
    """The group of the entry that has the field, and the field's name in it."""
    *groups, name = path.split(".")
    group: Any = content
    for one in groups:
        group = group.get(one) if isinstance(group, dict) else None
    return (group if isinstance(group, dict) and name in group else None), name


def _says(value: Any, words: str) -> bool:
    return str(value).strip() == words.strip()


def _like(before: Any, after: str) -> Any:
    """Numbers stay numbers."""
    if isinstance(before, int | float) and not isinstance(before, bool):
        try:
            return type(before)(after.replace(",", "."))
        except ValueError:
            raise Refused("angka", "Expected a number in the place of a number, but got a text") from None
    return after
