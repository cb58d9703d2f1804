"""What somebody typed and has not sent: kept as typed, sealed, his own."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import orjson
from sqlalchemy import delete, select

from engine.access import Actor
from engine.db.cases import TaskDraft
from engine.db.upserts import insert_or
from engine.work import Reading, Work

NOT_TYPED = frozenset({"csrf_token", "request_id", "hasil"})


def keep(work: Work, task_id: str, posted: Mapping[str, Sequence[str]]) -> datetime:
    typed = {name: list(values) for name, values in posted.items() if name not in NOT_TYPED}
    sealed = work.vault.seal("terbit_task_draft", "values", _row(work.actor, task_id), orjson.dumps(typed))
    row = {"task_id": task_id, "person_id": work.actor.person_id, "values": sealed, "saved_at": work.now}
    statement = insert_or(work.connection, TaskDraft).values(row | work.office.owner)
    newer = {"values": sealed, "saved_at": work.now}
    work.execute(statement.on_conflict_do_update(index_elements=["task_id", "person_id"], set_=newer))
    return work.now


def find(reading: Reading, task_id: str) -> tuple[dict[str, list[str]], datetime] | None:
    row = reading.execute(
        select(TaskDraft.values.label("typed"), TaskDraft.saved_at).where(
            TaskDraft.task_id == task_id, TaskDraft.person_id == reading.actor.person_id
        )
    ).first()
    if row is None:
        return None
    plain = reading.vault.open("terbit_task_draft", "values", _row(reading.actor, task_id), row.typed)
    return orjson.loads(plain), row.saved_at


def drop(work: Work, task_id: str) -> None:
    work.execute(
        delete(TaskDraft).where(TaskDraft.task_id == task_id, TaskDraft.person_id == work.actor.person_id)
    )


def _row(actor: Actor, task_id: str) -> str:
    return f"{task_id}:{actor.person_id}"
