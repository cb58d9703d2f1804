"""Notes that staff write for each other on a case: kept sealed with the history, never told to the applicant."""

from collections.abc import Iterable

from sqlalchemy import select

from engine import caselock, cases, filing, history
from engine.access import Action, Actor, refusal
from engine.db.cases import Case
from engine.engine import Engine
from engine.errors import InvalidAnswersError, NotAllowedError, NotFoundError
from engine.forms import Problem
from engine.history import Entry
from engine.roles import ROLES, Permission
from engine.work import Reading

COMMENTED = "case.commented"
FIELD = "komentar"
LONGEST = 1000


def write(engine: Engine, actor: Actor, case_id: str, words: str, request_id: str | None = None) -> None:
    """By whoever may see the case and does more than look at it. The same request writes once."""
    with engine.work(actor) as work:
        row = work.execute(select(Case.__table__).where(Case.id == case_id)).first()
        if row is None:
            raise NotFoundError("case")
        refused = refusal(actor, Action.SEE_CASE, cases.facts_to_act(work, row))
        working = [grant for grant in actor.grants if Permission.WORK in ROLES[grant.role].permissions]
        if refused is not None or not working:
            raise NotAllowedError("comment on the case", refused or "role")
        if not words.strip():
            raise InvalidAnswersError([Problem(FIELD, "comment_needs_words")])
        caselock.lock(work, case_id)
        if _written(work, case_id, request_id):
            return
        grant = working[0]
        facts = {"request": request_id} if request_id else {}
        filing.record_act(
            work,
            case_id,
            COMMENTED,
            words=words.strip()[:LONGEST],
            role=(grant.role, grant.area_code),
            facts=facts,
        )


def told(story: Iterable[Entry]) -> list[Entry]:
    """The notes of a case, of all that happened to it."""
    return [entry for entry in story if entry.kind == COMMENTED]


def _written(reading: Reading, case_id: str, request_id: str | None) -> bool:
    if request_id is None:
        return False
    notes = told(history.story(reading, case_id))
    return any(
        note.facts.get("request") == request_id and note.person_id == reading.actor.person_id
        for note in notes
    )
