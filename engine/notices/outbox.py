"""Notices that no step of a diagram sends: written in the case's transaction, sent by a job that no token waits for."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, insert, select

from engine.db.cases import Job
from engine.db.notices import Notice
from engine.forms.paths import at
from engine.ids import new_id
from engine.notices import texts
from engine.notices.channels import Letter
from engine.stops.follow import WITH_APPLICANT
from engine.submission import RETURN, Submission
from engine.work import Reading, Work

if TYPE_CHECKING:
    from engine.casefile import CaseFile
    from engine.engine import Engine

HANDLER, QUEUE = "notices.letter", "notify"
SENT = "notice.sent"
NO_WAY = {"terkirim": False, "alasan": "tanpa_saluran"}
NO_TOKEN = ""
PHONE = "pelapor.telepon"
"""Where forms keep the applicant's."""
_JOB, _NOTICE = insert(Job), insert(Notice)


def follow(file: "CaseFile", row: Row[Any], submission: Submission) -> None:
    """After a task was completed: the applicant is told where it is his turn now, or his application was refused."""
    kind = _kind(file, submission)
    if kind is None:
        return
    definition = file.document_type
    reason = definition.reasons.get(submission.why or "")
    names = {one.code: one.label for one in definition.requirements}
    bring = (
        [names[code] for code in submission.returned_papers if code in names]
        if kind == texts.RETURNED
        else []
    )
    about = texts.About(row.number, definition.name, reason.text if reason else "", bring)
    write(file.work, file.record, (row.id, row.task_node, row.task_id), kind, about)


def _kind(file: "CaseFile", submission: Submission) -> str | None:
    if file.run.ended:
        return texts.REFUSED if file.value("state") == "rejected" else None
    came = submission.outcome == RETURN and file.value("pause_reason") == WITH_APPLICANT
    return texts.RETURNED if came else None


def write(
    work: Work,
    record: dict[str, Any],
    place: tuple[str, str, str],
    kind: str,
    about: texts.About,
    time: int = 1,
) -> bool:
    """`place`: case, node and task; `time`: how often it is said of that task by now. False where there is nobody to
    send it to, or no way."""
    case_id, node, task_id = place
    phone = str(at(record, PHONE) or "").strip()
    if not phone or work.engine.channel is None:
        return False
    notice_id, owner = new_id(), work.office.owner
    job = {"id": notice_id, "case_id": case_id, "token": NO_TOKEN, "node": node, "item": None, "handler": HANDLER,
           "state": "open", "attempt": 1, "created_at": work.now}  # fmt: skip
    work.execute(_JOB, [job | owner])
    notice = {
        "id": notice_id,
        "case_id": case_id,
        "kind": kind,
        "about": task_id,
        "time": time,
        "written_at": work.now,
    } | sealed(work, notice_id, phone, texts.text(work.office, kind, about))
    work.execute(_NOTICE, [notice | owner])
    work.engine.queue.enqueue(work.connection, notice_id, 1, QUEUE)
    return True


def sealed(work: Work, notice_id: str, phone: str, text: str) -> dict[str, bytes]:
    """The columns of a notice that nobody else reads."""
    return {
        column: work.vault.seal("terbit_notice", column, notice_id, plain.encode())
        for column, plain in (("recipient", phone), ("text", text))
    }


def letter(reading: Reading, job_id: str) -> Letter:
    row = reading.execute(select(Notice.__table__).where(Notice.id == job_id)).one()
    to, text = (
        reading.vault.open("terbit_notice", column, row.id, getattr(row, column)).decode()
        for column in ("recipient", "text")
    )
    return Letter(job_id, to, text, row.written_at)


def deliver(engine: "Engine", sent: Letter) -> dict[str, Any]:
    """What came of it, as an outside handler would say. Raises Later, Refused."""
    if engine.channel is None:
        return dict(NO_WAY)
    engine.channel.send(sent)
    return {"terkirim": True, "saluran": engine.channel.name}
