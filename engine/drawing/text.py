"""How wide words are, and where they break: measured by classes of letters, since no browser is asked."""

from typing import NamedTuple

# Widths in hundredths of the type size; the wider of the faces of the sheet's list.
_CLASSES = {
    28: " !'(),.:;IJ[]`fijl|",
    34: '"-/\\rt{}°',
    46: "?_csz",
    52: "FLkvxy",
    58: "$*+0123456789<=>EPSTVXYZ^aebdghknopqu~",
    66: "#ABCKR",
    75: "&DGHNOQU",
    84: "%w",
    94: "@MWm—…",
}
_WIDTHS = {letter: width for width, letters in _CLASSES.items() for letter in letters}
_OTHER = 62
BOLD = 1.08


def width(text: str, size: float = 13) -> float:
    return sum(_WIDTHS.get(letter, _OTHER) for letter in text) * size / 100


def wrap(text: str, room: float, size: float = 13) -> list[str]:
    """Lines no wider than `room`; a word that is wider than that is broken."""
    lines: list[str] = []
    for word in (piece for whole in text.split() for piece in _broken(whole, room, size)):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _broken(word: str, room: float, size: float) -> list[str]:
    if width(word, size) <= room:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(f"{pieces[-1]}{letter}-", size) > room >= width(letter, size):
            pieces[-1] += "-"
            pieces.append("")
        pieces[-1] += letter
    return pieces


class Setting(NamedTuple):
    """A type size with the room that lines have at it, and how many of them."""

    size: float
    room: float
    most: int


def fit(text: str, *settings: Setting) -> tuple[list[str], float]:
    """The lines and type size of the first setting that breaks no word and holds them all.

    The last one breaks words and cuts what is over.
    """
    longest = max(text.split(), key=width, default="")
    for size, room, most in settings:
        lines = wrap(text, room, size)
        if len(lines) <= most and (width(longest, size) <= room or size == settings[-1].size):
            return lines, size
    return [*lines[: most - 1], _cut(lines[most - 1], room, size)], size


def _cut(line: str, room: float, size: float) -> str:
    while line and width(line + "…", size) > room:
        line = line[:-1]
    return line.rstrip() + "…"
