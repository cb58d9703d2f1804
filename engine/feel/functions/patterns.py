"""Regular expressions in time linear in the text: RE2, which knows no back-references and no look-around."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import re2  # type: ignore[import-untyped]

from engine.feel.limits import STRING_LENGTH

_MEMORY = 1 << 20


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
    source = "".join(text.split()) if "x" in flags and "q" not in flags else text
    if "m" in flags and "q" not in flags:
        source = f"(?m){source}"
    try:
        return re2.compile(source, options)
    except (re2.error, ValueError):
        return None


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


def _filled(found: Any, replacement: str) -> str:
    pieces: list[str] = []
    position = 0
    while position < len(replacement):
        mark, following = replacement[position], replacement[position + 1 : position + 2]
        if mark == "$" and following.isdecimal():
            number = int(following)
            pieces.append((found.group(number) or "") if number <= found.re.groups else "")
        elif mark == "\\" and following in {"$", "\\"}:
            pieces.append(following)
        else:
            pieces.append(mark)
            position -= 1
        position += 2
    return "".join(pieces)
