"""Papers at the desk that took the application: handed in, replaced, taken back, and what that does to their check.

A verdict on a paper is about the files that lay there. Where others come, the record says so under `berubah`, and the
approvals that were given with the old ones are cleared.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import Row, update

from engine import approvals, attachments, casefile, caselock, cases, filing, intake, receipts
from engine.access import Action, Actor, Grant, allow
from engine.attachments import Attachment, Paper, Upload
from engine.db.cases import Case
from engine.definitions import DocumentType
from engine.engine import Engine
from engine.errors import (
    CaseClosedError,
    NotAllowedError,
    NotFoundError,
    PaperCheckedError,
    UploadCountError,
    UploadError,
)
from engine.requirements import needed
from engine.submission import CHANGED, RETURN
from engine.work import Reading, Work

MOST_FILES = 20
"""Of one requirement."""
Refused = Sequence[tuple[Upload, UploadError]]


@dataclass(frozen=True)
class Open:
    """The open case, locked before it was read, at the desk that took it."""

    row: Row[Any]
    definition: DocumentType
    record: dict[str, Any] = field(repr=False)
    grant: Grant | None


@dataclass(frozen=True)
class HandedIn:
    """`kept`: the ids of the files as they lie there; `refused`: those that were not taken, and why."""

    kept: Sequence[str]
    refused: Refused


def hand_in(
    engine: Engine,
    actor: Actor,
    case_id: str,
    requirement: str,
    uploads: Sequence[Upload],
    replaces: str | None = None,
) -> HandedIn:
    """What came is rebuilt before the transaction begins; the same file sent twice is kept once."""
    papers, refused = _rebuilt(uploads)
    if not papers:
        return HandedIn((), refused)
    with engine.work(actor) as work:
        return HandedIn(_keep(work, case_id, requirement, papers, replaces), refused)


def take_back(engine: Engine, actor: Actor, case_id: str, attachment_id: str) -> str:
    """A file that nobody has checked yet: its requirement."""
    with engine.work(actor) as work:
        case = _at_desk(work, case_id)
        found = attachments.find(work, attachment_id)
        if found.case_id != case_id or found.replaced_by is not None:
            raise NotFoundError("paper")
        if _verdict(case.record, found.requirement) is not None:
            raise PaperCheckedError(found.requirement)
        attachments.take_back(work, found, case.grant)
        receipts.outdate(work, case_id)
        return found.requirement


def content(reading: Reading, attachment_id: str) -> Paper:
    """What was handed in, for whoever sees the case's papers and for the desk that took them."""
    found = attachments.find(reading, attachment_id)
    facts = cases.facts(intake.row_of(reading, found.case_id))
    if not allow(reading.actor, Action.SEE_PAPERS, facts) and not allow(
        reading.actor, Action.WITHDRAW, facts
    ):
        raise NotAllowedError("see the paper", "role")
    return attachments.fetch(reading, attachment_id)


def _rebuilt(uploads: Sequence[Upload]) -> tuple[list[Paper], Refused]:
    papers, refused = [], []
    for upload in uploads:
        try:
            papers.append(attachments.rebuild(upload))
        except UploadError as error:
            refused.append((upload, error))
    return papers, refused


def _keep(
    work: Work, case_id: str, requirement: str, papers: Sequence[Paper], replaces: str | None
) -> list[str]:
    case = _at_desk(work, case_id)
    if requirement not in {known.code for known in needed(case.definition.requirements, case.record)}:
        raise NotFoundError("requirement")
    there = {one.sha256: one.id for one in _files(work, case_id, requirement)}
    new = {paper.sha256: paper for paper in papers if paper.sha256 not in there}
    if len(there) + len(new) > MOST_FILES:
        raise UploadCountError(len(there) + len(new), MOST_FILES)
    known = dict(there)
    for place, (sha256, paper) in enumerate(new.items()):
        old = replaces if place == 0 else None
        known[sha256] = attachments.store(work, case_id, requirement, paper, replaces=old, grant=case.grant)
    if new:
        _unsettle(work, case, requirement, anew=bool(there))
    return [known[paper.sha256] for paper in papers]


def _files(work: Work, case_id: str, requirement: str) -> list[Attachment]:
    return [one for one in attachments.of_case(work, case_id) if one.requirement == requirement]


def _at_desk(work: Work, case_id: str) -> Open:
    caselock.lock(work, case_id)
    row = intake.at_desk(work, case_id)
    if row.state != "open":
        raise CaseClosedError(row.number)
    definition = work.engine.definitions.version(work.connection, row.version_id)
    grant = work.actor.grant_for(row.intake_role, row.intake_area)
    return Open(row, definition, casefile.read_record(work, row), grant)


def _verdict(record: Mapping[str, Any], requirement: str) -> dict[str, Any] | None:
    found: dict[str, Any] | None = record.get("berkas", {}).get(requirement)
    return found


def _unsettle(work: Work, case: Open, requirement: str, *, anew: bool) -> None:
    """What was said of the requirement was said of other files. A first scan of what was accepted at the counter
    changes nothing."""
    verdict = _verdict(case.record, requirement)
    if verdict is None or verdict.get(CHANGED) or not (anew or verdict["hasil"] == RETURN):
        return
    verdict[CHANGED] = True
    row, path = case.row, f"berkas.{requirement}"
    fallen = approvals.clear(case.definition, case.record, [path])
    sealed = work.vault.seal("terbit_case", "record", row.id, orjson.dumps(case.record))
    work.execute(update(Case).where(Case.id == row.id).values(record=sealed, version=row.version + 1))
    if fallen:
        facts, role = approvals.facts(fallen, [path]), (row.intake_role, row.intake_area)
        filing.record_act(work, row.id, approvals.EVENT, facts=facts, role=role)
