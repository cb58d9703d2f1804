"""Who may do it, and in which post he does."""

from engine.access import Actor, Grant, Refusal
from engine.errors import NotAllowedError
from engine.roles import ROLES, Permission


def permit(actor: Actor, permission: Permission, act: str) -> Grant | None:
    """The post that he acts in, an own one before a delegation; None for the system, which acts without posts."""
    if actor.person_id is None:
        return None
    fitting = [grant for grant in actor.grants if permission in ROLES[grant.role].permissions]
    if not fitting:
        raise NotAllowedError(act, Refusal.ROLE)
    return min(fitting, key=lambda grant: grant.kind != "definitif")
