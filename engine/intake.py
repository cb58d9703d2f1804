"""The desk that took an application goes on with it: which papers are still due, and the receipt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select

from engine import casefile, cases, caseview, documents, receipts
from engine.access import Action, Actor, refusal
from engine.caseview import Paper
from engine.db.cases import Case, Task
from engine.definitions import DocumentType
from engine.durations import office_time
from engine.engine import Engine
from engine.errors import NotAllowedError, NotFoundError
from engine.privacy import Notice
from engine.work import Reading


@dataclass(frozen=True)
class Intake:
    """An application as its receipt tells it. `task_id`: the desk's own open step, if there is one."""

    case_id: str
    number: str
    subject_name: str
    document_type: DocumentType
    unit: str
    opened_at: datetime
    state: str
    papers: Sequence[Paper]
    promised_at: datetime | None
    promise: timedelta
    """Office time from complete papers to the document."""
    task_id: str | None
    receipt: documents.Issued | None
    """The printed receipt, once it has been made."""
    notice: Notice | None
    """What the applicant was told of his data."""


def view(reading: Reading, case_id: str) -> Intake:
    """For the desk that took the application, wherever the applicant lives and whoever of it asks."""
    row = at_desk(reading, case_id)
    definition = reading.engine.definitions.version(reading.connection, row.version_id)
    record = casefile.read_record(reading, row)
    own = reading.execute(
        select(Task.id).where(
            Task.case_id == case_id, Task.state == "open", Task.claimed_by == reading.actor.person_id
        )
    ).scalar()
    return Intake(
        case_id=row.id,
        number=row.number,
        subject_name=row.subject_name,
        document_type=definition,
        unit=row.intake_unit,
        opened_at=row.opened_at,
        state=row.state,
        papers=caseview.papers(reading, definition, record, case_id, in_full=True),
        promised_at=row.promised_at,
        promise=office_time(definition.procedure.properties.get("waktuPelayanan")),
        task_id=own,
        receipt=receipts.in_force(reading, case_id),
        notice=definition.notice_on(row.opened_at.astimezone(reading.office.zone).date()),
    )


def make_receipt(engine: Engine, actor: Actor, case_id: str) -> None:
    """The printed receipt as things stand, for the desk that took the application."""
    with engine.reading(actor) as reading:
        at_desk(reading, case_id)
    receipts.make(engine, actor, case_id)


def receipt_file(reading: Reading, case_id: str) -> documents.File:
    """The printed receipt, for the desk that took the application."""
    at_desk(reading, case_id)
    found = receipts.in_force(reading, case_id)
    if found is None:
        raise NotFoundError("receipt")
    return documents.fetch(reading, found.id)


def at_desk(reading: Reading, case_id: str) -> Row[Any]:
    """The case, for the same desk that may withdraw it."""
    row = row_of(reading, case_id)
    refused = refusal(reading.actor, Action.WITHDRAW, cases.facts_to_act(reading, row))
    if refused is not None:
        raise NotAllowedError("complete the application", refused)
    return row


def row_of(reading: Reading, case_id: str) -> Row[Any]:
    row = reading.execute(select(Case.__table__).where(Case.id == case_id)).first()
    if row is None:
        raise NotFoundError("case")
    return row
