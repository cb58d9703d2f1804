"""A file's rows in the database, sealed, until each is a case or was not chosen."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import Row, insert, select, update

from engine import history, partners
from engine.access import Actor
from engine.batches.columns import Column, Typed, columns, read
from engine.batches.reading import MOST_ROWS, BatchFile, rows
from engine.casefile import Scope
from engine.db.batches import Activity, Batch, BatchRow
from engine.definitions import DocumentType
from engine.engine import Engine
from engine.errors import (
    BatchEmptyError,
    BatchFileError,
    BatchNotPossibleError,
    NotAllowedError,
    NotFoundError,
)
from engine.forms import Form, Problem
from engine.ids import new_id
from engine.work import Reading, Work

TABLE = "terbit_batch_row"
KEPT = dt.timedelta(days=7)
"""How long rows wait to be confirmed."""


@dataclass(frozen=True)
class Occasion:
    """Where applications are taken many at once."""

    name: str
    place: str
    held_on: dt.date


@dataclass(frozen=True)
class Kept:
    """A row as it waits. `typed` is None once it is a case or was left out."""

    id: str
    fingerprint: bytes
    typed: Typed | None = field(repr=False)
    line: int
    chosen: bool
    no_double: str | None
    refused: str | None
    why: str = field(default="", repr=False)
    """For which reason its warnings were accepted."""


def form_of(definition: DocumentType) -> Form:
    """The intake form, if each of its questions fits into a cell."""
    form = definition.intake_form
    if form is None or form.lists:
        raise BatchNotPossibleError(definition.document_type)
    return form


def possible(definition: DocumentType) -> bool:
    return definition.intake_form is not None and not definition.intake_form.lists


def bring(engine: Engine, actor: Actor, document_type: str, file: BatchFile, occasion: Occasion) -> str:
    """Reads a file and keeps its rows; nothing is taken yet. The batch's id."""
    with engine.reading(actor) as reading:
        definition = _current(reading, document_type)
        asked = columns(form_of(definition), Scope({}, reading.office), "id")
    lines = _lines(file, asked)
    with engine.work(actor) as work:
        return _keep(work, document_type, lines, occasion)


def _current(reading: Reading, document_type: str) -> DocumentType:
    definition = reading.engine.definitions.current(
        reading.connection, reading.engine.office_code, document_type
    )
    if not partners.desks(reading, document_type):
        raise NotAllowedError("take applications", "role")
    return definition


def questions(reading: Reading, document_type: str, language: str) -> tuple[DocumentType, list[Column]]:
    """Of whoever may take applications of this type."""
    definition = _current(reading, document_type)
    return definition, columns(form_of(definition), Scope({}, reading.office), language)


def _lines(file: BatchFile, asked: Sequence[Column]) -> list[Typed]:
    lines = read(rows(file), asked)
    if not lines:
        raise BatchEmptyError
    if len(lines) > MOST_ROWS:
        raise BatchFileError("rows")
    return lines


def _keep(work: Work, document_type: str, lines: Sequence[Typed], occasion: Occasion) -> str:
    forget(work)
    owner, person_id = work.office.owner, str(work.actor.person_id)
    grant = partners.desks(work, document_type)[0]
    activity = {"id": new_id(), "recorded_by": person_id, "recorded_at": work.now, **vars(occasion)}
    batch = {
        "id": new_id(), "document_type": document_type, "activity_id": activity["id"], "intake_role": grant.role,
        "intake_area": grant.area_code, "brought_by": person_id, "brought_at": work.now,
    }  # fmt: skip
    work.execute(insert(Activity), [activity | owner])
    work.execute(insert(Batch), [batch | owner])
    work.execute(insert(BatchRow), [_row(work, batch["id"], line) | owner for line in lines])
    facts = {
        "batch": batch["id"],
        "activity": activity["id"],
        "document_type": document_type,
        "rows": len(lines),
    }
    stream = history.of_person(person_id)
    told = f"{occasion.name}, {occasion.place}, {occasion.held_on.isoformat()}"
    work.record(history.Event("batch.brought", stream, words=told, facts=facts, grant=grant))
    return str(batch["id"])


def _row(work: Work, batch_id: str, typed: Typed) -> dict[str, Any]:
    row_id = new_id()
    return {
        "id": row_id,
        "batch_id": batch_id,
        "line": typed.line,
        "fingerprint": work.vault.fingerprint("row", typed.content),
        "values": _sealed(work, row_id, typed),
        "chosen": False,
    }


def _sealed(work: Work, row_id: str, typed: Typed, why: str = "") -> bytes:
    wrong = [[one.field, one.code] for one in typed.problems]
    plain = {"posted": typed.posted, "wrong": wrong, "why": why}
    return work.vault.seal(TABLE, "values", row_id, orjson.dumps(plain))


def accepted(work: Work, row: Kept, why: str) -> bytes | None:
    """What was written in the row, with the reason for which its warnings are accepted."""
    return None if row.typed is None else _sealed(work, row.id, row.typed, why)


def find(reading: Reading, batch_id: str) -> Row[Any]:
    """With its occasion; for whoever brought it, and whoever sits at the same desk."""
    row = reading.execute(
        select(Batch.__table__, Activity.name, Activity.place, Activity.held_on)
        .join(Activity, Activity.id == Batch.activity_id)
        .where(Batch.id == batch_id)
    ).first()
    if row is None:
        raise NotFoundError("batch")
    actor = reading.actor
    if actor.grant_for(row.intake_role, row.intake_area) is None:
        raise NotAllowedError("see the batch", "role")
    return row


def kept(reading: Reading, batch_id: str) -> list[Kept]:
    found = reading.execute(
        select(BatchRow.__table__).where(BatchRow.batch_id == batch_id).order_by(BatchRow.line)
    ).mappings()
    return [_kept(reading, row) for row in found]


def _kept(reading: Reading, row: Any) -> Kept:
    typed, why = None, ""
    if row["values"] is not None:
        plain = orjson.loads(reading.vault.open(TABLE, "values", row["id"], bytes(row["values"])))
        wrong = tuple(Problem(path, code) for path, code in plain["wrong"])
        typed, why = Typed(row["line"], plain["posted"], wrong), plain.get("why", "")
    decided = {name: row[name] for name in ("line", "chosen", "no_double", "refused")}
    return Kept(row["id"], bytes(row["fingerprint"]), typed, **decided, why=why)


def mine(reading: Reading) -> list[Row[Any]]:
    """Batches of the actor whose rows still wait, the latest first."""
    return list(
        reading.execute(
            select(Batch.id, Batch.document_type, Batch.brought_at, Batch.confirmed_at, Activity.name)
            .join(Activity, Activity.id == Batch.activity_id)
            .where(Batch.brought_by == reading.actor.person_id)
            .where(
                select(BatchRow.id)
                .where(BatchRow.batch_id == Batch.id, BatchRow.values.is_not(None))
                .exists()
            )
            .order_by(Batch.brought_at.desc())
            .limit(20)
        )
    )


def forget(work: Work) -> None:
    """What was written in rows that nobody confirmed for a week is gone."""
    old = select(Batch.id).where(Batch.confirmed_at.is_(None), Batch.brought_at < work.now - KEPT)
    work.execute(update(BatchRow).where(BatchRow.batch_id.in_(old)).values(values=None))
