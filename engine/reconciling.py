"""Where SIAK and the office disagree, as a page shows it: listed, looked at, asked about again, settled by a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Row, select, true, update

from engine import caselock, cases, filing, history, identity
from engine.access import Action, Actor, Refusal, refusal, within_reach
from engine.db.cases import Case
from engine.db.offices import Person as Officer
from engine.db.residents import Resident
from engine.db.siak import SiakDifference
from engine.engine import Engine
from engine.errors import InvalidAnswersError, NotAllowedError, NotFoundError
from engine.errors.siak import CentreBusyError, CentreRefusedError, DifferenceSettledError, NothingToAskError
from engine.forms import Problem
from engine.ids import first_of
from engine.roles import Permission
from engine.siak import again, asking, differences
from engine.siak.differences import CHECKED, OPEN, REGISTERED, SETTLED, UNSENT, Found
from engine.siak.port import SAME, Person
from engine.work import Reading

PAGE = 25
KINDS = (REGISTERED, CHECKED, UNSENT)
SETTLED_BY_HAND = "siak.settled"
AT_SIAK, HERE, NO_DIFFERENCE, ENTERED = (
    "dibetulkan_di_siak",
    "dibetulkan_di_sini",
    "tidak_berbeda",
    "direkam_sendiri",
)
REASONS: Mapping[str, Sequence[str]] = {
    REGISTERED: (AT_SIAK, HERE, NO_DIFFERENCE),
    CHECKED: (AT_SIAK, HERE, NO_DIFFERENCE),
    UNSENT: (ENTERED, HERE, NO_DIFFERENCE),
}
"""By kind, why somebody says that it is settled."""
LONGEST = 500


@dataclass(frozen=True)
class Wanted:
    """`since`: the first day on which it was found; `number`: a case's, in full."""

    kind: str = ""
    document_type: str = ""
    number: str = ""
    since: date | None = None
    settled: bool = False


@dataclass(frozen=True)
class Line:
    """`nik`: masked. `fields`: name -> `sesuai` or `tidak_sesuai`."""

    id: str
    kind: str
    case_id: str
    case_number: str
    subject_name: str = field(repr=False)
    document_type: str
    code: str | None
    fields: Mapping[str, str]
    nik: str
    found_at: datetime
    asked_at: datetime


@dataclass(frozen=True)
class Difference:
    """`person`: what was asked, with its values. `reasons`: why it may be settled; empty for whoever only reads."""

    line: Line
    state: str
    person: Person | None = field(repr=False)
    reasons: Sequence[str]
    settled_at: datetime | None
    settled_by: str | None
    reason: str | None

    @property
    def askable(self) -> bool:
        return bool(self.reasons) and self.person is not None


def page(reading: Reading, wanted: Wanted, after: str | None = None) -> tuple[list[Line], str | None]:
    """What the actor may see to, the newest first, and where the next page begins."""
    conditions = [
        SiakDifference.office_code == reading.office.code,
        SiakDifference.state == (SETTLED if wanted.settled else OPEN),
        _reach(reading.actor),
        *_narrowed(reading, wanted),
    ]
    if after is not None:
        conditions.append(SiakDifference.id < after)
    rows = reading.execute(
        _listed().where(*conditions).order_by(SiakDifference.id.desc()).limit(PAGE + 1)
    ).all()
    lines = [_line(reading, row) for row in rows[:PAGE]]
    return lines, lines[-1].id if len(rows) > PAGE else None


def find(reading: Reading, difference_id: str) -> Difference:
    """With its values; that it was looked at is the caller's to record."""
    row = _row(reading, difference_id)
    readable = Permission.AUDIT in reading.actor.permissions
    refused = _refused(reading, row.case_id)
    if refused is not None and not readable:
        raise NotAllowedError("see the difference", refused)
    name = reading.execute(select(Officer.name).where(Officer.id == row.settled_by)).scalar()
    person = differences.question(reading.vault, row.id, row.person)
    open_to_him = refused is None and row.state == OPEN
    reasons = REASONS[row.kind] if open_to_him else ()
    return Difference(_line(reading, row), row.state, person, reasons, row.settled_at, name, row.reason)


def settle(engine: Engine, actor: Actor, difference_id: str, reason: str, words: str) -> None:
    """The words may name people: they are kept sealed only."""
    with engine.work(actor) as work:
        row = _open(work, difference_id)
        caselock.lock(work, row.case_id)
        row = _open(work, difference_id)
        problems = [Problem("alasan", "reason_needed")] if reason not in REASONS[row.kind] else []
        problems += [Problem("catatan", "words_needed")] if not words.strip() else []
        if problems:
            raise InvalidAnswersError(problems)
        gone = {"state": SETTLED, "settled_at": work.now, "settled_by": actor.person_id, "reason": reason}
        work.execute(update(SiakDifference).where(SiakDifference.id == difference_id).values(gone))
        facts = {"difference": difference_id, "kind": row.kind, "because": reason}
        filing.record_act(work, row.case_id, SETTLED_BY_HAND, facts=facts, words=words.strip()[:LONGEST])


def ask(engine: Engine, actor: Actor, difference_id: str) -> bool:
    """Asks the centre now, with what the office knows now; whether they agree. Raises CentreBusyError,
    CentreRefusedError, NothingToAskError."""
    with engine.reading(actor) as reading:
        row = _open(reading, difference_id)
        person = _now(reading, row)
    if person is None or engine.centre is None:
        raise NothingToAskError("manual" if engine.centre is None else "tanpa_nik")
    try:
        asking.spend(engine, 1)
        finding = engine.centre.check(person)
    except (CentreBusyError, CentreRefusedError) as problem:
        asking.told(engine, row.case_id, [problem.code], actor)
        raise
    asking.told(engine, row.case_id, [finding.result], actor)
    with engine.work(actor) as work:
        if finding.result == SAME:
            differences.agree(work, row.kind, row.about)
        else:
            differences.note(work, Found.of(row.kind, row.about, row.case_id, person, finding))
    return finding.result == SAME


def seen(engine: Engine, actor: Actor, case_id: str) -> None:
    """In the log of looks: whoever opens a difference sees a person's data."""
    with engine.work(actor) as work:
        history.case_seen(work, case_id, "siak_difference")


def _now(reading: Reading, row: Row[Any]) -> Person | None:
    """Of somebody registered what the office knows by now; of others what was asked."""
    if row.kind == REGISTERED:
        known = reading.execute(select(Resident.__table__).where(Resident.id == row.about)).first()
        return again.person_of(reading, known) if known else None
    return differences.question(reading.vault, row.id, row.person)


def _reach(actor: Actor) -> ColumnElement[bool]:
    if Permission.AUDIT in actor.permissions:
        return true()
    return within_reach(actor, Permission.RECONCILE, SiakDifference.area_code)


def _narrowed(reading: Reading, wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.kind:
        found.append(SiakDifference.kind == wanted.kind)
    if wanted.document_type:
        found.append(SiakDifference.document_type == wanted.document_type)
    if wanted.number:
        found.append(Case.number == wanted.number)
    if wanted.since and date(2000, 1, 1) < wanted.since:
        begin = datetime.combine(wanted.since, time(), reading.office.zone)
        found.append(SiakDifference.id >= first_of(begin))
    return found


def _listed() -> Any:
    columns = (*SiakDifference.__table__.columns, Case.number, Case.subject_name)
    return select(*columns).join(Case, Case.id == SiakDifference.case_id)


def _row(reading: Reading, difference_id: str) -> Row[Any]:
    mine = (SiakDifference.office_code == reading.office.code, SiakDifference.id == difference_id)
    row = reading.execute(_listed().where(*mine)).first()
    if row is None or row.state not in (OPEN, SETTLED):
        raise NotFoundError("difference")
    found: Row[Any] = row
    return found


def _open(reading: Reading, difference_id: str) -> Row[Any]:
    """For whoever may see to it."""
    row = _row(reading, difference_id)
    refused = _refused(reading, row.case_id)
    if refused is not None:
        raise NotAllowedError("settle the difference", refused)
    if row.state != OPEN:
        raise DifferenceSettledError
    return row


def _refused(reading: Reading, case_id: str) -> Refusal | None:
    case = reading.execute(select(Case.__table__).where(Case.id == case_id)).one()
    return refusal(reading.actor, Action.RECONCILE, cases.facts_to_act(reading, case))


def _line(reading: Reading, row: Row[Any]) -> Line:
    person = differences.question(reading.vault, row.id, row.person)
    return Line(
        id=row.id,
        kind=row.kind,
        case_id=row.case_id,
        case_number=row.number,
        subject_name=row.subject_name,
        document_type=row.document_type,
        code=row.code,
        fields=row.fields,
        nik=identity.mask(person.nik) if person else "",
        found_at=row.found_at,
        asked_at=row.asked_at,
    )
