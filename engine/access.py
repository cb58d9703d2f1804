"""May this actor do this? One rule, as a pure function and as a SQL filter; a test holds them together."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, and_, exists, false, not_, or_, select

from engine import territory
from engine.db.cases import Case, CaseDuty, CaseParty, Task
from engine.roles import BARRED_BY, ROLES, Permission


@dataclass(frozen=True)
class Grant:
    """A role over an area, through a post; `on_behalf_of` is the id of the holder when somebody acts for him."""

    post_id: str
    title: str
    role: str
    area_code: str
    kind: str = "definitif"
    on_behalf_of: str | None = None


@dataclass(frozen=True)
class Actor:
    """Somebody acting, with what he may act as. The system acts without grants."""

    person_id: str | None
    name: str
    grants: tuple[Grant, ...] = ()
    nik_index: bytes | None = None
    kk_index: bytes | None = None
    language: str = "id"

    @property
    def permissions(self) -> frozenset[Permission]:
        return frozenset().union(*(ROLES[grant.role].permissions for grant in self.grants))

    @property
    def fingerprints(self) -> frozenset[bytes]:
        return frozenset(mark for mark in (self.nik_index, self.kk_index) if mark)

    def grant_for(self, role: str, area_code: str) -> Grant | None:
        """The grant that covers it; an own post before a delegation."""
        fitting = (g for g in self.grants if g.role == role and territory.covers(g.area_code, area_code))
        return min(fitting, key=lambda grant: grant.kind != "definitif", default=None)


SYSTEM = Actor(None, "Sistem")


class Action(enum.StrEnum):
    SEE_TASK = "see_task"
    CLAIM = "claim"
    COMPLETE = "complete"
    SEE_CASE = "see_case"
    SEE_PAPERS = "see_papers"
    OPEN_CASE = "open_case"
    WITHDRAW = "withdraw"
    REPAIR = "repair"


class Refusal(enum.StrEnum):
    ROLE = "role"  # no post with this role
    TERRITORY = "territory"  # the role, but over another area
    DUTY = "duty"  # did a duty on this case that does not go with this one
    FAMILY = "family"  # takes part in the case, or somebody of the same family card does
    HELD = "held"  # somebody else holds the task


@dataclass(frozen=True)
class TaskFacts:
    role: str
    area_code: str
    duty: str
    claimed_by: str | None = None
    own_duties: frozenset[str] = frozenset()
    """What the actor has already done on this case."""
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
    if action not in (Action.SEE_TASK, Action.CLAIM, Action.COMPLETE):
        return Refusal.ROLE
    if not any(grant.role == task.role for grant in actor.grants):
        return Refusal.ROLE
    if actor.grant_for(task.role, task.area_code) is None:
        return Refusal.TERRITORY
    if action is Action.SEE_TASK:
        return None
    if task.own_duties & BARRED_BY.get(task.duty, frozenset()):
        return Refusal.DUTY
    if task.parties & actor.fingerprints:
        return Refusal.FAMILY
    return None if task.claimed_by in (None, actor.person_id) else Refusal.HELD


_CASE_PERMISSIONS = {
    Action.SEE_CASE: Permission.SEARCH,
    Action.SEE_PAPERS: Permission.READ_IN_FULL,
    Action.OPEN_CASE: Permission.INTAKE,
    Action.REPAIR: Permission.REPAIR,
}
_ACTS = frozenset({Action.OPEN_CASE, Action.WITHDRAW, Action.REPAIR})


def _case_refusal(actor: Actor, action: Action, case: CaseFacts) -> Refusal | None:
    if action in (Action.SEE_CASE, Action.SEE_PAPERS) and Permission.AUDIT in actor.permissions:
        return None
    if action is Action.SEE_CASE and actor.grant_for(case.intake_role, case.intake_area) is not None:
        return None  # the desk that took an application follows it, wherever the applicant lives
    if action is Action.WITHDRAW:
        held = any(grant.role == case.intake_role for grant in actor.grants)
        covered = actor.grant_for(case.intake_role, case.intake_area) is not None
    else:
        fitting = _holding(actor, _CASE_PERMISSIONS.get(action))
        held = bool(fitting)
        covered = any(territory.covers(grant.area_code, case.area_code) for grant in fitting)
    if not held:
        return Refusal.ROLE
    if not covered:
        return Refusal.TERRITORY
    return Refusal.FAMILY if action in _ACTS and case.parties & actor.fingerprints else None


def _holding(actor: Actor, permission: Permission | None) -> list[Grant]:
    return [grant for grant in actor.grants if permission in ROLES[grant.role].permissions]


def tasks_seen_by(actor: Actor, roles: Iterable[str] | None = None) -> ColumnElement[bool]:
    """`SEE_TASK` as a filter over tasks; `roles` narrows it to one desk."""
    wanted = None if roles is None else frozenset(roles)
    areas = [
        and_(Task.role == grant.role, territory.within(Task.area_code, grant.area_code))
        for grant in actor.grants
        if Permission.WORK in ROLES[grant.role].permissions and (wanted is None or grant.role in wanted)
    ]
    return or_(*areas) if areas else false()


def tasks_open_to(actor: Actor) -> ColumnElement[bool]:
    """`CLAIM` as a filter over tasks that the actor sees: neither duty, family nor another holder is in the way."""
    barred = [
        and_(
            Task.duty == duty,
            exists(
                select(CaseDuty.case_id).where(
                    CaseDuty.case_id == Task.case_id,
                    CaseDuty.person_id == actor.person_id,
                    CaseDuty.duty.in_(sorted(conflicting)),
                )
            ),
        )
        for duty, conflicting in BARRED_BY.items()
    ]
    free = or_(Task.claimed_by.is_(None), Task.claimed_by == actor.person_id)
    return and_(free, not_(or_(*barred)), not_(_is_family(actor, Task.case_id)))


def _is_family(actor: Actor, case_id: object) -> ColumnElement[bool]:
    if not actor.fingerprints:
        return false()
    return exists(
        select(CaseParty.case_id).where(
            CaseParty.case_id == case_id, CaseParty.fingerprint.in_(sorted(actor.fingerprints))
        )
    )


def cases_seen_by(actor: Actor) -> ColumnElement[bool]:
    """`SEE_CASE` as a filter over cases."""
    if Permission.AUDIT in actor.permissions:
        return Case.id.is_not(None)
    areas = [territory.within(Case.area_code, grant.area_code) for grant in _holding(actor, Permission.SEARCH)]
    desks = [
        and_(Case.intake_role == grant.role, territory.within(Case.intake_area, grant.area_code))
        for grant in actor.grants
    ]
    return or_(false(), *areas, *desks)
