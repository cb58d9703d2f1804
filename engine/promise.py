"""The office's promise: it runs from complete papers, in office hours, and stops as the case's clock does."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from engine.clock import Span, later
from engine.durations import office_time
from engine.process import Node
from engine.submission import FORWARD, Submission

if TYPE_CHECKING:
    from engine.casefile import CaseFile


def turn(file: "CaseFile", node: Node, submission: Submission) -> None:
    """Counts a return; begins the promise where the papers were found complete."""
    if submission.outcome == "kembalikan":
        file.columns["returns"] = file.row.returns + 1
    if submission.outcome == FORWARD and node.properties.get("tonggak") == "berkas_lengkap":
        _start(file)


def _start(file: "CaseFile") -> None:
    if file.row.complete_at is not None:
        return
    now, calendar = file.work.now, file.work.office.calendar
    file.columns |= {"complete_at": now, "promised_at": calendar.add(now, promise(file))}


def promise(file: "CaseFile") -> timedelta:
    """The published time of the service, from the diagram."""
    return office_time(file.document_type.procedure.properties.get("waktuPelayanan"))


def moved(file: "CaseFile", stood: Span) -> dict[str, datetime]:
    """The promise as a column, after the clock stood still; nothing where nothing is promised yet. What it says so far
    holds all earlier stops already."""
    complete, promised = file.value("complete_at"), file.value("promised_at")
    if complete is None:
        return {}
    return {"promised_at": later(file.work.office.calendar, promised, stood, began=complete)}
