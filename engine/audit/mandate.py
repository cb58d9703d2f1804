"""Who may look at everything, and in which post he looks."""

from engine.access import Actor, Grant, Refusal
from engine.errors import NotAllowedError
from engine.roles import ROLES, Permission


def mandate(actor: Actor) -> Grant:
    """An own post before a delegation."""
    held = [grant for grant in actor.grants if Permission.AUDIT in ROLES[grant.role].permissions]
    if not held:
        raise NotAllowedError("audit", Refusal.ROLE)
    return min(held, key=lambda grant: grant.kind != "definitif")
