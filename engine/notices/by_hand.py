"""What an officer tells an applicant from a telephone of the office, by WhatsApp: the words as the case stands now, the
number once he asks for it, and that he sent it. No address holds either; nobody else sends anything."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select

from engine import casefile, caselock, cases, downloads, filing, history, progress
from engine.access import Action, Actor, refusal
from engine.db.cases import Case, Job, Task
from engine.db.notices import Notice
from engine.engine import Engine
from engine.errors import NotAllowedError, NotFoundError
from engine.errors.notices import NothingToTellError
from engine.forms.paths import at
from engine.identity import mask
from engine.ids import new_id
from engine.notices import outbox, texts
from engine.work import Reading, Work

HANDLER, TOLD, PURPOSE = "notices.whatsapp", "notice.told", "whatsapp"


@dataclass(frozen=True)
class Tellable:
    """`kind` is None where nothing is to be told now; `phone` masked, empty where the applicant gave none; `times`: how
    often it was told by hand, `last` when."""

    case_id: str
    case_number: str
    kind: str | None
    phone: str
    times: int
    last: datetime | None


@dataclass(frozen=True)
class Words:
    """What is copied: the number as the applicant gave it, the text of `kind`."""

    kind: str
    phone: str = field(repr=False)
    text: str = field(repr=False)


def look(reading: Reading, case_id: str) -> Tellable:
    """Raises NotAllowedError, NotFoundError."""
    row = _permitted(reading, case_id)
    phone = _phone(reading, row)
    kind, _ = _now(reading, row)
    times, last = _told(reading, case_id, kind)
    return Tellable(row.id, row.number, kind, mask(phone) if phone else "", times, last)


def show(engine: Engine, actor: Actor, case_id: str) -> Words:
    """The look at the number is in the history. Raises NothingToTellError, NotAllowedError, NotFoundError."""
    words = _words(engine, actor, case_id)
    with engine.work(actor) as work:
        history.case_seen(work, case_id, PURPOSE)
    return words


def sent(engine: Engine, actor: Actor, case_id: str, kind: str, times: int) -> bool:
    """That he told it; `times`: how often it had been told when he opened the page, so that it counts once however
    often he says it. Raises NothingToTellError where the case has moved on, NotAllowedError, NotFoundError."""
    words = _words(engine, actor, case_id)
    if words.kind != kind:
        raise NothingToTellError
    with engine.work(actor) as work:
        caselock.lock(work, case_id)
        known, _ = _told(work, case_id, kind)
        if known > times:
            return False
        _keep(work, case_id, words, known + 1)
        facts = {"notice": kind, "times": known + 1}
        filing.record_act(work, case_id, TOLD, facts=facts)
        return True


def _permitted(reading: Reading, case_id: str) -> Row[Any]:
    row = reading.execute(select(Case.__table__).where(Case.id == case_id)).first()
    if row is None:
        raise NotFoundError("case")
    refused = refusal(reading.actor, Action.TELL, cases.facts_to_act(reading, row))
    if refused is not None:
        raise NotAllowedError("tell the applicant", refused)
    return row


def _phone(reading: Reading, row: Row[Any]) -> str:
    return str(at(casefile.read_record(reading, row), outbox.PHONE) or "").strip()


def _words(engine: Engine, actor: Actor, case_id: str) -> Words:
    """With the links of one day: however often he looks on it, they are the same."""
    with engine.reading(actor) as reading:
        row = _permitted(reading, case_id)
        phone, (kind, about) = _phone(reading, row), _now(reading, row)
        key = f"{PURPOSE}|{reading.local.date()}"
    if kind is None or not phone:
        raise NothingToTellError
    if kind == texts.READY:
        about = replace(about, download=downloads.offer(engine, case_id, key))
    return Words(kind, phone, texts.text(engine.office, kind, about))


def _now(reading: Reading, row: Row[Any]) -> tuple[str | None, texts.About]:
    stands = progress.of_case(reading, row)
    reason = stands.reason.text if stands.reason else ""
    name = stands.document_type.name
    if stands.state == "rejected":
        return texts.REFUSED, texts.About(row.number, name, reason)
    if stands.state != "open":
        return None, texts.About(row.number, name)
    if stands.is_his_turn:
        bring = [paper.requirement.label for paper in stands.asked]
        return texts.RETURNED, texts.About(row.number, name, reason, bring)
    if stands.is_ready:
        return _ready(reading, row, name)
    return texts.RECEIVED, texts.About(row.number, name)


def _ready(reading: Reading, row: Row[Any], name: str) -> tuple[str, texts.About]:
    reminded = select(func.max(Task.reminded)).where(Task.case_id == row.id, Task.state == "open")
    if reading.execute(reminded).scalar():
        return texts.UNCOLLECTED, texts.About(row.number, name)
    return texts.READY, texts.About(row.number, name)


def _told(reading: Reading, case_id: str, kind: str | None) -> tuple[int, datetime | None]:
    mine = (Notice.case_id == case_id, Notice.kind == kind, Notice.about == case_id)
    newest = select(Notice.time, Notice.written_at).where(*mine).order_by(Notice.time.desc()).limit(1)
    row = reading.execute(newest).first()
    return (row.time, row.written_at) if row else (0, None)


def _keep(work: Work, case_id: str, words: Words, time: int) -> None:
    """As one that was sent: its job is done, its way was by hand."""
    notice_id, owner = new_id(), work.office.owner
    job = {"id": notice_id, "case_id": case_id, "token": outbox.NO_TOKEN, "node": "", "item": None,
           "handler": HANDLER, "state": "done", "attempt": 1, "created_at": work.now,
           "ended_at": work.now}  # fmt: skip
    work.execute(insert(Job), [job | owner])
    notice = {"id": notice_id, "case_id": case_id, "kind": words.kind, "about": case_id, "time": time,
              "written_at": work.now} | outbox.sealed(work, notice_id, words.phone, words.text)  # fmt: skip
    work.execute(insert(Notice), [notice | owner])
