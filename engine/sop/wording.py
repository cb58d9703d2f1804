"""A condition in Indonesian, for people who read no FEEL. What names and values are called is the caller's to say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from engine.feel.clauses import Aged, Answered, Clause, Clauses, Compared, Measured, clauses

SIGNS = {"<": "kurang dari", "<=": "paling banyak", ">": "lebih dari", ">=": "paling sedikit"}
BESIDE = SIGNS | {"=": "sama dengan", "!=": "berbeda dengan"}
AGES = {"<": "lebih dari", "<=": "paling sedikit", ">": "kurang dari", ">=": "paling banyak"}
"""A birth date and some years, compared with a day."""
ANSWERS = {"true": "ya", "false": "tidak"}


class Vocabulary(Protocol):
    def name(self, path: str) -> str: ...

    def value(self, path: str, value: str) -> str: ...


class UnsaidError(Exception):
    """No words for this kind of expression."""


def in_words(text: str, vocabulary: Vocabulary) -> str:
    """The expression itself where there are no words for it."""
    try:
        return _said(clauses(text), vocabulary)
    except UnsaidError:
        return text


def _said(clause: Clause, words: Vocabulary) -> str:
    if isinstance(clause, Clauses):
        return _joined([_said(part, words) for part in clause.parts], clause.every)
    if isinstance(clause, Answered):
        return _answered(clause, words)
    if isinstance(clause, Measured):
        return f"{words.name(clause.path)} {SIGNS[clause.sign]} {clause.number}"
    if isinstance(clause, Compared):
        return f"{words.name(clause.path)} {BESIDE[clause.sign]} {_lower(words.name(clause.other))}"
    if isinstance(clause, Aged):
        day = _lower(words.name(clause.day))
        return f"{words.name(clause.path)} {AGES[clause.sign]} {clause.years} tahun sebelum {day}"
    raise UnsaidError


def _joined(said: Sequence[str], every: bool) -> str:
    if every:
        return " dan ".join(f"({one})" if " atau " in one and ": " not in one else one for one in said)
    return ("; atau " if any(" dan " in one for one in said) else " atau ").join(said)


def _answered(clause: Answered, words: Vocabulary) -> str:
    name = words.name(clause.path)
    if clause.values == (None,):
        return f"{name} {'sudah' if clause.negated else 'belum'} ada"
    values = [ANSWERS.get(value) or words.value(clause.path, value) for value in clause.values if value]
    return f"{name}{' bukan' if clause.negated else ':'} {either(values)}"


def either(values: Sequence[str]) -> str:
    """ "A", "A atau B", "A, B atau C"."""
    return " atau ".join(filter(None, (", ".join(values[:-1]), values[-1])))


def _lower(name: str) -> str:
    """Within a sentence; abbreviations stay as they are."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
