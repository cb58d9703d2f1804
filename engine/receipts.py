"""The receipts of a case, one of each kind: what an applicant takes home from the desk that took his application, and
what whoever collects the document signs."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

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
from engine.submission import FORWARD, RETURN
from engine.work import Reading, Work

KIND, HANDED = "tanda_terima", "tanda_terima_penyerahan"
PREFIXES = {KIND: "TT", HANDED: "TTP"}
HANDLERS = {KIND: "rendering.receipt", HANDED: "rendering.handed"}
DUTY = "penyerahan"
COMPLAINTS = ("SP4N-LAPOR! (lapor.go.id, SMS 1708)", "Ombudsman RI (137)")
"""Where anybody reports that he was asked for money (UU 24/2013 Pasal 79A, 95B)."""


def draft(work: Work, case_id: str, kind: str = KIND) -> str:
    """The document's id; the one that is there already, if it is. Raises NotFoundError where there is no such case, or
    nothing was handed over."""
    caselock.lock(work, case_id)
    known = select(Document.id).where(
        Document.case_id == case_id, Document.kind == kind, Document.state.in_(("draft", "in_force"))
    )
    document_id: str | None = work.execute(known).scalar()
    if document_id is not None:
        return document_id
    row = work.execute(_GIVEN_BY[kind].where(Case.id == case_id)).first()
    if row is None:
        raise NotFoundError("case")
    post = work.execute(held_by(work, row.role, row.person_id)).first()
    title = row.role if post is None else PREFIX[post.kind] + post.title
    number = f"{PREFIXES[kind]}-{row.number}"
    return documents.draft(work, documents.NewDocument(case_id, kind, number, row.person_id, title))


def in_force(reading: Reading, case_id: str, kind: str = KIND) -> Issued | None:
    made = (one for one in documents.of_case(reading, case_id) if one.kind == kind and one.size)
    return next((one for one in made if one.state == "in_force"), None)


def make(engine: Engine, actor: Actor, case_id: str, kind: str = KIND) -> None:
    """The receipt of what the case has by now; an older one that knows of less is superseded. Whether the actor may
    have it is the caller's question."""
    with engine.work(actor) as work:
        made = in_force(work, case_id, kind)
        if made is not None and not _outdated(work, case_id, made):
            return
        outdate(work, case_id, kind)
    with engine.reading() as reading:
        file = casefile.read(reading, case_id)
    engine.handlers[HANDLERS[kind]].function(
        Call(
            handler=HANDLERS[kind],
            node=kind,
            key=case_id,
            case=file.identity,
            parameters={},
            record=file.record,
            now=engine.clock(),
            engine=engine,
            files=file.document_type.files,
        )
    )


def given_at(reading: Reading, case_id: str) -> datetime | None:
    """When the document was last handed over."""
    row = reading.execute(_GIVEN_BY[HANDED].where(Case.id == case_id)).first()
    return None if row is None else row.at


def outdate(work: Work, case_id: str, kind: str = KIND) -> None:
    """The printed receipt tells of what is not there any more."""
    made = in_force(work, case_id, kind)
    if made is not None:
        documents.supersede(work, made.id, "Diganti tanda terima yang baru")


def _outdated(reading: Reading, case_id: str, made: Issued) -> bool:
    """Of an application: papers came, went back, or were found complete, after it was made. Of a hand-over: there was
    another one."""
    if made.kind == HANDED:
        given = given_at(reading, case_id)
        return given is not None and given > made.changed_at
    complete = reading.execute(select(Case.complete_at).where(Case.id == case_id)).scalar_one()
    returned = reading.execute(
        select(func.max(Task.done_at)).where(Task.case_id == case_id, Task.outcome == RETURN)
    ).scalar()
    later = [paper.uploaded_at for paper in attachments.of_case(reading, case_id)]
    return any(moment > made.changed_at for moment in (*later, complete, returned) if moment)


_GIVEN_BY: Mapping[str, Any] = {
    KIND: select(
        Case.number,
        Case.opened_by.label("person_id"),
        Case.intake_role.label("role"),
        Case.opened_at.label("at"),
    ),
    HANDED: select(
        Case.number, Task.done_by.label("person_id"), Task.role.label("role"), Task.done_at.label("at")
    )
    .join(Task, Task.case_id == Case.id)
    .where(Task.duty == DUTY, Task.state == "done", Task.outcome == FORWARD)
    .order_by(Task.done_at.desc())
    .limit(1),
}
"""Who gives a receipt out, in which role, and when it happened."""
