"""Whether a paper is the office's and in force, by its seal and a list of states alone: no network, no database."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from engine.errors.seals import SealError
from engine.seals import states
from engine.seals.seal import Seal, parse
from engine.vault import PaperPublic

SKEW = dt.timedelta(minutes=10)
"""How far clocks may differ."""


@dataclass(frozen=True)
class Answer:
    """`code`: a state (`in_force`, `superseded`, `revoked`, `draft`); why it is not known of a genuine seal (`no_list`,
    `list_old`, `list_forged`, `list_before` where the document is younger than the list); else why there is no such
    seal (`unreadable`, `unknown_key`, `altered`, `retired`)."""

    code: str
    seal: Seal | None = None
    listed_at: dt.datetime | None = None


def check(text: str, keys: Sequence[PaperPublic], listed: bytes | None, now: dt.datetime) -> Answer:
    try:
        found = parse(text, keys)
    except SealError as wrong:
        return Answer(wrong.code)
    if listed is None:
        return Answer("no_list", found)
    try:
        known = states.parse(listed, keys)
    except SealError as wrong:
        return Answer(wrong.code, found)
    return Answer(_state(found, known, now), found, known.issued_at)


def _state(found: Seal, known: states.States, now: dt.datetime) -> str:
    """A document that was in force no more stays so, however old the list is."""
    state = known.of(found.token)
    if state in ("superseded", "revoked"):
        return state
    if now > known.until or known.issued_at > now + SKEW:
        return "list_old"
    if found.issued_on > (known.issued_at + dt.timedelta(hours=14)).date():
        return "list_before"
    return state
