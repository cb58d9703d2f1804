"""What is past its time, by the schedule in force: whichever version a case followed."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, literal, or_, select
from sqlalchemy.orm import aliased

from engine.access import cases_seen_by
from engine.db.cases import Attachment, Case, CaseLink
from engine.definitions import UnknownDocumentTypeError
from engine.deployments import known_types
from engine.retention import PAPERS, VALUES, Rule, apart, schedule
from engine.work import Reading

AT_ONCE = 200
"""How many are listed, and proposed, at once: the oldest first."""


@dataclass(frozen=True)
class Due:
    """`pieces`: files; of values one."""

    case_id: str
    case_number: str
    document_type: str
    state: str
    closed_on: dt.date
    rule: Rule = field(repr=False)
    pieces: int
    due_on: dt.date

    @property
    def key(self) -> str:
        return f"{self.case_id}:{self.rule.code}"


Schedules = Mapping[str, tuple[Rule, ...]]


def due(reading: Reading, cases: Sequence[str] | None = None) -> list[Due]:
    """Of the cases that the actor sees, or of these of them; the oldest first."""
    rules = schedules(reading)
    found = [*_papers(reading, rules, cases), *_values(reading, rules, cases)]
    return sorted(found, key=lambda one: (one.closed_on, one.case_number, one.rule.code))[:AT_ONCE]


def schedules(reading: Reading) -> Schedules:
    """By document type: the schedule of the version in force."""
    found = {}
    for name in known_types(reading):
        try:
            definition = reading.engine.definitions.current(reading.connection, reading.office.code, name)
        except UnknownDocumentTypeError:
            continue
        found[name] = schedule(definition.files, name)
    return found


def of_rule(rule: Rule, taken: frozenset[str]) -> ColumnElement[bool]:
    """The papers of a case that the class is about."""
    if rule.papers:
        return Attachment.requirement.in_(sorted(rule.papers - taken))
    return Attachment.requirement.not_in(sorted(taken)) if taken else Attachment.id.is_not(None)


def _papers(reading: Reading, rules: Schedules, cases: Sequence[str] | None) -> Iterator[Due]:
    for name, end, rule, taken in _apart(rules, PAPERS):
        statement = (
            _closed(reading, name, end, rule, cases, func.count(Attachment.id))
            .join(Attachment, Attachment.case_id == Case.id)
            .where(of_rule(rule, taken))
            .group_by(Case.id, Case.number, Case.document_type, Case.state, Case.closed_at)
        )
        yield from _listed(reading, statement, rule)


def _values(reading: Reading, rules: Schedules, cases: Sequence[str] | None) -> Iterator[Due]:
    for name, end, rule, _ in _apart(rules, VALUES):
        statement = _closed(reading, name, end, rule, cases, literal(1)).where(Case.secret.is_not(None))
        yield from _listed(reading, statement, rule)


def _apart(rules: Schedules, what: str) -> Iterator[tuple[str, str, Rule, frozenset[str]]]:
    for name, known in rules.items():
        for rule, end, taken in apart(known, what):
            if rule.months is not None:
                yield name, end, rule, taken


def _closed(
    reading: Reading, name: str, end: str, rule: Rule, cases: Sequence[str] | None, pieces: Any
) -> Select[Any]:
    """Cases of a type that ended so, long enough ago, and that no open case leans on."""
    latest = rule.latest(reading.local.date())
    assert latest is not None
    until = dt.datetime.combine(latest + dt.timedelta(days=1), dt.time(), reading.office.zone)
    wanted = Case.id.in_(cases) if cases is not None else Case.id.is_not(None)
    return (
        select(Case.id, Case.number, Case.document_type, Case.state, Case.closed_at, pieces.label("pieces"))
        .where(
            Case.office_code == reading.office.code,
            Case.document_type == name,
            Case.state == end,
            Case.closed_at < until,
            ~_leant_on(),
            wanted,
            cases_seen_by(reading.actor),
        )
        .order_by(Case.closed_at)
        .limit(AT_ONCE)
    )


def _leant_on() -> ColumnElement[bool]:
    """Papers count for linked cases too."""
    other = aliased(Case)
    linked = or_(
        and_(CaseLink.started_id == Case.id, CaseLink.sender_id == other.id),
        and_(CaseLink.sender_id == Case.id, CaseLink.started_id == other.id),
    )
    return select(other.id).join(CaseLink, linked).where(other.state == "open").exists()


def _listed(reading: Reading, statement: Select[Any], rule: Rule) -> Iterator[Due]:
    rows: Sequence[Row[Any]] = reading.execute(statement).all()
    for row in rows:
        closed = row.closed_at.astimezone(reading.office.zone).date()
        due_on = rule.due_on(closed)
        assert due_on is not None
        yield Due(row.id, row.number, row.document_type, row.state, closed, rule, row.pieces, due_on)
