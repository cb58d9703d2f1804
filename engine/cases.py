"""Cases: opened at a desk, withdrawn at the same desk."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

import orjson
from sqlalchemy import Row, insert, select, update

from engine import casefile, caselock, casenames, cautions, filing, history, partners, residents
from engine.access import Action, Actor, CaseFacts, Grant, refusal
from engine.casefile import CaseFile, Scope
from engine.cautions import Heeded
from engine.db.cases import Case, CaseParty, Task
from engine.db.history import Event
from engine.db.offices import Post, Unit
from engine.definitions import DocumentType
from engine.engine import Engine
from engine.errors import InvalidAnswersError, NotAllowedError
from engine.forms import Problem
from engine.ids import new_id
from engine.numbers import next_number
from engine.placing import Begun, Moves
from engine.reasons import NO_DOUBLE, fitting
from engine.separation import Done
from engine.submission import Submission
from engine.work import Reading, Work


@dataclass(frozen=True)
class Opened:
    """`task_id`: the desk's own next step on the case, already held by whoever opened it; None if there is none."""

    case_id: str
    number: str
    task_id: str | None


@dataclass(frozen=True)
class NoDouble:
    """The desk's decision that an application is no double of the cases with these numbers, and why."""

    numbers: tuple[str, ...]
    reason: str
    words: str = field(repr=False, default="")

    def check(self, definition: DocumentType) -> None:
        if self.reason not in {reason.code for reason in fitting(definition.reasons.values(), NO_DOUBLE)}:
            raise InvalidAnswersError([Problem("alasan", "reason_needed")])


def open_case(
    engine: Engine,
    actor: Actor,
    document_type: str,
    submission: Submission,
    no_double: NoDouble | None = None,
) -> Opened:
    """An application is taken: the intake form is checked, the case numbered, its process started."""
    with engine.work(actor, submission.request_id) as work:
        known = opened_before(work, submission.request_id)
        return known or open_in(work, document_type, submission, no_double)


def open_in(
    work: Work,
    document_type: str,
    submission: Submission,
    no_double: NoDouble | None = None,
    occasion: Mapping[str, Any] | None = None,
) -> Opened:
    """The same within a transaction. `occasion`: ids of what it was taken at, for the history."""
    definition = work.engine.definitions.current(work.connection, work.engine.office_code, document_type)
    values, heeded = _checked(work, definition, submission)
    if no_double is not None:
        no_double.check(definition)
    grant = desk_for(work, definition, values)
    desk = Desk(
        grant.role, grant.area_code, _unit(work, grant), str(work.actor.person_id), submission.request_id
    )
    file, moves = start(work, definition, values, desk, heeded)
    filing.note_duty(work, file.row.id, Done("penerimaan", grant.role, grant.kind))
    filing.record_event(
        file, "case.opened", node="mulai", began=moves, before={}, role=(grant.role, grant.area_code),
        facts={**_told(work, definition, no_double), **heeded.facts, **(occasion or {})},
        reason=no_double.reason if no_double else None,
        words="; ".join(filter(None, (no_double.words if no_double else None, heeded.why))) or None,
    )  # fmt: skip
    return Opened(file.row.id, file.row.number, _hold(work, moves, grant))


def _told(work: Work, definition: DocumentType, no_double: NoDouble | None) -> dict[str, Any]:
    """Which notice the applicant was told of his data, and which cases were found to be others."""
    notice = definition.notice_on(work.local.date())
    facts: dict[str, Any] = {} if notice is None else {"notice": notice.version}
    return facts if no_double is None else {**facts, "no_double_of": list(no_double.numbers)}


@dataclass(frozen=True)
class Desk:
    """Where a case comes from: the role, area and name of the desk, and who sat there. `about`: whose name the case
    goes by until its own form has one."""

    role: str
    area_code: str
    unit: str
    person_id: str
    request_id: str | None = None
    about: str = ""


def start(
    work: Work, definition: DocumentType, values: dict[str, Any], desk: Desk, heeded: Heeded
) -> tuple[CaseFile, Moves]:
    """A new case with its first answers, its process begun; the history is the caller's to tell."""
    form = definition.intake_form
    file = _new(work, definition, filing.case_facts(form, values) if form else {}, desk)
    filing.file_answers(file, form, values)
    cautions.note(file.record, form, cautions.INTAKE, heeded)
    moves = file.begin().save()
    casenames.note(work, file.row.id, file.value("subject_name"), file.value("area_code"))
    return file, moves


def opened_before(reading: Reading, request_id: str | None) -> Opened | None:
    """The case that this request opened already."""
    if request_id is None:
        return None
    row = reading.execute(
        select(Case.id, Case.number, Task.id.label("task_id"))
        .outerjoin(
            Task,
            (Task.case_id == Case.id) & (Task.state == "open") & (Task.claimed_by == reading.actor.person_id),
        )
        .where(Case.opened_by == reading.actor.person_id, Case.request_id == request_id)
    ).first()
    return None if row is None else Opened(row.id, row.number, row.task_id)


def _checked(work: Work, definition: DocumentType, submission: Submission) -> tuple[dict[str, Any], Heeded]:
    form = definition.intake_form
    if form is None:
        return {}, Heeded()
    typed, scope = form.read(submission.posted), Scope({}, work.office)
    checked = form.check(typed, scope, work.local, residents.functions(work))
    if checked.problems:
        raise InvalidAnswersError(list(checked.problems))
    return dict(checked.values), cautions.heed(submission, checked.warnings, work.actor.person_id)


def desk_for(reading: Reading, definition: DocumentType, values: Mapping[str, Any]) -> Grant:
    """The post through which the actor takes this application: of its area, and a partner's only for its types."""
    actor, form = reading.actor, definition.intake_form
    desks = partners.desks(reading, definition.document_type)
    if not desks:
        raise NotAllowedError("take an application", "role")
    area_code = filing.case_facts(form, values).get("area_code") if form else None
    for desk in desks:
        covered = actor.grant_for(desk.role, area_code or reading.office.regency_code)
        if covered is not None or desk.role == partners.ROLE:
            return desk
    raise InvalidAnswersError([Problem("alamat.kelurahan", "outside_territory", {"area": desks[0].title})])


def _new(work: Work, definition: DocumentType, facts: dict[str, str], desk: Desk) -> CaseFile:
    case_id = new_id()
    seal = work.vault.seal
    row: dict[str, Any] = {
        "id": case_id,
        "number": _number(work, definition),
        "document_type": definition.document_type,
        "version_id": definition.id,
        "version": 1,
        "state": "open",
        "subject_name": facts.get("subject_name", desk.about),
        "area_code": facts.get("area_code", work.office.regency_code),
        "intake_role": desk.role,
        "intake_area": desk.area_code,
        "intake_unit": desk.unit,
        "opened_at": work.now,
        "opened_by": desk.person_id,
        "request_id": desk.request_id,
        "returns": 0,
        "visits": {},
        "record": seal("terbit_case", "record", case_id, b"{}"),
        "engine_state": b"",
        "secret": seal("terbit_case", "secret", case_id, secrets.token_bytes(32)),
        **work.office.owner,
    }
    work.execute(insert(Case), [row])
    filing.open_stream(work, f"case:{case_id}")
    absent = {
        "closed_at": None,
        "complete_at": None,
        "promised_at": None,
        "paused_at": None,
        "pause_reason": None,
    }
    return CaseFile(work, SimpleNamespace(**row, **absent), definition, {})  # type: ignore[arg-type]


def _number(work: Work, definition: DocumentType) -> str:
    """AL-2026-00001: the type's letters, the year, the next number of the office."""
    letters = definition.procedure.properties.get("singkatan", "TB")
    year = work.now.astimezone(work.office.zone).year
    return f"{letters}-{year}-{next_number(work.connection, work.office, f'case:{letters}:{year}'):05d}"


def _unit(work: Work, grant: Grant) -> str:
    found = work.execute(
        select(Unit.name).join(Post, Post.unit_id == Unit.id).where(Post.id == grant.post_id)
    )
    return str(found.scalar() or grant.title)


def _hold(work: Work, moves: Moves, grant: Grant) -> str | None:
    """The desk that opened a case goes on with it, if the next step is its own."""
    own = next((task for task in moves.tasks if _is_at(task, grant)), None)
    if own is None:
        return None
    work.execute(
        update(Task).where(Task.id == own.id).values(claimed_by=work.actor.person_id, claimed_at=work.now)
    )
    return own.id


def _is_at(task: Begun, grant: Grant) -> bool:
    return task.role == grant.role and task.area_code == grant.area_code


WITHDRAWN = "case.withdrawn"


def withdraw(
    engine: Engine,
    actor: Actor,
    case_id: str,
    reason: str,
    words: str | None = None,
    request_id: str | None = None,
) -> str:
    """The applicant takes the application back; the desk that took it records that. The case's number, also where
    the same request comes again."""
    with engine.work(actor, request_id) as work:
        caselock.lock(work, case_id)
        known = _withdrawn_before(work, case_id)
        if known is not None:
            return known
        file = casefile.lock(work, case_id)
        row = file.row
        refused = refusal(actor, Action.WITHDRAW, facts_to_act(work, row))
        if refused is not None:
            raise NotAllowedError("withdraw the case", refused)
        if not words:
            raise InvalidAnswersError([Problem("catatan", "withdrawal_needs_words")])
        file.run.withdraw()
        file.columns["state"] = "withdrawn"
        moves = file.save()
        filing.record_event(
            file, WITHDRAWN, node=row.document_type, began=moves, reason=reason, words=words,
            role=(row.intake_role, row.intake_area),
        )  # fmt: skip
        return str(row.number)


def _withdrawn_before(work: Work, case_id: str) -> str | None:
    """The number of a case that the actor has withdrawn by this very request."""
    mine = (Event.stream == history.of_case(case_id), Event.kind == WITHDRAWN,
            Event.person_id == work.actor.person_id)  # fmt: skip
    body = work.execute(select(Event.body).where(*mine)).scalar()
    told = orjson.loads(body) if body else {}
    repeated = work.request_id is not None and told.get("request") == work.request_id
    return str(told["facts"]["number"]) if repeated else None


def facts(row: Row[Any]) -> CaseFacts:
    """Enough for looking at it."""
    return CaseFacts(row.area_code, row.intake_role, row.intake_area)


def facts_to_act(reading: Reading, row: Row[Any]) -> CaseFacts:
    """Also whether the actor takes part in it, or somebody of his family card does."""
    mine = sorted(reading.actor.fingerprints)
    parties = select(CaseParty.fingerprint).where(
        CaseParty.case_id == row.id, CaseParty.fingerprint.in_(mine)
    )
    found = frozenset(bytes(mark) for mark in reading.execute(parties).scalars()) if mine else frozenset()
    return replace(facts(row), parties=found)
