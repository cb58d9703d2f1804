"""The office's promise: it runs from complete papers, in office hours, and stops while the applicant has the file or
a step waits for what the office cannot hurry."""

from datetime import timedelta

from engine.casefile import CaseFile
from engine.durations import office_time
from engine.process import Node
from engine.roles import INTAKE_DESK
from engine.submission import FORWARD, Submission

WITH_APPLICANT = "menunggu_pemohon"


def turn(file: CaseFile, node: Node, submission: Submission) -> None:
    """Starts, stops or resumes the clock for what a completion brought about."""
    if submission.outcome == "kembalikan":
        file.columns["returns"] = file.row.returns + 1
    if submission.outcome == FORWARD and node.properties.get("tonggak") == "berkas_lengkap":
        _start(file)
    reason = _pause(file)
    if reason and file.row.paused_at is None and file.row.complete_at is not None:
        file.columns |= {"paused_at": file.work.now, "pause_reason": reason}
    elif reason and file.row.paused_at is not None:
        file.columns["pause_reason"] = reason
    elif reason is None and file.row.paused_at is not None:
        _resume(file)


def _pause(file: CaseFile) -> str | None:
    """Why the clock stands still now: the applicant has the file, or a step waits for what the office cannot hurry
    (`jeda` in the diagram)."""
    tasks = file.run.tokens().tasks
    if any(task.role == INTAKE_DESK for task in tasks):
        return WITH_APPLICANT
    nodes = file.document_type.procedure.nodes
    return next((jeda for task in tasks if (jeda := nodes[task.node].properties.get("jeda"))), None)


def _start(file: CaseFile) -> None:
    if file.row.complete_at is not None:
        return
    now, calendar = file.work.now, file.work.office.calendar
    file.columns |= {"complete_at": now, "promised_at": calendar.add(now, promise(file))}


def promise(file: CaseFile) -> timedelta:
    """The published time of the service, from the diagram."""
    return office_time(file.document_type.procedure.properties.get("waktuPelayanan"))


def _resume(file: CaseFile) -> None:
    row, calendar = file.row, file.work.office.calendar
    file.columns |= {"paused_at": None, "pause_reason": None}
    if row.promised_at is not None:
        stopped = calendar.between(row.paused_at, file.work.now)
        file.columns["promised_at"] = calendar.add(row.promised_at, stopped)
