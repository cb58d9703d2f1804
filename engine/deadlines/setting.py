"""What an office sets of its deadlines: when a task is nearly due, when its superior is told, and who that is."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update

from engine import history, posts
from engine.access import Actor
from engine.db.offices import Office
from engine.deadlines.superiors import shipped
from engine.engine import Engine
from engine.errors import EngineError
from engine.redue import redue
from engine.roles import ROLES, Permission

WARNED = range(10, 100)
"""Percent of a task's time."""
BORNE = range(1, 81)
"""Office hours."""
LYING = range(1, 61)
"""Working days that a document waits to be collected before a reminder."""
SUPERIORS = tuple(role.name for role in ROLES.values() if Permission.WORK in role.permissions)


class UnknownPatienceError(EngineError):
    def __init__(self) -> None:
        super().__init__(
            f"Expected {WARNED.start} to {WARNED[-1]} percent and {BORNE.start} to {BORNE[-1]} hours, but got others"
        )


class UnknownCollectionError(EngineError):
    def __init__(self) -> None:
        super().__init__(f"Expected {LYING.start} to {LYING[-1]} working days, but got another number")


class UnknownSuperiorError(EngineError):
    def __init__(self, role: str) -> None:
        super().__init__(f"Expected another working role as the superior of '{role}', but got none such")


def set_patience(
    engine: Engine, actor: Actor, warned: int, borne: int, superiors: Mapping[str, str] | None = None
) -> None:
    """`warned` in percent of a task's time, `borne` in office hours; `superiors`: role -> role, of those that change.
    Only what differs is an event; open tasks follow."""
    posts.permit(actor)
    if warned not in WARNED or borne not in BORNE:
        raise UnknownPatienceError
    for role, superior in (superiors or {}).items():
        if role not in shipped() or superior not in SUPERIORS or superior == role:
            raise UnknownSuperiorError(role)
    with engine.work(actor) as work:
        mine = Office.code == work.office.code
        settings = dict(work.execute(select(Office.settings).where(mine).with_for_update()).scalar_one())
        told = {**shipped(), **settings.get("superiors", {}), **(superiors or {})}
        wanted = {"warn_percent": warned, "escalate_hours": borne, "superiors": _own(told)}
        changes = _changes(settings, wanted)
        if changes:
            work.execute(update(Office).where(mine).values(settings=settings | wanted))
            work.record(history.Event("office.patience", "office", changes=changes))
    engine.forget()
    if changes:
        redue(engine, actor)


def set_collection(engine: Engine, actor: Actor, days: int) -> None:
    """Documents that wait already keep the day that they were given."""
    posts.permit(actor)
    if days not in LYING:
        raise UnknownCollectionError
    with engine.work(actor) as work:
        mine = Office.code == work.office.code
        settings = dict(work.execute(select(Office.settings).where(mine).with_for_update()).scalar_one())
        before = settings.get("collect_days", 5)
        if before != days:
            work.execute(update(Office).where(mine).values(settings=settings | {"collect_days": days}))
            work.record(
                history.Event("office.collection", "office", changes={"collect_days": (before, days)})
            )
    engine.forget()


def _own(told: Mapping[str, str]) -> dict[str, str]:
    """Without those that are as they ship."""
    return {role: superior for role, superior in told.items() if shipped().get(role) != superior}


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    usual = {"warn_percent": 80, "escalate_hours": 7}
    changed: dict[str, tuple[Any, Any]] = {
        name: (before.get(name, value), after[name])
        for name, value in usual.items()
        if before.get(name, value) != after[name]
    }
    old, new = ({**shipped(), **said.get("superiors", {})} for said in (before, after))
    return changed | {
        f"superior.{role}": (old[role], new[role]) for role in sorted(new) if old.get(role) != new[role]
    }
