"""The office cannot work on something, such as while SIAK is down: one act stops the clocks of all cases concerned, and
one lets them run on. A case that comes to a desk concerned meanwhile stops too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, insert, literal, null, select, update

from engine import history, reckoning
from engine.access import SYSTEM, Actor
from engine.db.cases import Case, Task
from engine.db.clocks import CaseStop, Outage
from engine.engine import STEADY, Engine
from engine.errors import ClockRunsError, InvalidAnswersError, NotAllowedError
from engine.forms import Problem
from engine.ids import new_id
from engine.reasons import CLOCK, Reason, fitting
from engine.roles import LANES, Permission
from engine.stops import rows
from engine.work import Reading, Work

AT_ONCE = 200
"""Cases that are locked together."""
PATIENCE = 5
"""Rounds of them that whoever ends an outage waits for; the sweep does the rest."""


@dataclass(frozen=True)
class NewOutage:
    """Empty means all: every document type, every desk."""

    reason: str
    words: str
    document_types: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


def reasons(reading: Reading) -> dict[str, Reason]:
    """Of the versions in force, by code."""
    kinds = reading.engine.definitions.in_force(reading.connection, reading.engine.office_code)
    return {reason.code: reason for kind in kinds for reason in fitting(kind.reasons.values(), CLOCK)}


def lately(reading: Reading, most: int = 20) -> Sequence[Row[Any]]:
    """The latest first; those that go on above all."""
    mine = Outage.office_code == reading.engine.office_code
    order = (Outage.until.is_not(None), Outage.since.desc())
    return reading.execute(select(Outage.__table__).where(mine).order_by(*order).limit(most)).all()


def begin(engine: Engine, actor: Actor, new: NewOutage) -> int:
    """How many cases stand still by it."""
    _permit(actor)
    with engine.work(actor) as work:
        _check(work, new)
        outage: dict[str, Any] = {
            "id": new_id(), "reason": new.reason, "document_types": list(new.document_types),
            "roles": list(new.roles), "since": work.now, "begun_by": actor.person_id,
        }  # fmt: skip
        work.execute(insert(Outage), [outage | work.office.owner])
        stopped = _stop(work, outage)
        facts = {"outage": outage["id"], "document_types": outage["document_types"], "roles": outage["roles"]}
        work.record(
            history.Event(
                "outage.begun",
                "office",
                reason=new.reason,
                words=new.words,
                facts={**facts, "cases": stopped},
            )
        )
    engine.forget()
    return stopped


def _permit(actor: Actor) -> None:
    if Permission.OVERSEE not in actor.permissions:
        raise NotAllowedError("stop the clocks of the office", "role")


def _check(work: Work, new: NewOutage) -> None:
    problems = []
    if new.reason not in reasons(work):
        problems.append(Problem("alasan", "reason_needed"))
    if not new.words:
        problems.append(Problem("catatan", "words_needed"))
    if set(new.roles) - set(LANES):
        problems.append(Problem("meja", "reason_needed"))
    if problems:
        raise InvalidAnswersError(problems)


def _stop(work: Work, outage: Mapping[str, Any]) -> int:
    """Four statements, however many cases: their rows first, which locks them."""
    concerned = _concerned(work, outage)
    values = {"pause_reason": outage["reason"]}
    standing = update(Case).where(*concerned, Case.paused_at.is_not(None)).values(**values)
    running = update(Case).where(*concerned, Case.paused_at.is_(None)).values(paused_at=work.now, **values)
    stopped = work.execute(standing).rowcount + work.execute(running).rowcount
    columns = ("case_id", "source", "reason", "token", "since", "until", "office_code", "regency_code")
    given = (literal(value) for value in (outage["id"], outage["reason"], ""))
    since = literal(work.now, type_=CaseStop.since.type)
    found = select(Case.id, *given, since, null(), Case.office_code, Case.regency_code)
    wanted = found.where(*concerned, Case.paused_at.is_not(None))
    work.execute(insert(CaseStop).from_select(columns, wanted))
    mine = select(CaseStop.case_id).where(CaseStop.source == outage["id"], CaseStop.until.is_(None))
    work.execute(update(Task).where(Task.state == "open", Task.case_id.in_(mine)).values(look_at=None))
    return stopped


def _concerned(work: Work, outage: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    found = [Case.office_code == work.office.code, Case.state == "open"]
    if outage["document_types"]:
        found.append(Case.document_type.in_(outage["document_types"]))
    if outage["roles"]:
        waits = (Task.case_id == Case.id, Task.state == "open", Task.role.in_(outage["roles"]))
        found.append(exists().where(*waits))
    return found


def end(engine: Engine, actor: Actor, outage_id: str) -> None:
    """From now on the clocks run; what was promised and what is due moves case by case."""
    _permit(actor)
    with engine.work(actor) as work:
        mine = (Outage.id == outage_id, Outage.office_code == engine.office_code, Outage.until.is_(None))
        reason = work.execute(select(Outage.reason).where(*mine).with_for_update()).scalar()
        if reason is None:
            raise ClockRunsError("the office")
        work.execute(update(Outage).where(*mine).values(until=work.now, ended_by=actor.person_id))
        work.record(history.Event("outage.ended", "office", reason=reason, facts={"outage": outage_id}))
    engine.forget()
    settle(engine, PATIENCE)


def settle(engine: Engine, rounds: int | None = None) -> int:
    """Lets run the clocks of cases whose outage is over; how many. A round is one transaction: whoever is ended in the
    middle leaves the rest to the next."""
    with engine.reading() as reading:
        mine = (Outage.office_code == engine.office_code, Outage.settled_at.is_(None))
        over = reading.execute(select(Outage.id, Outage.until).where(*mine, Outage.until.is_not(None))).all()
    settled = 0
    for outage in over:
        done = None
        while done != 0 and (rounds is None or rounds > 0):
            done = _settle(engine, outage.id, outage.until)
            settled, rounds = settled + done, None if rounds is None else rounds - 1
    return settled


def _settle(engine: Engine, outage_id: str, until: datetime) -> int:
    """Some of its cases; 0 when it has none left, and is settled."""
    with engine.work(SYSTEM) as work:
        standing = select(CaseStop.case_id).where(CaseStop.source == outage_id, CaseStop.until.is_(None))
        cases = work.execute(
            select(*reckoning.COLUMNS)
            .where(Case.id.in_(standing))
            .order_by(Case.id)
            .limit(AT_ONCE)
            .with_for_update()
        ).all()
        if not cases:
            if work.now - until >= STEADY:  # by now no process goes by what the office was before
                work.execute(update(Outage).where(Outage.id == outage_id).values(settled_at=work.now))
            return 0
        ids = [case.id for case in cases]
        own = (CaseStop.source == outage_id, CaseStop.until.is_(None), CaseStop.case_id.in_(ids))
        work.execute(update(CaseStop).where(*own).values(until=until))
        _show(work, ids)
        again = select(*reckoning.COLUMNS).where(Case.id.in_(ids)).order_by(Case.id)
        reckoning.reckon(work, work.execute(again).all())
        return len(cases)


def _show(work: Work, ids: Sequence[str]) -> None:
    """An outage ended some time ago: what stops a case still may have begun after that."""
    running = {
        case: [stop for stop in stops if stop.until is None]
        for case, stops in rows.of_cases(work, ids).items()
    }
    free = [case for case, stops in running.items() if not stops]
    work.execute(update(Case).where(Case.id.in_(free)).values(**rows.shown([])))
    for case, stops in running.items():
        if stops:
            work.execute(update(Case).where(Case.id == case).values(**rows.shown(stops)))
