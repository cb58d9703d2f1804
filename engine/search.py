"""How a case is found: by a number exactly, by the subject's name word for word, by its sound where it was mistyped."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, false, or_, select, true, union
from sqlalchemy.orm import aliased

from engine import names, territory
from engine.db.cases import Case, CaseParty
from engine.db.documents import Document, RegisterEntry
from engine.db.inbox import CaseName
from engine.work import Reading

NUMBER = re.compile(r"[A-Z]{2,4}-\d{4}-\d{1,6}", re.IGNORECASE)
DIGITS = re.compile(r"\+?[\d .-]{8,24}")
MOST = 100
"""Cases that a search for a list gives: whoever finds more adds a word."""
ALIKE = 0.7
"""How alike a mistyped word is to the one that it means."""
SPELT = {"akte": "akta"}


@dataclass(frozen=True)
class Columns:
    """Where the searched things stand in a table."""

    case_id: Any


CASES = Columns(Case.id)


@dataclass(frozen=True)
class Found:
    """`more`: there are others."""

    case_ids: Sequence[str]
    more: bool = False


def matches(reading: Reading, text: str, columns: Columns) -> ColumnElement[bool]:
    """A condition for what somebody typed into a search box; mistyped names only where no name begins so."""
    typed = " ".join(text.split())
    exact = _exactly(reading, typed)
    if exact is not None:
        return columns.case_id.in_(exact)  # type: ignore[no-any-return]
    begins = _called(reading, typed, None)
    if begins is None:
        return false()
    if reading.execute(begins.limit(1)).first() is not None:
        return columns.case_id.in_(begins)  # type: ignore[no-any-return]
    return columns.case_id.in_(_mistyped(reading, typed, None))  # type: ignore[no-any-return]


def find(reading: Reading, text: str, areas: Sequence[str]) -> Found:
    """The cases that somebody means, at most MOST of them, within the areas where he gives a name."""
    typed = " ".join(text.split())
    exact = _exactly(reading, typed)
    wanted = _called(reading, typed, areas) if exact is None else exact
    if wanted is None:
        return Found(())
    found = list(dict.fromkeys(reading.execute(wanted.limit(MOST + 1)).scalars()))
    if not found and exact is None:
        found = _mistyped(reading, typed, areas)
    return Found(found[:MOST], len(found) > MOST)


def types_named(reading: Reading, text: str) -> tuple[str, ...]:
    """The document types that the words name: "akte lahir" too means an akta."""
    typed = [SPELT.get(word, word) for word in names.words(text)]
    kinds = reading.engine.definitions.in_force(reading.connection, reading.engine.office_code)
    named = {kind.document_type: names.words(kind.name) for kind in kinds}
    return tuple(
        kind
        for kind, known in named.items()
        if typed and all(any(word in other for other in known) for word in typed) and len(typed[0]) > 1
    )


def _exactly(reading: Reading, typed: str) -> Select[Any] | None:
    """By a number that names one case, or one person; None where no number was typed."""
    office = reading.engine.office_code
    if NUMBER.fullmatch(typed):
        return select(Case.id).where(Case.office_code == office, Case.number == typed.upper())
    if DIGITS.fullmatch(typed) and sum(sign.isdigit() for sign in typed) >= 8:
        marks = [reading.vault.fingerprint(kind, typed) for kind in ("nik", "kk", "phone")]
        return select(CaseParty.case_id).where(
            CaseParty.office_code == office,
            CaseParty.kind.in_(("nik", "kk", "phone")),
            CaseParty.fingerprint.in_(marks),
        )
    if any(sign.isdigit() for sign in typed):
        numbered = (RegisterEntry, Document)
        return union(*(_numbered(table, office, typed.upper()) for table in numbered)).subquery().select()
    return None


def _numbered(table: Any, office: str, number: str) -> Select[Any]:
    return select(table.case_id).where(table.office_code == office, table.number == number)


def _called(reading: Reading, typed: str, areas: Sequence[str] | None) -> Select[Any] | None:
    """Cases of whose name one word begins with each of the typed ones; the longest is looked up, the others checked."""
    words = sorted(names.words(typed), key=len, reverse=True)
    if not words:
        return None
    found = select(CaseName.case_id).where(
        CaseName.office_code == reading.engine.office_code,
        *_begins(CaseName, words[0]),
        _over(areas, territory.inside),
    )
    for word in words[1:]:
        other = aliased(CaseName)
        found = found.where(
            select(other.case_id).where(other.case_id == CaseName.case_id, *_begins(other, word)).exists()
        )
    return found


def _begins(table: Any, word: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.word >= word, table.word < word + "{"  # the sign after z


def _over(
    areas: Sequence[str] | None, lies: Callable[[Any, str], ColumnElement[bool]]
) -> ColumnElement[bool]:
    """`lies`: the way of asking that the index of the words, or of the sounds, answers."""
    if areas is None:
        return true()
    return or_(false(), *(lies(CaseName.area_code, area) for area in areas))


def _mistyped(reading: Reading, typed: str, areas: Sequence[str] | None) -> list[str]:
    """Cases each of whose typed words sounds like a word of the name and looks like it."""
    words = sorted(names.words(typed), key=len, reverse=True)
    if not words or len(words[0]) < 4:
        return []
    heard = sorted(names.near(names.sound(words[0])))
    rows = reading.execute(
        select(CaseName.case_id, CaseName.word, Case.subject_name)
        .join(Case, Case.id == CaseName.case_id)
        .where(
            CaseName.office_code == reading.engine.office_code,
            CaseName.sound.in_(heard),
            _over(areas, territory.within),
        )
        .limit(MOST * 10)
    ).all()
    scored = {row.case_id: _likeness(words, names.words(row.subject_name)) for row in rows}
    return sorted((one for one, score in scored.items() if score >= ALIKE), key=lambda one: -scored[one])


def _likeness(typed: Sequence[str], known: Sequence[str]) -> float:
    """That of the worst typed word to the word of the name that fits it best."""
    return min(max((names.alike(word, other) for other in known), default=0.0) for word in typed)
