"""What is past its time is destroyed by two people: one proposes a list with a letter, another one confirms."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, update
from sqlalchemy.orm import aliased

from engine import caselock, cases, history
from engine.access import Action, refusal
from engine.archive import erasing
from engine.archive.due import Due, due, schedules
from engine.db.archive import Destruction, DestructionItem
from engine.db.cases import Case
from engine.db.offices import Person
from engine.errors import NotAllowedError, NotFoundError
from engine.errors.archive import (
    DestructionFourEyesError,
    DestructionIncompleteError,
    DestructionOpenError,
    NoOpenDestructionError,
    NotDueError,
)
from engine.history.streams import OFFICE
from engine.ids import new_id
from engine.numbers import next_number
from engine.retention import Rule
from engine.twopeople import Decision, permit
from engine.work import Reading, Work

LONGEST_LETTER = 200


@dataclass(frozen=True)
class Destroyed:
    """A proposal. `mine`: the reader made it."""

    id: str
    state: str
    number: str | None
    letter: str
    rules: Mapping[str, Any]
    proposer: str = field(repr=False)
    proposed_at: dt.datetime
    decider: str | None = field(repr=False)
    decided_at: dt.datetime | None
    items: int
    pieces: int
    mine: bool


@dataclass(frozen=True)
class Entry:
    """One line of the minutes: numbers only, nobody's name."""

    case_number: str
    document_type: str
    rule: str
    what: str
    pieces: int
    due_on: dt.date


@dataclass(frozen=True)
class Minutes:
    """What a berita acara says."""

    head: Destroyed
    entries: Sequence[Entry]


def propose(work: Work, chosen: Sequence[str], letter: str) -> str:
    """`chosen`: keys of what is due. The proposal's id. Raises DestructionError, NotAllowedError."""
    words = " ".join(letter.split())
    if not chosen or not words or len(words) > LONGEST_LETTER:
        raise DestructionIncompleteError
    if _open(work) is not None:
        raise DestructionOpenError
    known = {one.key: one for one in due(work, [key.partition(":")[0] for key in chosen])}
    if not set(chosen) <= known.keys():
        raise NotDueError
    items = [known[key] for key in dict.fromkeys(chosen)]
    for case_id in {one.case_id for one in items}:
        _permitted(work, case_id)
    row = {"id": new_id(), "state": "open", "number": None, "letter": words, "rules": _said(items),
           "proposed_by": work.actor.person_id, "proposed_at": work.now}  # fmt: skip
    work.execute(insert(Destruction), [row | work.office.owner])
    work.execute(insert(DestructionItem), [_item(row["id"], one) | work.office.owner for one in items])
    _record(work, "proposed", row["id"], words, {"items": len(items)})
    return str(row["id"])


def decide(work: Work, destruction_id: str, decision: Decision) -> None:
    """By another person, unless whoever proposed it takes it back. Raises DestructionError, NotAllowedError,
    NotFoundError."""
    row = _open(work)
    if row is None or row.id != destruction_id:
        raise NoOpenDestructionError
    permit(work, row.proposed_by, decision, DestructionFourEyesError)
    number, facts = None, {}
    if decision == "confirmed":
        number = _numbered(work)
        facts = {"number": number, "items": _destroy(work, destruction_id)}
    ended = work.execute(
        update(Destruction)
        .where(Destruction.id == destruction_id, Destruction.state == "open")
        .values(state=decision, number=number, decided_by=work.actor.person_id, decided_at=work.now)
    )
    if ended.rowcount != 1:
        raise NoOpenDestructionError
    _record(work, decision, destruction_id, row.letter, facts)


def waiting(reading: Reading) -> Destroyed | None:
    """What somebody has to decide about."""
    return next(iter(_listed(reading, _list().where(Destruction.state == "open"))), None)


def recent(reading: Reading) -> list[Destroyed]:
    """What was decided, the newest first."""
    return _listed(reading, _list().where(Destruction.state != "open").limit(50))


def minutes(reading: Reading, destruction_id: str) -> Minutes:
    """Raises NotFoundError where there is no such proposal."""
    found = _listed(reading, _list().where(Destruction.id == destruction_id))
    if not found:
        raise NotFoundError("proposal to destroy")
    rows = reading.execute(
        select(
            Case.number.label("case_number"), Case.document_type, DestructionItem.rule, DestructionItem.what,
            DestructionItem.pieces, DestructionItem.due_on,
        )
        .join(Case, Case.id == DestructionItem.case_id)
        .where(DestructionItem.destruction_id == destruction_id)
        .order_by(DestructionItem.rule, Case.number)
    )  # fmt: skip
    return Minutes(found[0], [Entry(**row._mapping) for row in rows])


def _permitted(reading: Reading, case_id: str) -> None:
    row = reading.execute(select(Case.__table__).where(Case.id == case_id)).one()
    refused = refusal(reading.actor, Action.ARCHIVE, cases.facts_to_act(reading, row))
    if refused is not None:
        raise NotAllowedError("destroy what is past its time", refused)


def _said(items: Sequence[Due]) -> dict[str, Any]:
    kept = ("label", "label_en", "legal_basis", "months", "confirmed")
    rules: dict[str, Rule] = {one.rule.code: one.rule for one in items}
    return {code: {name: asdict(rule)[name] for name in kept} for code, rule in rules.items()}


def _item(destruction_id: Any, one: Due) -> dict[str, Any]:
    return {"destruction_id": destruction_id, "case_id": one.case_id, "rule": one.rule.code,
            "what": one.rule.what, "pieces": one.pieces, "due_on": one.due_on}  # fmt: skip


def _numbered(work: Work) -> str:
    year = work.local.year
    return f"BAP-{year}-{next_number(work.connection, work.office, f'pemusnahan:{year}'):04d}"


def _destroy(work: Work, destruction_id: str) -> int:
    """All of it or nothing: what is not past its time any more stops it."""
    rows = work.execute(
        select(
            DestructionItem.case_id,
            DestructionItem.rule,
            DestructionItem.what,
            Case.document_type,
            Case.state,
        )
        .join(Case, Case.id == DestructionItem.case_id)
        .where(DestructionItem.destruction_id == destruction_id)
        .order_by(DestructionItem.case_id, DestructionItem.what)
    ).all()
    ids = sorted({row.case_id for row in rows})
    for case_id in ids:
        caselock.lock(work, case_id)
        _permitted(work, case_id)
    still = {one.key for one in due(work, ids)}
    if not {f"{row.case_id}:{row.rule}" for row in rows} <= still:
        raise NotDueError
    rules = schedules(work)
    for row in rows:
        erasing.erase(work, rules, row, destruction_id)
    return len(rows)


def _open(reading: Reading) -> Row[Any] | None:
    wanted = select(Destruction.id, Destruction.proposed_by, Destruction.letter)
    mine = Destruction.office_code == reading.office.code
    return reading.execute(wanted.where(mine, Destruction.state == "open")).first()


def _list() -> Any:
    decider, counted = aliased(Person), DestructionItem.destruction_id == Destruction.id
    return (
        select(
            Destruction.id, Destruction.state, Destruction.number, Destruction.letter, Destruction.rules,
            Person.name.label("proposer"), Destruction.proposed_at, decider.name.label("decider"),
            Destruction.decided_at, Destruction.proposed_by,
            select(func.count()).where(counted).correlate(Destruction).scalar_subquery().label("items"),
            select(func.sum(DestructionItem.pieces)).where(counted).correlate(Destruction).scalar_subquery()
            .label("pieces"),
        )
        .join(Person, Person.id == Destruction.proposed_by)
        .outerjoin(decider, decider.id == Destruction.decided_by)
        .order_by(Destruction.proposed_at.desc(), Destruction.id.desc())
    )  # fmt: skip


def _listed(reading: Reading, statement: Select[Any]) -> list[Destroyed]:
    rows = reading.execute(statement.where(Destruction.office_code == reading.office.code)).all()
    made = []
    for row in rows:
        said = row._asdict()
        mine = said.pop("proposed_by") == reading.actor.person_id
        made.append(Destroyed(**said, mine=mine))
    return made


def _record(work: Work, what: str, destruction_id: Any, words: str, facts: Mapping[str, Any]) -> None:
    told = {"destruction": destruction_id, **facts}
    work.record(history.Event(f"destruction.{what}", OFFICE, facts=told, words=words))
