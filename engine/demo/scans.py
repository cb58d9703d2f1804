"""Made-up scans of the papers that a made-up case has to have, handed in where it was opened."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine import attachments, casefile, caselock
from engine.access import Actor
from engine.attachments import specimen
from engine.definitions import DocumentType
from engine.engine import Engine
from engine.forms import options
from engine.requirements import needed


def hand_in(engine: Engine, actor: Actor, case_id: str) -> int:
    """How many papers; each says what the application says."""
    with engine.work(actor) as work:
        caselock.lock(work, case_id)
        file = casefile.read(work, case_id)
        definition = engine.definitions.version(work.connection, file.row.version_id)
        grant = actor.grant_for(file.row.intake_role, file.row.intake_area)
        lines = list(_said(definition, file.record, {"daftar": work.office.lists}))
        papers = needed(definition.requirements, file.record)
        for paper in papers:
            attachments.store(work, case_id, paper.code, specimen(paper.label, lines), grant=grant)
    return len(papers)


def _said(definition: DocumentType, record: Mapping[str, Any], scope: Mapping[str, Any]) -> Iterator[str]:
    form = definition.intake_form
    for _, asked, value in form.each(record) if form else ():
        if isinstance(value, str) and value:
            chosen = (one.label.id for one in options(asked, scope) if one.value == value)
            yield f"{asked.look.label.id}: {next(chosen, value)}"
