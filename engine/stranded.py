"""Tasks that nobody may do: duties, family and territory leave no one. An incident says so to a superior, who may
appoint a deputy; it closes itself once somebody may."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, select, update

from engine import caselock, cases, filing, people, posts, tasks, territory
from engine.access import SYSTEM, Action, Actor, Grant, Refusal, refusal
from engine.db.cases import Case, Incident, Task
from engine.db.offices import Assignment, Person, Post
from engine.engine import Engine
from engine.errors import NotAllowedError, NotFoundError
from engine.ids import new_id
from engine.posts import Delegation
from engine.roles import OVERSEERS
from engine.separation import OWN
from engine.work import Reading

KIND = "nobody"
AT_ONCE = 300
"""Tasks that one sweep looks at, those due first."""
MANY = 8
"""With more people than this in a role, somebody always may: a case is never worked on by all of them."""


@dataclass(frozen=True)
class Excluded:
    """`person` is a name, resolved for whoever looks; never stored with the incident."""

    person_id: str
    person: str
    why: Refusal


def sweep(engine: Engine) -> int:
    """Opens and closes incidents; how many changed."""
    with engine.reading() as reading:
        able = _people(reading)
        opening = [task for task in _waiting(reading) if _is_stranded(reading, task, able)]
        closing = [row.id for row in _open_incidents(reading) if not _still(reading, row, able)]
    return sum(_open(engine, task) for task in opening) + sum(_close(engine, one) for one in closing)


def excluded(reading: Reading, case_id: str, node: str) -> list[Excluded]:
    """Who holds the role of the case's open task at the node, and why he may not do it."""
    task = reading.execute(_task(case_id, node)).first()
    if task is None:
        return []
    actors = _for(_people(reading), task)
    return [
        Excluded(str(one.person_id), one.name, why)
        for one in actors
        if (why := _refusal(reading, one, task)) is not None
    ]


def deputies(reading: Reading, case_id: str, node: str) -> list[tuple[str, str]]:
    """Id and name of those who could do it as stand-ins."""
    task = reading.execute(_task(case_id, node)).first()
    if task is None:
        return []
    acting = Grant("", "", task.role, task.area_code, "plh")
    return sorted(
        (
            (str(one.person_id), one.name)
            for one in _people(reading)
            if one.person_id != reading.actor.person_id
            and not any(grant.role in OVERSEERS for grant in one.grants)
            and _refusal(reading, replace(one, grants=(*one.grants, acting)), task) is None
        ),
        key=lambda pair: pair[1],
    )


def appoint(engine: Engine, actor: Actor, incident_id: str, person_id: str, by: tuple[str, datetime]) -> None:
    """A superior lets somebody stand in for the role's post until a day, by a letter: (its number, until)."""
    letter, until = by
    with engine.work(actor) as work:
        found = select(Incident.case_id, Incident.node).where(
            Incident.id == incident_id, Incident.kind == KIND, Incident.state == "open"
        )
        incident = work.execute(found).first()
        if incident is None:
            raise NotFoundError("open incident")
        case = work.execute(select(Case.__table__).where(Case.id == incident.case_id)).one()
        refused = refusal(actor, Action.REPAIR, cases.facts_to_act(work, case))
        if refused is not None:
            raise NotAllowedError("appoint a deputy", refused)
        task = work.execute(_task(incident.case_id, incident.node)).first()
        if task is None or person_id not in {
            one for one, _ in deputies(work, incident.case_id, incident.node)
        }:
            raise NotFoundError("deputy")
        posts.stand_in(work, Delegation(_post(work, task), person_id, "plh", letter, work.now, until))
    sweep(engine)


def _post(reading: Reading, task: Row[Any]) -> str:
    """The post of the role over the task's area."""
    mine = (Post.office_code == reading.office.code, Post.role == task.role)
    found = reading.execute(select(Post.id, Post.area_code).where(*mine).order_by(Post.id)).all()
    fitting = [row for row in found if territory.covers(row.area_code, task.area_code)]
    if not fitting:
        raise NotFoundError("post")
    return str(max(fitting, key=lambda row: len(row.area_code)).id)


def _people(reading: Reading) -> list[Actor]:
    """Everybody who may log in, as he may act now. One statement."""
    now = reading.now
    held = (Assignment.person_id == Person.id) & people.holds(now)
    rows = reading.execute(
        select(*people.ACTING, people.holder(now).label("holder"), people.away_until(now).label("away_until"))
        .join(Assignment, held)
        .join(Post, Post.id == Assignment.post_id)
        .where(Person.office_code == reading.office.code, Person.disabled_at.is_(None))
        .order_by(Person.id, Assignment.kind != OWN)
    ).all()
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row)
    return [people.actor_from(of_one, now, reading.office.superiors) for of_one in found.values()]


def _for(able: Iterable[Actor], task: Row[Any]) -> list[Actor]:
    return [actor for actor in able if actor.grant_for(task.role, task.area_code) is not None]


def _is_stranded(reading: Reading, task: Row[Any], able: Sequence[Actor]) -> bool:
    fitting = _for(able, task)
    return len(fitting) <= MANY and all(_refusal(reading, one, task) is not None for one in fitting)


def _refusal(reading: Reading, actor: Actor, task: Row[Any]) -> Refusal | None:
    """By the same rule as at the inbox, claim and completion. Who holds the task says nothing of who may."""
    looking = replace(reading, actor=actor)
    facts = replace(tasks.facts(actor, tasks.find(looking, task.id)), claimed_by=None)
    return refusal(actor, Action.COMPLETE, facts)


COLUMNS = (Task.id, Task.case_id, Task.node, Task.role, Task.area_code)


def _waiting(reading: Reading) -> Sequence[Row[Any]]:
    """Open tasks that no incident is about yet."""
    known = select(Incident.id).where(
        Incident.case_id == Task.case_id,
        Incident.node == Task.node,
        Incident.kind == KIND,
        Incident.state == "open",
    )
    mine = (Task.office_code == reading.office.code, Task.state == "open", Task.claimed_by.is_(None))
    return reading.execute(
        select(*COLUMNS).where(*mine, ~known.exists()).order_by(Task.due_at).limit(AT_ONCE)
    ).all()


def _task(case_id: str, node: str) -> Any:
    return select(*COLUMNS).where(Task.case_id == case_id, Task.node == node, Task.state == "open").limit(1)


def _open_incidents(reading: Reading) -> Sequence[Row[Any]]:
    mine = (Incident.office_code == reading.office.code, Incident.kind == KIND, Incident.state == "open")
    return reading.execute(select(Incident.id, Incident.case_id, Incident.node).where(*mine)).all()


def _still(reading: Reading, incident: Row[Any], able: Sequence[Actor]) -> bool:
    task = reading.execute(_task(incident.case_id, incident.node)).first()
    return task is not None and _is_stranded(reading, task, able)


def _open(engine: Engine, task: Row[Any]) -> bool:
    with engine.work(SYSTEM) as work:
        caselock.lock(work, task.case_id)
        if work.execute(select(Task.id).where(Task.id == task.id, Task.state == "open")).first() is None:
            return False
        row = {
            "id": new_id(), "case_id": task.case_id, "node": task.node, "kind": KIND, "state": "open",
            "sentence": f"Expected somebody who may do '{task.node}', but nobody may", "opened_at": work.now,
        }  # fmt: skip
        work.execute(insert(Incident), [row | work.office.owner])
        filing.record_act(work, task.case_id, "incident.opened", node=task.node, facts={"what": KIND})
        return True


def _close(engine: Engine, incident_id: str) -> bool:
    with engine.work(SYSTEM) as work:
        found = select(Incident.case_id, Incident.node).where(
            Incident.id == incident_id, Incident.state == "open"
        )
        incident = work.execute(found).first()
        if incident is None:
            return False
        caselock.lock(work, incident.case_id)
        ended = {"state": "closed", "closed_at": work.now}
        work.execute(update(Incident).where(Incident.id == incident_id).values(**ended))
        filing.record_act(work, incident.case_id, "incident.closed", node=incident.node, facts={"what": KIND})
        return True
