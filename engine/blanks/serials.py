"""Serials of blanks: letters and digits as they are printed on the piece."""

import re
from collections.abc import Sequence

from engine.errors import BlankRangeError

_APART = re.compile(r"[\s.\-]+")
_SERIAL = re.compile(r"(?P<letters>[A-Z0-9]*?)(?P<number>[0-9]{1,10})", re.ASCII)
MOST_AT_ONCE = 5_000
LONGEST = 32


def tidy(text: str) -> str:
    """As the ledger writes it: capitals, nothing between."""
    return _APART.sub("", text).upper()


def expand(first: str, last: str) -> Sequence[str]:
    """The serials from the first to the last; both look alike, only the number at the end grows."""
    first, last = tidy(first), tidy(last or first)
    low, high = _SERIAL.fullmatch(first), _SERIAL.fullmatch(last)
    if low is None or high is None or len(first) != len(last) or len(first) > LONGEST:
        raise BlankRangeError("two serials of the same shape")
    width = _common_end(first, last)
    letters, begin, end = first[:-width], int(first[-width:]), int(last[-width:])
    if end < begin:
        raise BlankRangeError("a last serial that comes after the first")
    if end - begin >= MOST_AT_ONCE:
        raise BlankRangeError(f"at most {MOST_AT_ONCE} pieces at once")
    return [f"{letters}{number:0{width}d}" for number in range(begin, end + 1)]


def _common_end(first: str, last: str) -> int:
    """How many digits at the end count up: all of them, up to ten, behind the same beginning."""
    width = min(_digits(first), _digits(last), 10)
    if width == 0 or first[:-width] != last[:-width]:
        raise BlankRangeError("two serials that begin alike")
    return width


def _digits(serial: str) -> int:
    return len(serial) - len(serial.rstrip("0123456789"))
