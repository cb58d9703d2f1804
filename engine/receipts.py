"""The receipt that an applicant takes home: one a case, from the desk that took the application."""

from sqlalchemy import func, select

from engine import attachments, casefile, caselock, documents
from engine.access import Actor
from engine.calls import Call
from engine.db.cases import Case, Task
from engine.db.documents import Document
from engine.documents import Issued
from engine.engine import Engine
from engine.errors import NotFoundError
from engine.signers import PREFIX, held_by
from engine.submission import RETURN
from engine.work import Reading, Work

KIND = "tanda_terima"
HANDLER = "rendering.receipt"
COMPLAINTS = ("SP4N-LAPOR! (lapor.go.id, SMS 1708)", "Ombudsman RI (137)")
"""Where anybody reports that he was asked for money (UU 24/2013 Pasal 79A, 95B)."""


def draft(work: Work, case_id: str) -> str:
    """The document's id; the one that is there already, if it is."""
    caselock.lock(work, case_id)
    known = select(Document.id).where(
        Document.case_id == case_id, Document.kind == KIND, Document.state.in_(("draft", "in_force"))
    )
    document_id: str | None = work.execute(known).scalar()
    if document_id is not None:
        return document_id
    row = work.execute(
        select(Case.number, Case.opened_by, Case.intake_role).where(Case.id == case_id)
    ).first()
    if row is None:
        raise NotFoundError("case")
    post = work.execute(held_by(work, row.intake_role, row.opened_by)).first()
    title = row.intake_role if post is None else PREFIX[post.kind] + post.title
    return documents.draft(
        work, documents.NewDocument(case_id, KIND, f"TT-{row.number}", row.opened_by, title)
    )


def in_force(reading: Reading, case_id: str) -> Issued | None:
    made = (one for one in documents.of_case(reading, case_id) if one.kind == KIND and one.size)
    return next((one for one in made if one.state == "in_force"), None)


def make(engine: Engine, actor: Actor, case_id: str) -> None:
    """The receipt of what the case has by now; an older one that knows of less is superseded. Whether the actor may
    have it is the caller's question."""
    with engine.work(actor) as work:
        made = in_force(work, case_id)
        if made is not None and not _outdated(work, case_id, made):
            return
        outdate(work, case_id)
    with engine.reading() as reading:
        file = casefile.read(reading, case_id)
    engine.handlers[HANDLER].function(
        Call(
            handler=HANDLER,
            node=KIND,
            key=case_id,
            case=file.identity,
            parameters={},
            record=file.record,
            now=engine.clock(),
            engine=engine,
            files=file.document_type.files,
        )
    )


def outdate(work: Work, case_id: str) -> None:
    """The printed receipt tells of what is not there any more."""
    made = in_force(work, case_id)
    if made is not None:
        documents.supersede(work, made.id, "Diganti tanda terima yang baru")


def _outdated(reading: Reading, case_id: str, made: Issued) -> bool:
    """Papers came, went back, or were found complete, after it was made."""
    complete = reading.execute(select(Case.complete_at).where(Case.id == case_id)).scalar_one()
    returned = reading.execute(
        select(func.max(Task.done_at)).where(Task.case_id == case_id, Task.outcome == RETURN)
    ).scalar()
    later = [paper.uploaded_at for paper in attachments.of_case(reading, case_id)]
    return any(moment > made.changed_at for moment in (*later, complete, returned) if moment)
