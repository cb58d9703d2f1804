"""What an applicant may know of his application, once he has named its number and a number of his own: where it is,
what is asked of him, what was promised. Nobody's name, nobody's number."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, select

from engine import casefile, caseview, history
from engine.caseview import Paper, Stop
from engine.db.cases import Case, CaseParty, Task
from engine.definitions import DocumentType
from engine.durations import office_time
from engine.engine import Engine
from engine.errors import TooManyTriesError
from engine.reasons import Reason
from engine.stops import WITH_APPLICANT
from engine.submission import FORWARD
from engine.tries import Tries
from engine.vault.numbers import normalise
from engine.work import Reading

OWN = {"pelapor.nik": "nik", "pelapor.telepon": "phone"}
"""Where forms keep what only the applicant and the office know of the applicant."""


@dataclass(frozen=True)
class Progress:
    """`asked`: the papers that he is to bring, as long as it is his turn; `reason`: why it came back or was refused,
    with the officer's words where the reason lets him read them. `promise`: office time from complete papers."""

    number: str
    document_type: DocumentType
    state: str
    opened_at: datetime
    closed_at: datetime | None
    promised_at: datetime | None
    promise: timedelta
    paused_at: datetime | None
    pause_reason: str | None
    is_his_turn: bool
    journey: Sequence[Stop]
    asked: Sequence[Paper]
    reason: Reason | None = None
    words: str | None = field(default=None, repr=False)

    @property
    def is_ready(self) -> bool:
        """Only its hand-over is left."""
        return bool(self.journey) and self.journey[-1].state == caseview.NOW


def look_up(engine: Engine, number: str, own: str) -> Progress | None:
    """`own`: the applicant's NIK or telephone number, as he gave it. None where no case has both: whether the number
    exists cannot be told. Raises TooManyTriesError after several wrong ones for one number, be there such a case or
    not."""
    tries = Tries.of(engine, f"progress|{number.strip().upper()}", known=False)
    with engine.reading() as reading:
        until = tries.barred_until(reading.connection, reading.now)
        if until is not None:
            raise TooManyTriesError(until)
        found = _find(reading, number, own)
    with engine.database.writing() as connection:
        if found is None:
            tries.add(connection, engine.clock())
        else:
            tries.clear(connection)
    return found


def _find(reading: Reading, number: str, own: str) -> Progress | None:
    kinds = [kind for kind in sorted(set(OWN.values())) if normalise(kind, own)]
    marks = [reading.vault.fingerprint(kind, own) for kind in kinds]
    party = (
        select(CaseParty.case_id)
        .where(
            CaseParty.case_id == Case.id,
            CaseParty.field.in_(sorted(OWN)),
            CaseParty.fingerprint.in_(marks),
        )
        .exists()
    )
    asked = select(Case.__table__).where(
        Case.office_code == reading.office.code, Case.number == number.strip().upper(), party
    )
    row = reading.execute(asked).first()
    return None if row is None else of_case(reading, row)


def of_case(reading: Reading, row: Row[Any]) -> Progress:
    """`row`: the case's; whether the reader may know is the caller's question."""
    definition = reading.engine.definitions.version(reading.connection, row.version_id)
    record = casefile.read_record(reading, row)
    story = history.story(reading, row.id)
    waiting = select(Task.node).where(Task.case_id == row.id, Task.state == "open")
    nodes = list(reading.execute(waiting).scalars())
    his = row.state == "open" and row.pause_reason == WITH_APPLICANT
    papers = caseview.papers(reading, definition, record, row.id, in_full=True) if his else []
    reason, words = _said(definition, story) if his or row.state == "rejected" else (None, None)
    return Progress(
        number=row.number,
        document_type=definition,
        state=row.state,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        promised_at=row.promised_at,
        promise=office_time(definition.procedure.properties.get("waktuPelayanan")),
        paused_at=row.paused_at,
        pause_reason=row.pause_reason,
        is_his_turn=his,
        journey=caseview.journey(definition, caseview.passed(story), nodes, row.state),
        asked=[paper for paper in papers if not paper.is_there],
        reason=reason,
        words=words,
    )


def _said(definition: DocumentType, story: Sequence[history.Entry]) -> tuple[Reason | None, str | None]:
    """Of the last task that did not go forward."""
    ended = (one for one in reversed(story) if one.kind == "task.completed" and one.outcome != FORWARD)
    last = next(ended, None)
    reason = definition.reasons.get(last.reason or "") if last else None
    if last is None or reason is None:
        return None, None
    return reason, last.words if reason.detail_to_applicant else None
