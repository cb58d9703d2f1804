"""What somebody has typed so far, kept for him alone while the task is one that he may see."""

from datetime import datetime

from engine import drafts
from engine.access import Action, Actor, Refusal, refusal
from engine.engine import Engine
from engine.submission import Posted
from engine.tasks import leases
from engine.tasks.found import facts, find, permit


def save_draft(engine: Engine, actor: Actor, task_id: str, posted: Posted) -> datetime:
    """Also of a task that has gone to somebody else, or whose doer's delegation ended while he wrote: he keeps what
    he typed, and sees it again once he may."""
    with engine.work(actor) as work:
        row = find(work, task_id)
        if refusal(actor, Action.SEE_TASK, facts(actor, row)) is not Refusal.EXPIRED:
            permit(actor, Action.SEE_TASK, row)
        leases.touch(work, task_id)
        return drafts.keep(work, task_id, posted)
