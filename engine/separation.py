"""Who may not go on with a case that he has worked on: by duty, by post, and as the diagram draws it.
One rule, as a function and as a filter."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from engine.db.cases import CaseDuty, Task
from engine.roles import BARRED_BY, ONCE

OWN = "definitif"
MARK = "|"
"""Around each id in the list of a task's rivals."""


@dataclass(frozen=True)
class Done:
    """A duty that somebody did on a case, in which role, and as what: `definitif`, or standing in (`plt`, `plh`)."""

    duty: str
    role: str
    kind: str = OWN

    def __str__(self) -> str:
        return f"{self.duty}:{self.kind}:{self.role}"

    @classmethod
    def read(cls, text: str) -> "Done":
        duty, kind, role = text.split(":", 2)
        return cls(duty, role, kind)


def barred(wanted: Done, done: Iterable[Done]) -> bool:
    """Whether what was done keeps from what is wanted: duties that do not go together, the same approval through a
    second post, or work through two posts of which one is somebody else's."""
    return any(_rivals(wanted, other) for other in done)


def _rivals(one: Done, other: Done) -> bool:
    if other.duty in BARRED_BY.get(one.duty, frozenset()):
        return True
    if one.role == other.role:
        return False
    return (one.duty == other.duty and one.duty in ONCE) or {one.kind, other.kind} != {OWN}


def as_list(nodes: Iterable[str]) -> str | None:
    """Ids as a task's row keeps them; None for none."""
    ids = sorted(nodes)
    return MARK + MARK.join(f"{node}{MARK}" for node in ids) if ids else None


def barred_by_duty(person_id: Any, stands_in: ColumnElement[bool] | None) -> ColumnElement[bool]:
    """`barred` as a filter over tasks. `stands_in`: which tasks he would do for somebody else."""
    same_approval = and_(CaseDuty.duty == Task.duty, Task.duty.in_(sorted(ONCE)))
    by_two_posts = [same_approval, CaseDuty.kind != OWN, *([] if stands_in is None else [stands_in])]
    apart = [
        and_(Task.duty == duty, CaseDuty.duty.in_(sorted(others)))
        for duty, others in sorted(BARRED_BY.items())
    ]
    return exists(
        select(CaseDuty.case_id).where(
            CaseDuty.case_id == Task.case_id,
            CaseDuty.person_id == person_id,
            or_(*apart, and_(CaseDuty.role != Task.role, or_(*by_two_posts))),
        )
    )


def barred_by_drawing(person_id: Any) -> ColumnElement[bool]:
    """Tasks that the diagram keeps from whoever did another step of the case."""
    before = aliased(Task)
    named = literal(MARK) + before.node + literal(MARK)
    return and_(
        Task.apart.is_not(None),
        exists(
            select(before.id).where(
                before.case_id == Task.case_id,
                before.done_by == person_id,
                before.state == "done",
                func.replace(Task.apart, named, "") != Task.apart,
            )
        ),
    )
