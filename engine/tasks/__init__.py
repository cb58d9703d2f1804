"""Tasks: found, claimed, completed. Exactly one person completes a task; whoever is second keeps what he typed."""

from engine.tasks.claims import claim, claim_next, release
from engine.tasks.completion import Completion, complete
from engine.tasks.drafting import save_draft
from engine.tasks.found import facts, find, permit
from engine.tasks.handing import colleagues, hand_on
from engine.tasks.leavers import release_leavers
from engine.tasks.undoing import Act, last_act, undo

__all__ = [
    "Act",
    "Completion",
    "claim",
    "claim_next",
    "colleagues",
    "complete",
    "facts",
    "find",
    "hand_on",
    "last_act",
    "permit",
    "release",
    "release_leavers",
    "save_draft",
    "undo",
]
