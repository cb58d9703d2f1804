"""The standard's functions on strings. A character is a code point, the first is 1."""

from __future__ import annotations

from decimal import Decimal
from itertools import islice
from typing import Any

from engine.feel.functions.patterns import pattern, replace
from engine.feel.functions.signature import Shelf
from engine.feel.limits import LIST_SIZE

STRINGS = Shelf()


@STRINGS.add("substring(string: string, start position: number, length?: number|null)")
def substring(string: str, start: Decimal, length: Decimal | None = None) -> str | None:
    first = int(start)
    if first == 0 or abs(first) > len(string) or (length is not None and length < 1):
        return None
    begin = first - 1 if first > 0 else len(string) + first
    return string[begin:] if length is None else string[begin : begin + int(length)]


@STRINGS.add("string length(string: string)")
def string_length(string: str) -> int:
    return len(string)


@STRINGS.add("upper case(string: string)")
def upper_case(string: str) -> str:
    return string.upper()


@STRINGS.add("lower case(string: string)")
def lower_case(string: str) -> str:
    return string.lower()


@STRINGS.add("trim(string: string)")
def trim(string: str) -> str:
    return string.strip()


@STRINGS.add("substring before(string: string, match: string)")
def substring_before(string: str, match: str) -> str:
    before, found, _ = string.partition(match) if match else ("", "", "")
    return before if found else ""


@STRINGS.add("substring after(string: string, match: string)")
def substring_after(string: str, match: str) -> str:
    return string.partition(match)[2] if match else string


@STRINGS.add("contains(string: string, match: string)")
def contains(string: str, match: str) -> bool:
    return match in string


@STRINGS.add("starts with(string: string, match: string)")
def starts_with(string: str, match: str) -> bool:
    return string.startswith(match)


@STRINGS.add("ends with(string: string, match: string)")
def ends_with(string: str, match: str) -> bool:
    return string.endswith(match)


@STRINGS.add("matches(input: string, pattern: string, flags?: string|null)", steps=5)
def matches(text: str, source: str, flags: str | None = None) -> bool | None:
    compiled = pattern(source, flags or "")
    return None if compiled is None else compiled.search(text) is not None


@STRINGS.add("replace(input: string, pattern: string, replacement: string, flags?: string|null)", steps=5)
def replaced(text: str, source: str, replacement: str, flags: str | None = None) -> str | None:
    compiled = pattern(source, flags or "")
    return None if compiled is None else replace(compiled, text, replacement)


@STRINGS.add("split(string: string, delimiter: string)", steps=5)
def split(string: str, delimiter: str) -> list[str] | None:
    compiled = pattern(delimiter, "")
    if compiled is None or (compiled.match("") is not None and compiled.fullmatch("") is not None):
        return None
    parts, end = [], 0
    for found in compiled.finditer(string):
        if found.end() > found.start():
            parts.append(string[end : found.start()])
            end = found.end()
        if len(parts) > LIST_SIZE:
            break
    return [*parts, string[end:]]


@STRINGS.add("extract(input: string, pattern: string, flags?: string|null)", steps=5)
def extract(text: str, source: str, flags: str | None = None) -> list[str] | None:
    compiled = pattern(source, flags or "")
    return (
        None
        if compiled is None
        else [found.group() for found in islice(compiled.finditer(text), LIST_SIZE + 1)]
    )


@STRINGS.add("string join(list: list, delimiter?: string|null)")
def string_join(items: list[Any], delimiter: str | None = None) -> str | None:
    """Null items are left out; any other that is no string makes null."""
    texts = [item for item in items if item is not None]
    if not all(isinstance(text, str) for text in texts):
        return None
    return (delimiter or "").join(texts)
