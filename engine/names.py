"""Names as they are searched: word by word from its beginning, and by sound where somebody mistyped."""

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

LONGEST = 32
SPELLINGS = (
    ("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "s"), ("nj", "n"), ("ch", "k"), ("ph", "f"), ("th", "t"),
    ("kh", "k"), ("sy", "s"), ("ks", "x"), ("y", "j"), ("i", "j"), ("v", "f"), ("p", "f"), ("z", "s"), ("q", "k"),
    ("c", "k"), ("w", "u"),
)  # fmt: skip
"""Old and new spelling, and letters that names are written with either way."""
SOUNDS = "bdfghjklmnrstx"
"""What a sound is made of."""


def words(name: str) -> list[str]:
    """Lower case, without accents and signs."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return [word[:LONGEST] for word in re.findall(r"[a-z0-9]+", re.sub(r"[\u0300-\u036f'’`]", "", plain))]


def spelt(word: str) -> str:
    """In one spelling of the several that a name may have."""
    for spelling, plain in SPELLINGS:
        word = word.replace(spelling, plain)
    return word


def sound(word: str) -> str:
    """The consonants of a word, spellings made alike: yohanes, johannes and yohannis sound the same."""
    heard = spelt(word)
    vowel = heard[:1] if heard[:1] in "aeou" else ""
    consonants = re.sub(r"(.)\1+", r"\1", re.sub("[aeou]", "", heard))
    kept = "".join(letter for letter in consonants if letter in SOUNDS)
    first, rest = kept[:1], kept[1:].replace("j", "").replace("h", "")
    return f"{vowel}{first}{rest}" or word


def near(heard: str) -> set[str]:
    """The sound itself and those one slip away: a letter left out, put in, mistaken or swapped."""
    return {heard, *_slips(heard)} - {""}


def _slips(heard: str) -> Iterator[str]:
    for at in range(len(heard) + 1):
        before, after = heard[:at], heard[at:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in SOUNDS:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]


def alike(typed: str, known: str) -> float:
    """How alike two words are, from 0 to 1: the same letters, in the same places but for a few."""
    return SequenceMatcher(None, spelt(typed), spelt(known)).ratio()
