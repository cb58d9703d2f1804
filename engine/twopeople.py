"""What one person proposes and another decides, such as a revocation and a destruction: the one rule of who may."""

from typing import Literal

from engine.errors import EngineError, NotFoundError
from engine.work import Work

Decision = Literal["confirmed", "declined", "withdrawn"]


def permit(work: Work, proposed_by: str, decision: Decision, same_person: type[EngineError]) -> None:
    """By another person, unless whoever proposed it takes it back: nobody else can. Raises NotFoundError, or
    `same_person`."""
    own = proposed_by == work.actor.person_id
    if decision == "withdrawn" and not own:
        raise NotFoundError("proposal of yours")
    if decision != "withdrawn" and own:
        raise same_person
