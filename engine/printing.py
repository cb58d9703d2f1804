"""What the office prints on paper: documents that wait to be handed over, many at once; again, for a reason; and the
sheets that were spoiled. Cards are printed on blanks (`engine.blanks`)."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, Select, exists, func, insert, select

from engine import caselock, cases, documents, filing, receipts
from engine.access import Action, Actor, Refusal, cases_seen_by, refusal, tasks_open_to, tasks_seen_by
from engine.attachments.joining import joined, sheets
from engine.db.cases import Case, CaseDuty, Task
from engine.db.documents import Document
from engine.db.printing import Printing
from engine.engine import Engine
from engine.errors import NotAllowedError
from engine.errors.printing import NotPrintableError, NotPrintedYetError, PrintingIncompleteError
from engine.ids import new_id
from engine.reasons import AGAIN, SPOILED, Reason, fitting
from engine.roles import BARRED_BY
from engine.work import Reading, Work

MOST = 50
"""Documents in one file."""
DUTY = "pencetakan"
LONGEST, MOST_SHEETS = 300, 99
OUTCOMES = {"again": AGAIN, "spoiled": SPOILED}
"""What is done with a printed document -> the outcome that its reasons are for."""


@dataclass(frozen=True)
class Line:
    """A document or, with `task_id`, a card that waits for the printer, or was printed."""

    case_id: str
    case_number: str
    document_type: str
    subject_name: str = field(repr=False)
    document_id: str | None = None
    kind: str | None = None
    number: str | None = None
    task_id: str | None = None


@dataclass(frozen=True)
class Count:
    """Sheets of a document, by what became of them."""

    first: int = 0
    again: int = 0
    spoiled: int = 0
    times: int = 0
    """How often it was printed again."""


def papers(reading: Reading) -> list[Line]:
    """Documents in force that wait for their hand-over and were never printed, as far as the actor sees their cases;
    the oldest first."""
    handed = exists().where(Task.case_id == Case.id, Task.duty == receipts.DUTY, Task.state == "open")
    printed = exists().where(Printing.document_id == Document.id)
    fresh = _documents().where(
        handed, ~printed, Document.state == "in_force", _on_paper(), cases_seen_by(reading.actor)
    )
    return _lines(reading, fresh.order_by(Document.changed_at, Document.id).limit(MOST))


def cards(reading: Reading) -> list[Line]:
    """Cards that wait for a printer whom nothing keeps from printing them; the first that is due first."""
    found = (
        select(
            Task.id.label("task_id"), Task.case_id, Task.case_number, Task.document_type, Task.subject_name
        )
        .where(
            Task.state == "open",
            Task.duty == DUTY,
            tasks_seen_by(reading.actor),
            tasks_open_to(reading.actor),
        )
        .order_by(Task.due_at, Task.id)
        .limit(MOST)
    )
    return [Line(**row._mapping) for row in reading.execute(found)]


def lately(reading: Reading) -> list[Line]:
    """What the actor printed today; the latest first."""
    day = reading.local.replace(hour=0, minute=0, second=0, microsecond=0)
    mine = (Printing.person_id == reading.actor.person_id, Printing.at >= day, Printing.act == "first")
    found = _documents().join(Printing, Printing.document_id == Document.id).where(*mine)
    return _lines(reading, found.order_by(Printing.at.desc(), Document.id).limit(MOST))


def tally(reading: Reading, since: dt.datetime) -> Counter[str]:
    """Sheets that the office used since then, by act; the spoiled ones by reason, too (`spoiled:<code>`)."""
    mine = (Printing.office_code == reading.office.code, Printing.at >= since)
    counted = select(Printing.act, Printing.reason, func.sum(Printing.sheets).label("sheets")).where(*mine)
    totals: Counter[str] = Counter()
    for row in reading.execute(counted.group_by(Printing.act, Printing.reason)):
        totals[row.act] += row.sheets
        if row.act == "spoiled":
            totals[f"spoiled:{row.reason}"] = row.sheets
    return totals


def counts(reading: Reading, document_ids: Sequence[str]) -> dict[str, Count]:
    """Of each document that was printed."""
    rows = reading.execute(
        select(
            Printing.document_id, Printing.act, func.sum(Printing.sheets).label("sheets"), func.count().label("times")
        )
        .where(Printing.document_id.in_(document_ids))
        .group_by(Printing.document_id, Printing.act)
    )  # fmt: skip
    told: dict[str, dict[str, int]] = {}
    for row in rows:
        mine = told.setdefault(row.document_id, {})
        mine[row.act] = row.sheets
        if row.act == "again":
            mine["times"] = row.times
    return {document_id: Count(**mine) for document_id, mine in told.items()}


def reasons(reading: Reading, act: str) -> dict[str, Reason]:
    """What an act may be for, by code: of the versions in force."""
    kinds = reading.engine.definitions.in_force(reading.connection, reading.engine.office_code)
    return {one.code: one for kind in kinds for one in fitting(kind.reasons.values(), OUTCOMES[act])}


def first(engine: Engine, actor: Actor, document_ids: Sequence[str]) -> bytes:
    """One file of those that nobody has printed yet. Raises NotPrintableError where none is left, NotAllowedError,
    NotFoundError."""
    with engine.work(actor) as work:
        found = [documents.find(work, one) for one in dict.fromkeys(document_ids[:MOST])]
        for case_id in sorted({one.case_id for one in found}):
            caselock.lock(work, case_id)
        known = counts(work, [one.id for one in found])
        fresh = [_printable(work, one.id) for one in found if one.id not in known]
        if not fresh:
            raise NotPrintableError("printed")
        files = [documents.fetch(work, one.id).content for one in fresh]
        for one, content in zip(fresh, files, strict=True):
            _keep(work, one, "first", sheets(content))
    return joined(files)


def again(work: Work, document_id: str, reason: str, words: str) -> None:
    """Before it is printed once more. Raises PrintingError, NotAllowedError, NotFoundError."""
    said = _said(work, "again", reason, words)
    if not said:
        raise PrintingIncompleteError
    document = _printed(work, document_id)
    pages = sheets(documents.fetch(work, document_id).content)
    _keep(work, document, "again", pages, reason, said)


def spoil(work: Work, document_id: str, reason: str, spoiled: int | None, words: str = "") -> None:
    """Sheets that the printer spoiled. Raises PrintingError, NotAllowedError, NotFoundError."""
    said = _said(work, "spoiled", reason, words)
    if spoiled is None or not 0 < spoiled <= MOST_SHEETS:
        raise PrintingIncompleteError
    _keep(work, _printed(work, document_id), "spoiled", spoiled, reason, said)


def may(reading: Reading, case_id: str) -> bool:
    """Whether the actor may print documents of the case."""
    return _refused(reading, case_id) is None


def _said(work: Work, act: str, reason: str, words: str) -> str:
    said = " ".join(words.split())
    if reason not in reasons(work, act) or len(said) > LONGEST:
        raise PrintingIncompleteError
    return said


def _printed(work: Work, document_id: str) -> documents.Issued:
    documents.hold(work, document_id)
    document = _printable(work, document_id)
    if document_id not in counts(work, [document_id]):
        raise NotPrintedYetError
    return document


def _printable(work: Work, document_id: str) -> documents.Issued:
    """The document, where the actor may print it now; its case is locked."""
    document = documents.find(work, document_id)
    refused = _refused(work, document.case_id)
    if refused is not None:
        raise NotAllowedError("print the document", refused)
    if document.state != "in_force" or document.kind in receipts.PREFIXES or not document.size:
        raise NotPrintableError(document.state)
    return document


def _refused(reading: Reading, case_id: str) -> str | None:
    """By post and family, and by what he did on the case: whoever approved it does not print it."""
    case = reading.execute(select(Case.__table__).where(Case.id == case_id)).one()
    refused = refusal(reading.actor, Action.PRINT, cases.facts_to_act(reading, case))
    if refused is not None:
        return refused
    done = select(CaseDuty.duty).where(
        CaseDuty.case_id == case_id,
        CaseDuty.person_id == reading.actor.person_id,
        CaseDuty.duty.in_(sorted(BARRED_BY[DUTY])),
    )
    return Refusal.DUTY if reading.execute(done).first() else None


def _keep(
    work: Work, document: documents.Issued, act: str, used: int, reason: str | None = None, words: str = ""
) -> None:
    row = {
        "id": new_id(), "document_id": document.id, "act": act, "sheets": used, "reason": reason,
        "person_id": work.actor.person_id, "at": work.now,
    }  # fmt: skip
    work.execute(insert(Printing), [row | work.office.owner])
    filing.record_act(
        work, document.case_id, f"printing.{act}", facts={"document": document.id, "sheets": used},
        reason=reason, words=words or None,
    )  # fmt: skip


def _on_paper() -> Any:
    return Document.kind.not_in(sorted(receipts.PREFIXES)) & Document.size.is_not(None)


def _documents() -> Any:
    return select(
        Document.id.label("document_id"), Document.kind, Document.number, Document.case_id,
        Case.number.label("case_number"), Case.document_type, Case.subject_name,
    ).join(Case, Case.id == Document.case_id)  # fmt: skip


def _lines(reading: Reading, statement: Select[Any]) -> list[Line]:
    rows: Sequence[Row[Any]] = reading.execute(
        statement.where(Document.office_code == reading.office.code)
    ).all()
    return [Line(**row._mapping) for row in rows]
