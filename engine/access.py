"""May this actor do this? One rule, as a pure function and as a SQL filter; a test holds them together."""

import enum
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, false, not_, or_, select

from engine import separation, territory
from engine.db.base import FINGERPRINT, ID
from engine.db.cases import Case, CaseParty, Task
from engine.roles import DESKS, LANES, ROLES, Permission
from engine.separation import OWN, Done


@dataclass(frozen=True)
class Grant:
    """A role over an area, through a post; `on_behalf_of` is the id of the holder when somebody acts for him."""

    post_id: str
    title: str
    role: str
    area_code: str
    kind: str = OWN
    on_behalf_of: str | None = None
    until: datetime | None = None
    below: frozenset[str] = frozenset()
    """The roles whose superior it is, as the office has them."""

    @property
    def stands_in(self) -> bool:
        return self.kind != OWN

    def covers(self, role: str, area_code: str) -> bool:
        return self.role == role and territory.covers(self.area_code, area_code)


@dataclass(frozen=True)
class Actor:
    """Somebody acting, with what he may act as. The system acts without grants."""

    person_id: str | None
    name: str
    grants: tuple[Grant, ...] = ()
    nik_index: bytes | None = None
    kk_index: bytes | None = None
    language: str = "id"
    lapsed: tuple[Grant, ...] = ()
    """What ended a while ago: it allows nothing, but whoever was at work learns why and keeps what he typed."""
    away_until: datetime | None = None
    """Until when he is absent: meanwhile somebody else acts in his posts, and he does not."""

    @property
    def permissions(self) -> frozenset[Permission]:
        return frozenset().union(*(ROLES[grant.role].permissions for grant in self.grants))

    @property
    def fingerprints(self) -> frozenset[bytes]:
        return frozenset(mark for mark in (self.nik_index, self.kk_index) if mark)

    def grant_for(self, role: str, area_code: str) -> Grant | None:
        """The grant that covers it; an own post before a delegation."""
        fitting = (grant for grant in self.grants if grant.covers(role, area_code))
        return min(fitting, key=lambda grant: grant.stands_in, default=None)


SYSTEM = Actor(None, "Sistem")


class Action(enum.StrEnum):
    SEE_TASK = "see_task"
    CLAIM = "claim"
    COMPLETE = "complete"
    HAND_ON = "hand_on"
    SEE_CASE = "see_case"
    SEE_PAPERS = "see_papers"
    TELL = "tell"
    PRINT = "print"
    OPEN_CASE = "open_case"
    WITHDRAW = "withdraw"
    REPAIR = "repair"
    REVOKE = "revoke"
    RECONCILE = "reconcile"
    ARCHIVE = "archive"


class Refusal(enum.StrEnum):
    ROLE = "role"  # no post with this role
    TERRITORY = "territory"  # the role, but over another area
    DUTY = "duty"  # did a duty on this case that does not go with this one
    FAMILY = "family"  # takes part in the case, or somebody of the same family card does
    DRAWN = "drawn"  # did a step of this case that the diagram wants another person for
    HELD = "held"  # somebody else holds the task
    EXPIRED = "expired"  # the post that allowed it has ended


@dataclass(frozen=True)
class TaskFacts:
    role: str
    area_code: str
    duty: str
    claimed_by: str | None = None
    done: frozenset[Done] = frozenset()
    """What the actor has already done on this case."""
    drawn_apart: bool = False
    """The diagram wants another person than for a step that the actor has done."""
    parties: frozenset[bytes] = field(default=frozenset())
    """Fingerprints of the actor's numbers that occur among the case's people."""


@dataclass(frozen=True)
class CaseFacts:
    area_code: str
    intake_role: str
    intake_area: str
    parties: frozenset[bytes] = field(default=frozenset())
    """Fingerprints of the actor's numbers that occur among the case's people."""


def refusal(actor: Actor, action: Action, thing: TaskFacts | CaseFacts) -> Refusal | None:
    """None where it is allowed. Denies whatever no line below allows."""
    if isinstance(thing, TaskFacts):
        return _task_refusal(actor, action, thing)
    return _case_refusal(actor, action, thing)


def allow(actor: Actor, action: Action, thing: TaskFacts | CaseFacts) -> bool:
    return refusal(actor, action, thing) is None


def _task_refusal(actor: Actor, action: Action, task: TaskFacts) -> Refusal | None:
    if action is Action.HAND_ON:
        return _hand_on_refusal(actor, task)
    if action not in (Action.SEE_TASK, Action.CLAIM, Action.COMPLETE) or task.role not in LANES:
        return Refusal.ROLE
    grant = actor.grant_for(task.role, task.area_code)
    if grant is None:
        return _why_not(actor, task)
    if action is Action.SEE_TASK:
        return None
    if separation.barred(Done(task.duty, task.role, grant.kind), task.done):
        return Refusal.DUTY
    if task.drawn_apart:
        return Refusal.DRAWN
    if task.parties & actor.fingerprints:
        return Refusal.FAMILY
    return None if task.claimed_by in (None, actor.person_id) else Refusal.HELD


def _hand_on_refusal(actor: Actor, task: TaskFacts) -> Refusal | None:
    """Whoever holds a task hands it on; so does his superior, over his head, and of what nobody holds a superior at
    his own desk too. Nobody chooses who works on his own family's case."""
    if task.claimed_by == actor.person_id and actor.grant_for(task.role, task.area_code) is not None:
        return None
    fitting = [
        grant
        for grant in _holding(actor, Permission.REASSIGN)
        if task.role in grant.below or (task.role == grant.role and task.claimed_by is None)
    ]
    if not fitting:
        return Refusal.ROLE
    if not any(territory.covers(grant.area_code, task.area_code) for grant in fitting):
        return Refusal.TERRITORY
    return Refusal.FAMILY if task.parties & actor.fingerprints else None


def _why_not(actor: Actor, task: TaskFacts) -> Refusal:
    if any(grant.covers(task.role, task.area_code) for grant in actor.lapsed):
        return Refusal.EXPIRED
    return Refusal.TERRITORY if any(grant.role == task.role for grant in actor.grants) else Refusal.ROLE


_CASE_PERMISSIONS = {
    Action.SEE_CASE: Permission.SEARCH,
    Action.SEE_PAPERS: Permission.READ_IN_FULL,
    Action.TELL: Permission.TELL,
    Action.PRINT: Permission.PRINT,
    Action.OPEN_CASE: Permission.INTAKE,
    Action.REPAIR: Permission.REPAIR,
    Action.REVOKE: Permission.REVOKE,
    Action.RECONCILE: Permission.RECONCILE,
    Action.ARCHIVE: Permission.ARCHIVE,
}
_LOOKS = (Action.SEE_CASE, Action.SEE_PAPERS)


def _case_refusal(actor: Actor, action: Action, case: CaseFacts) -> Refusal | None:
    if action in _LOOKS and Permission.AUDIT in actor.permissions:
        return None
    if action is Action.SEE_CASE and _sits_at(actor, case):
        return None  # the desk that took an application follows it, wherever the applicant lives
    if action is Action.WITHDRAW:
        held = case.intake_role in DESKS and any(grant.role == case.intake_role for grant in actor.grants)
        covered = _sits_at(actor, case)
    else:
        fitting = _holding(actor, _CASE_PERMISSIONS.get(action))
        held = bool(fitting)
        covered = any(territory.covers(grant.area_code, case.area_code) for grant in fitting)
    if not held:
        return Refusal.ROLE
    if not covered:
        return Refusal.TERRITORY
    return Refusal.FAMILY if action not in _LOOKS and case.parties & actor.fingerprints else None


def _sits_at(actor: Actor, case: CaseFacts) -> bool:
    """At the desk that took the application."""
    return case.intake_role in DESKS and actor.grant_for(case.intake_role, case.intake_area) is not None


def _holding(actor: Actor, permission: Permission | None) -> list[Grant]:
    return [grant for grant in actor.grants if permission in ROLES[grant.role].permissions]


def desks(actor: Actor, roles: Iterable[str] | None = None) -> list[Grant]:
    """The posts whose desks the actor works at, without those that lie within another one of the same role."""
    wanted = None if roles is None else frozenset(roles)
    found = {
        (grant.role, grant.area_code): grant
        for grant in actor.grants
        if Permission.WORK in ROLES[grant.role].permissions and (wanted is None or grant.role in wanted)
    }
    return [grant for grant in found.values() if not any(_wider(other, grant) for other in found.values())]


def _wider(grant: Grant, other: Grant) -> bool:
    same = grant.role == other.role and grant.area_code != other.area_code
    return same and territory.covers(grant.area_code, other.area_code)


def at_desk(grant: Grant) -> ColumnElement[bool]:
    return and_(Task.role == grant.role, territory.inside(Task.area_code, grant.area_code))


def tasks_seen_by(actor: Actor, roles: Iterable[str] | None = None) -> ColumnElement[bool]:
    """`SEE_TASK` as a filter over tasks; `roles` narrows it to one desk."""
    return or_(false(), *(at_desk(grant) for grant in desks(actor, roles)))


def tasks_open_to(actor: Actor) -> ColumnElement[bool]:
    """`CLAIM` as a filter over tasks that the actor sees: neither duty, drawing, family nor another holder is in the
    way."""
    return _open_to(actor.person_id, sorted(actor.fingerprints), _stands_in(actor))


def _stands_in(actor: Actor) -> ColumnElement[bool] | None:
    """The tasks for which he has no post of his own; None where he stands in for nobody."""
    parts: dict[bool, list[ColumnElement[bool]]] = {True: [], False: []}
    for grant in actor.grants:
        parts[grant.stands_in].append(
            and_(Task.role == grant.role, territory.within(Task.area_code, grant.area_code))
        )
    return and_(or_(*parts[True]), not_(or_(false(), *parts[False]))) if parts[True] else None


def _open_to(own_id: Any, marks: Sequence[Any], stands_in: ColumnElement[bool] | None) -> ColumnElement[bool]:
    family = select(CaseParty.case_id).where(CaseParty.fingerprint.in_(marks))
    return and_(
        or_(Task.claimed_by.is_(None), Task.claimed_by == own_id),
        not_(separation.barred_by_duty(own_id, stands_in)),
        not_(separation.barred_by_drawing(own_id)),
        Task.case_id.not_in(family),  # looked up once, not case by case
    )


OPEN_TO = _open_to(
    bindparam("own_id", type_=ID),
    [bindparam("own_nik", type_=FINGERPRINT), bindparam("own_kk", type_=FINGERPRINT)],
    None,
)
"""The same for whoever stands in for nobody, for statements that are built once: building it costs more than running
it. `open_to` gives its values."""


def open_to(actor: Actor) -> dict[str, str | bytes | None]:
    return {"own_id": actor.person_id, "own_nik": actor.nik_index, "own_kk": actor.kk_index}


def within_reach(actor: Actor, permission: Permission, area_code: Any) -> ColumnElement[bool]:
    """Rows whose area lies in that of a post of the actor that has the permission."""
    return or_(
        false(), *(territory.within(area_code, grant.area_code) for grant in _holding(actor, permission))
    )


def cases_seen_by(actor: Actor) -> ColumnElement[bool]:
    """`SEE_CASE` as a filter over cases."""
    if Permission.AUDIT in actor.permissions:
        return Case.id.is_not(None)
    areas = [
        territory.within(Case.area_code, grant.area_code) for grant in _holding(actor, Permission.SEARCH)
    ]
    desks = [
        and_(Case.intake_role == grant.role, territory.within(Case.intake_area, grant.area_code))
        for grant in actor.grants
        if grant.role in DESKS
    ]
    return or_(false(), *areas, *desks)
