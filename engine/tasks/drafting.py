"""What somebody has typed so far, kept for him alone while the task is one that he may see."""

from datetime import datetime

from engine import drafts
from engine.access import Action, Actor
from engine.engine import Engine
from engine.submission import Posted
from engine.tasks.found import find, permit


def save_draft(engine: Engine, actor: Actor, task_id: str, posted: Posted) -> datetime:
    """Also of a task that has gone to somebody else: whoever came second keeps what he typed."""
    with engine.work(actor) as work:
        permit(actor, Action.SEE_TASK, find(work, task_id))
        return drafts.keep(work, task_id, posted)
