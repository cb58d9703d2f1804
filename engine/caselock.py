"""The lock under which a case's history grows, for acts that do not move its tokens."""

from sqlalchemy import select

from engine.db.cases import Case
from engine.db.history import Stream
from engine.errors import NotFoundError
from engine.history import CaseStream
from engine.work import Work


def lock(work: Work, case_id: str) -> None:
    """Nothing to do where this transaction holds it already. The case first, then its stream, as everywhere."""
    stream = f"case:{case_id}"
    if stream in work.heads:
        return
    statement = (
        select(Stream.seq, Stream.hash)
        .select_from(Case)
        .join(Stream, Stream.id == CaseStream(Case.id))
        .where(Case.id == case_id)
    )
    head = work.execute(statement.with_for_update(of=[Case, Stream])).first()
    if head is None:
        raise NotFoundError("case")
    work.heads[stream] = (head.seq, bytes(head.hash))
