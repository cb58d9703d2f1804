"""Notes that staff write for each other on a case: kept sealed with the history, never told to the applicant."""

from sqlalchemy import select

from engine import caselock, cases, filing
from engine.access import Action, Actor, refusal
from engine.db.cases import Case
from engine.engine import Engine
from engine.errors import InvalidAnswersError, NotAllowedError, NotFoundError
from engine.forms import Problem
from engine.roles import ROLES, Permission

COMMENTED = "case.commented"
LONGEST = 1000


def write(engine: Engine, actor: Actor, case_id: str, words: str) -> None:
    """By whoever may see the case and does more than look at it."""
    with engine.work(actor) as work:
        row = work.execute(select(Case.__table__).where(Case.id == case_id)).first()
        if row is None:
            raise NotFoundError("case")
        refused = refusal(actor, Action.SEE_CASE, cases.facts_to_act(work, row))
        working = [grant for grant in actor.grants if Permission.WORK in ROLES[grant.role].permissions]
        if refused is not None or not working:
            raise NotAllowedError("comment on the case", refused or "role")
        if not words.strip():
            raise InvalidAnswersError([Problem("catatan", "comment_needs_words")])
        caselock.lock(work, case_id)
        grant = working[0]
        filing.record_act(
            work, case_id, COMMENTED, words=words.strip()[:LONGEST], role=(grant.role, grant.area_code)
        )
