"""What people of a made-up office post for a step: what is known, required blanks made up, papers accepted."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine import residents
from engine.casefile import Scope
from engine.cautions import key
from engine.definitions import DocumentType
from engine.demo.blanks import fill_blanks
from engine.filing import merge
from engine.forms import Form
from engine.process import Node
from engine.reasons import fitting
from engine.requirements import needed
from engine.submission import ACCEPTANCE, ACCEPTED, FORWARD, RETURN, checks_papers
from engine.work import Reading

Posted = dict[str, Sequence[str]]
CHECKED = "Sudah dicocokkan dengan berkas asli."
NOTE = "Mohon difoto ulang di tempat terang."


@dataclass(frozen=True)
class Wish:
    """How a step is to be done. `answers` go before what is known; `known` is what the record may not have yet."""

    outcome: str = FORWARD
    reason: str | None = None
    note: str | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    known: Mapping[str, Any] = field(default_factory=dict)


def for_intake(
    reading: Reading, definition: DocumentType, values: Mapping[str, Any], chance: random.Random
) -> Posted:
    """An application as its page posts it: exactly what is given, and what a fresh form starts with."""
    form = definition.intake_form
    if form is None:
        return {}
    scope = Scope({}, reading.office)
    posted: Posted = dict(form.post(merge(form.defaults(scope, reading.local), values)))
    return posted | _accepting(reading, form, posted, scope)


def for_task(
    reading: Reading,
    definition: DocumentType,
    node: Node,
    record: dict[str, Any],
    wish: Wish,
    chance: random.Random,
) -> Posted:
    posted: Posted = {}
    form = definition.form(node)
    after = record
    if form is not None and wish.outcome == FORWARD:
        scope = Scope(dict(record), reading.office)
        defaults = form.defaults(scope, reading.local)
        known = merge(merge(merge(defaults, wish.known), _without_blanks(record)), form.given(defaults))
        after = fill_blanks(form.components, merge(known, wish.answers), scope, reading.local, chance)
        posted |= form.post(after)
        posted |= _accepting(reading, form, posted, scope)
        after = form.check(form.read(posted), scope, reading.local).values
    if checks_papers(node):
        posted |= _papers(definition, merge(record, after), wish)
    if wish.outcome != FORWARD:
        reason = wish.reason or _reason(definition, wish.outcome)
        posted |= {"alasan": [reason], "catatan": [NOTE if wish.note is None else wish.note]}
    return posted


def _accepting(reading: Reading, form: Form, posted: Posted, scope: Scope) -> Posted:
    """Whoever is warned goes on, and says why."""
    warnings = form.check(form.read(posted), scope, reading.local, residents.functions(reading)).warnings
    return {ACCEPTED: [key(one) for one in warnings], ACCEPTANCE: [CHECKED]} if warnings else {}


def _without_blanks(record: Mapping[str, Any]) -> dict[str, Any]:
    """Unanswered questions stand in a record as null: what is known otherwise shows through."""
    return {
        key: _without_blanks(value) if isinstance(value, Mapping) else value
        for key, value in record.items()
        if value is not None
    }


def _papers(definition: DocumentType, record: Mapping[str, Any], wish: Wish) -> Posted:
    """All are accepted; where the case goes back, the first goes back with it."""
    posted: Posted = {}
    for number, paper in enumerate(needed(definition.requirements, record)):
        goes_back = wish.outcome != FORWARD and number == 0
        posted[f"berkas.{paper.code}.hasil"] = ["kembalikan" if goes_back else "terima"]
        if goes_back:
            posted[f"berkas.{paper.code}.alasan"] = [_reason(definition, RETURN)]
    return posted


def _reason(definition: DocumentType, outcome: str) -> str:
    return fitting(definition.reasons.values(), outcome)[0].code
