"""The receipt that an applicant takes home: one a case, from the desk that took the application."""

from sqlalchemy import select

from engine import caselock, documents
from engine.db.cases import Case
from engine.db.documents import Document
from engine.errors import NotFoundError
from engine.signers import PREFIX, held_by
from engine.work import Work

KIND = "tanda_terima"


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
