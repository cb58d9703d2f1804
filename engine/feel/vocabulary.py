"""Names of more than one word: the standard's own, and those that the host or the text itself declares."""

from __future__ import annotations

import re
from collections.abc import Iterable

FUNCTION_NAMES = (
    "date and time", "years and months duration", "string length", "upper case", "lower case",
    "substring before", "substring after", "starts with", "ends with", "string join", "list contains",
    "list replace", "insert before", "index of", "distinct values", "is defined", "get or else", "get value",
    "get entries", "context put", "context merge", "day of week", "day of year", "month of year",
    "week of year", "round up", "round down", "round half up", "round half down", "met by", "overlaps before",
    "overlaps after", "started by", "finished by",
)  # fmt: skip
PROPERTY_NAMES = ("time offset", "start included", "end included")
TYPE_NAMES = ("date and time", "days and time duration", "years and months duration")

_FIRST_WORD = re.compile(r"(?:[^\W\d]|[\U00010000-\U000effff])[\w\U00010000-\U000effff]*")


class Vocabulary:
    """Finds the longest known name at a place; the words of a name may be parted by any white space."""

    def __init__(self, names: Iterable[str], ending: str = r"(?!\w)") -> None:
        self._ending = ending
        self._names: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        for name in sorted(names, key=len, reverse=True):
            self.add(name)

    def add(self, name: str) -> None:
        first = _FIRST_WORD.match(name)
        if first is None or first.end() == len(name):
            return
        pattern = r"\s+".join(re.escape(word) for word in name.split())
        known = self._names.setdefault(first.group(), [])
        known.append((re.compile(pattern + self._ending), name))
        known.sort(key=lambda entry: len(entry[1]), reverse=True)

    def find(self, text: str, position: int, first_word: str) -> tuple[str, int] | None:
        """The name and where it ends."""
        for pattern, name in self._names.get(first_word, ()):
            if found := pattern.match(text, position):
                return name, found.end()
        return None


FUNCTIONS = Vocabulary(FUNCTION_NAMES, r"(?=\s*\()")
PROPERTIES = Vocabulary(PROPERTY_NAMES)
TYPES = Vocabulary(TYPE_NAMES)
