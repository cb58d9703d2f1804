"""Destroys what one case holds by one class. The register, documents in force and the history stay; what the history
says of values goes with the case's secret, and it still verifies."""

from typing import Any

import orjson
from sqlalchemy import Row, delete, null, select, update

from engine import filing, history, receipts
from engine.archive.due import Schedules, of_rule
from engine.db.cases import Answer, Attachment, Case, CaseParty, Task, TaskDraft
from engine.db.documents import Document
from engine.db.notices import Notice
from engine.db.siak import SiakDifference
from engine.retention import PAPERS, apart
from engine.work import Work

EVENT, REASON = "papers.destroyed", "masa_simpan"
GONE = "(dimusnahkan)"
"""In the place of the name of whoever a case was about."""
EMPTY = b""


def erase(work: Work, rules: Schedules, item: Row[Any], destruction_id: str) -> None:
    """The case is locked already. `item`: case, its type and state, class, what."""
    if item.what == PAPERS:
        _papers(work, rules, item, destruction_id)
    else:
        _values(work, item.case_id)


def _papers(work: Work, rules: Schedules, item: Row[Any], destruction_id: str) -> None:
    for rule, end, taken in apart(rules[item.document_type], PAPERS):
        if rule.code == item.rule and end == item.state:
            mine = (Attachment.case_id == item.case_id, of_rule(rule, taken))
            gone = work.execute(delete(Attachment).where(*mine)).rowcount
            facts = {"destruction": destruction_id, "rule": rule.code, "papers": gone}
            filing.record_act(work, item.case_id, EVENT, facts=facts)


def _values(work: Work, case_id: str) -> None:
    """Whatever names people or says what they said, in every table that a case has rows in."""
    for statement in (
        update(Answer).where(Answer.case_id == case_id).values(values=EMPTY),
        delete(TaskDraft).where(TaskDraft.task_id.in_(select(Task.id).where(Task.case_id == case_id))),
        delete(CaseParty).where(CaseParty.case_id == case_id),
        delete(Notice).where(Notice.case_id == case_id),
        delete(SiakDifference).where(SiakDifference.case_id == case_id),
        update(Task).where(Task.case_id == case_id).values(subject_name=GONE),
        update(Case)
        .where(Case.id == case_id)
        .values(
            subject_name=GONE, record=work.vault.seal("terbit_case", "record", case_id, orjson.dumps({}))
        ),
        update(Document)
        .where(Document.case_id == case_id, Document.kind == receipts.KIND)
        .values(content=null(), size=null()),
    ):
        work.execute(statement)
    history.erase(work, case_id, REASON)
