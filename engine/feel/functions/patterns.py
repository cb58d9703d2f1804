"""Regular expressions in time linear in the text: RE2, which knows no back-references and no look-around."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import re2  # type: ignore[import-untyped]

from engine.feel.limits import STRING_LENGTH

_MEMORY = 1 << 20
_PIECES = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]?|\s+|\.|.", re.DOTALL)


@lru_cache(maxsize=256)
def pattern(text: str, flags: str) -> Any:
    """A compiled pattern, or None where it is none. Flags: i, m, s, x and q as in XPath."""
    if set(flags) - set("imsxq"):
        return None
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    options.case_sensitive = "i" not in flags
    options.literal = "q" in flags
    options.dot_nl = "s" in flags and "q" not in flags
    try:
        return re2.compile(text if "q" in flags else _translated(text, flags), options)
    except (re2.error, ValueError):
        return None


def _translated(text: str, flags: str) -> str:
    """What XPath writes otherwise: white space that only lays out, and a dot that matches no end of a line."""
    pieces = []
    for piece in _PIECES.findall(text):
        if piece.isspace() and "x" in flags:
            continue
        pieces.append(r"[^\n\r]" if piece == "." and "s" not in flags else piece)
    return "(?m)" * ("m" in flags) + "".join(pieces)


def replace(compiled: Any, text: str, replacement: str) -> str:
    """With `$1` for a group, as XPath writes it; too long a result is cut just beyond the limit."""
    parts: list[str] = []
    end = length = 0
    for found in compiled.finditer(text):
        parts += [text[end : found.start()], _filled(found, replacement)]
        length += len(parts[-1]) + len(parts[-2])
        end = found.end()
        if length > STRING_LENGTH:
            break
    return "".join([*parts, text[end:]])


_MARKS = re.compile(r"\$(\d)|\\([$\\])")


def _filled(found: Any, replacement: str) -> str:
    def fill(mark: re.Match[str]) -> str:
        if mark.group(1) is None:
            return mark.group(2)
        number = int(mark.group(1))
        return (found.group(number) or "") if number <= found.re.groups else ""

    return _MARKS.sub(fill, replacement)
