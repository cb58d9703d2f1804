"""Who took a document away: what its hand-over recorded of him, and the receipt that he signs."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from engine import casefile, cases, receipts
from engine.access import Action, Actor, Refusal, refusal
from engine.db.cases import Case
from engine.engine import Engine
from engine.errors import NotAllowedError, NotFoundError
from engine.forms import at
from engine.roles import Permission
from engine.work import Reading

IDENTITY = "penyerahan.identitas"
"""What he showed: asked of everybody who comes for a document himself, and of nobody else."""


def taken(record: Mapping[str, Any]) -> bool:
    """Whether somebody came for it whom the record tells of."""
    return at(record, IDENTITY) is not None


def was_taken(reading: Reading, case_id: str) -> bool:
    row = reading.execute(select(Case.__table__).where(Case.id == case_id)).one()
    return taken(casefile.read_record(reading, row))


def make_receipt(engine: Engine, actor: Actor, case_id: str) -> str:
    """The document's id, for whoever works here and sees the case's papers. Raises NotAllowedError, NotFoundError."""
    with engine.reading(actor) as reading:
        row = reading.execute(select(Case.__table__).where(Case.id == case_id)).first()
        if row is None:
            raise NotFoundError("case")
        refused = refusal(actor, Action.SEE_PAPERS, cases.facts_to_act(reading, row))
        if Permission.WORK not in actor.permissions:
            refused = Refusal.ROLE
        if refused is not None:
            raise NotAllowedError("print the receipt", refused)
        if not taken(casefile.read_record(reading, row)):
            raise NotFoundError("hand-over")
    receipts.make(engine, actor, case_id, receipts.HANDED)
    with engine.reading(actor) as reading:
        made = receipts.in_force(reading, case_id, receipts.HANDED)
    if made is None:
        raise NotFoundError("receipt")
    return made.id
