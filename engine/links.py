"""Cases that belong together: a message of one starts others, once for each key, and reaches those that wait for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, case, insert, or_, select

from engine import casefile, caselock, cases, cautions, filing, history, residents
from engine.access import SYSTEM, cases_seen_by
from engine.casefile import Scope
from engine.cautions import Heeded
from engine.db.cases import Case, CaseLink
from engine.definitions import DocumentType
from engine.engine import Engine
from engine.errors import CaseClosedError, NotFoundError
from engine.work import Reading, Work

STARTED_BY = "dimulaiOleh"
"""The property of a process that names the messages it starts on, one a line."""
RECEIVED = "case.received"
LONGEST_KEY = 64
PACKAGE = "paket"
"""The key of a record that tells which message started the case, and of which case."""


@dataclass(frozen=True)
class Message:
    """`key` correlates: sent again with the same one, it starts nothing. `content`: first answers of the new case."""

    name: str
    key: str
    content: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Linked:
    """A case of the same family of cases. `visible`: the actor may open it; `started`: it came after this one."""

    id: str
    number: str
    document_type: DocumentType
    state: str
    paused_at: datetime | None
    started: bool
    visible: bool


def send(engine: Engine, sender_id: str, message: Message) -> list[str]:
    """The numbers of the cases that this message and key have started, now or before; each by a type in force that
    names the message. They come to the desk of the sending case. Cases of its family that wait for it go on."""
    started = _start_all(engine, sender_id, message)
    for case_id in _family(engine, sender_id):
        _deliver(engine, case_id, sender_id, message)
    return started


def _start_all(engine: Engine, sender_id: str, message: Message) -> list[str]:
    with engine.work(SYSTEM) as work:
        caselock.lock(work, sender_id)
        sender = work.execute(select(Case.__table__).where(Case.id == sender_id)).first()
        if sender is None:
            raise NotFoundError("case")
        known = _known(work, message)
        return [
            known.get(definition.document_type) or _start(work, sender, definition, message)
            for definition in _listening(work, message.name)
        ]


def _family(engine: Engine, case_id: str) -> list[str]:
    """Open cases that it started, and the one that started it."""
    other = case((CaseLink.sender_id == case_id, CaseLink.started_id), else_=CaseLink.sender_id)
    mine = or_(CaseLink.sender_id == case_id, CaseLink.started_id == case_id)
    with engine.reading() as reading:
        rows = reading.execute(
            select(Case.id)
            .join(CaseLink, Case.id == other)
            .where(mine, Case.state == "open")
            .order_by(Case.id)
        )
        return list(rows.scalars())


def _deliver(engine: Engine, case_id: str, sender_id: str, message: Message) -> None:
    """In a transaction of its own, so that two cases that write to each other never wait for each other's locks. The
    same message and key arrive once, however often the job is repeated."""
    with engine.work(SYSTEM) as work:
        try:
            file = casefile.lock(work, case_id)
        except CaseClosedError:
            return
        if not any(one.message == message.name for one in file.before.messages):
            return
        facts = {"message": message.name, "key": message.key, "case": _number(work, sender_id)}
        story = history.story(work, case_id)
        if any(entry.kind == RECEIVED and _same(entry.facts, facts) for entry in story):
            return
        if file.run.receive(message.name):
            began = file.save()
            filing.record_event(file, RECEIVED, node=None, began=began, facts=facts)


def _same(told: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    return all(told.get(name) == facts[name] for name in ("message", "key"))


def _number(work: Work, case_id: str) -> str:
    return str(work.execute(select(Case.number).where(Case.id == case_id)).scalar_one())


def listens(definition: DocumentType) -> list[str]:
    """The messages that start a case of this type."""
    return definition.procedure.properties.get(STARTED_BY, "").split()


def _listening(work: Work, message: str) -> list[DocumentType]:
    types = work.engine.definitions.in_force(work.connection, work.engine.office_code)
    return [definition for definition in types if message in listens(definition)]


def _known(work: Work, message: Message) -> dict[str, str]:
    rows = work.execute(
        select(CaseLink.document_type, Case.number)
        .join(Case, Case.id == CaseLink.started_id)
        .where(CaseLink.office_code == work.engine.office_code)
        .where(CaseLink.message == message.name, CaseLink.key == message.key)
    )
    return {row.document_type: row.number for row in rows}


def _start(work: Work, sender: Row[Any], definition: DocumentType, message: Message) -> str:
    place = (sender.intake_role, sender.intake_area, sender.intake_unit)
    desk = cases.Desk(*place, sender.opened_by, about=sender.subject_name)
    values = dict(message.content) | {PACKAGE: {"pesan": message.name, "dari": sender.number}}
    heeded = _doubtful(work, definition, values)
    file, moves = cases.start(work, definition, values, desk, heeded)
    link = {
        "started_id": file.row.id,
        "sender_id": sender.id,
        "message": message.name,
        "key": message.key,
        "document_type": definition.document_type,
    }
    work.execute(insert(CaseLink), [link | work.office.owner])
    filing.record_event(file, "case.opened", node="mulai", began=moves, before={}, facts=heeded.facts)
    _tell(work, file.row.id, sender.number, message)
    _tell(work, sender.id, file.row.number, message)
    return str(file.row.number)


def _doubtful(work: Work, definition: DocumentType, values: Mapping[str, Any]) -> Heeded:
    """Nobody is asked here: the desk that the case comes to reads what its form warns of."""
    form = definition.intake_form
    if form is None:
        return Heeded()
    functions = residents.functions(work)
    checked = form.check(form.show(values), Scope(dict(values), work.office), work.local, functions)
    return cautions.carried(checked.warnings, values)


def _tell(work: Work, case_id: str, other: str, message: Message) -> None:
    filing.record_act(work, case_id, "case.linked", facts={"case": other, "message": message.name})


def of_case(reading: Reading, case_id: str) -> list[Linked]:
    """Those that it started and the one that started it, in the order of opening."""
    other = case((CaseLink.sender_id == case_id, CaseLink.started_id), else_=CaseLink.sender_id)
    rows = reading.execute(
        select(
            Case.id,
            Case.number,
            Case.version_id,
            Case.state,
            Case.paused_at,
            (CaseLink.sender_id == case_id).label("started"),
            cases_seen_by(reading.actor).label("visible"),
        )
        .join(Case, Case.id == other)
        .where(or_(CaseLink.sender_id == case_id, CaseLink.started_id == case_id))
        .order_by(Case.id)
    )
    definitions = reading.engine.definitions
    return [
        Linked(
            row.id,
            row.number,
            definitions.version(reading.connection, row.version_id),
            row.state,
            row.paused_at,
            bool(row.started),
            bool(row.visible),
        )
        for row in rows
    ]
