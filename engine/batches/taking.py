"""Rows become cases: chosen all at once, taken one after the other, each in a transaction of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, update

from engine import cases, cautions, history
from engine.access import Actor
from engine.batches import storage
from engine.batches.preview import DOUBLE, GOOD, LOOK, Line, Preview, posted, preview
from engine.cases import NoDouble
from engine.db.batches import Batch, BatchCase, BatchRow
from engine.db.upserts import insert_or
from engine.engine import Engine
from engine.errors import BatchChoiceError, EngineError, InvalidAnswersError, NotAllowedError, WarningsError
from engine.submission import ACCEPTANCE, ACCEPTED, FORWARD, Submission
from engine.work import Work


@dataclass(frozen=True)
class Choice:
    """`no_doubles`: line -> the reason for which it is none; `whys`: line -> why its warnings are accepted."""

    lines: Sequence[int]
    no_doubles: Mapping[int, str] = field(default_factory=dict)
    whys: Mapping[int, str] = field(default_factory=dict, repr=False)

    def takes(self, line: Line) -> bool:
        """Whether it can be: nothing is wrong with it, and what is doubtful has its reason."""
        number = line.row.line
        decided = line.state in (GOOD, LOOK) or (line.state == DOUBLE and bool(self.no_doubles.get(number)))
        return decided and (not line.needs_reason or bool(self.whys.get(number, "").strip()))


class RowTakenError(EngineError):
    def __init__(self, line: int) -> None:
        super().__init__(f"Expected line {line} to be no case yet, but it is one")


def take(engine: Engine, actor: Actor, batch_id: str, choice: Choice) -> None:
    """The whole choice or nothing: a line that cannot be taken refuses all. What was not chosen is forgotten."""
    with engine.reading(actor) as reading:
        shown = preview(reading, batch_id)
    if shown.confirmed_at is None:
        _check(shown, choice)
        with engine.work(actor) as work:
            _choose(work, shown, choice)
    go_on(engine, actor, batch_id)


def _check(shown: Preview, choice: Choice) -> None:
    lines = {line.row.line: line for line in shown.lines}
    wrong = [number for number in choice.lines if number not in lines or not choice.takes(lines[number])]
    if wrong or not choice.lines:
        raise BatchChoiceError(wrong)
    for number in choice.lines:
        if lines[number].state == DOUBLE:
            NoDouble((), choice.no_doubles[number]).check(shown.document_type)


def _choose(work: Work, shown: Preview, choice: Choice) -> None:
    """Whoever confirms first decides."""
    first = update(Batch).where(Batch.id == shown.batch_id, Batch.confirmed_at.is_(None))
    if work.execute(first.values(confirmed_at=work.now)).rowcount != 1:
        return
    chosen = [line for line in shown.lines if line.row.line in set(choice.lines)]
    for line in chosen:
        decided: dict[str, Any] = {"chosen": True, "no_double": choice.no_doubles.get(line.row.line)}
        if line.needs_reason:
            decided["values"] = storage.accepted(work, line.row, choice.whys[line.row.line].strip())
        work.execute(update(BatchRow).where(BatchRow.id == line.row.id).values(**decided))
    _forget(work, shown.batch_id)
    facts = {"batch": shown.batch_id, "rows": len(chosen)}
    work.record(history.Event("batch.confirmed", history.of_person(work.actor.person_id), facts=facts))


def _forget(work: Work, batch_id: str) -> None:
    left = update(BatchRow).where(BatchRow.batch_id == batch_id, BatchRow.chosen.is_(False))
    work.execute(left.values(values=None))


def discard(engine: Engine, actor: Actor, batch_id: str) -> None:
    """Nothing of it is taken, and what was written in it is gone."""
    with engine.work(actor) as work:
        storage.find(work, batch_id)
        _forget(work, batch_id)
        facts = {"batch": batch_id}
        work.record(history.Event("batch.discarded", history.of_person(actor.person_id), facts=facts))


def go_on(engine: Engine, actor: Actor, batch_id: str) -> None:
    """Takes what was chosen and is no case yet: the same after a crash as at first."""
    with engine.reading(actor) as reading:
        shown = preview(reading, batch_id)
    for line in shown.unfinished:
        _try(engine, actor, shown, line)


def _try(engine: Engine, actor: Actor, shown: Preview, line: Line) -> None:
    """A row that cannot be taken after all says so, and does not keep the others."""
    try:
        with engine.work(actor) as work:
            _take(work, shown, line)
    except RowTakenError:
        return
    except (InvalidAnswersError, NotAllowedError, WarningsError) as error:
        code = "refused" if isinstance(error, NotAllowedError) else "answers"
        with engine.work(actor) as work:
            work.execute(update(BatchRow).where(BatchRow.id == line.row.id).values(refused=code, values=None))


def _take(work: Work, shown: Preview, line: Line) -> None:
    row, typed = line.row, line.row.typed
    form = storage.form_of(shown.document_type)
    if typed is None or _is_case(work, shown, line):
        raise RowTakenError(row.line)
    activity = work.execute(select(Batch.activity_id).where(Batch.id == shown.batch_id)).scalar_one()
    heeded = {ACCEPTED: [cautions.key(one) for one in line.warnings], ACCEPTANCE: [row.why]}
    submission = Submission({**posted(work, form, typed), **heeded}, FORWARD, request_id=row.id)
    found = NoDouble(_others(line), row.no_double) if row.no_double else None
    occasion = {"activity": activity, "batch": shown.batch_id, "line": row.line}
    opened = cases.open_in(work, shown.document_type.document_type, submission, found, occasion)
    _note(work, shown, line, opened.case_id)


def _others(line: Line) -> tuple[str, ...]:
    return tuple(double.number for double in line.doubles)


def _key(work: Work, shown: Preview, line: Line) -> dict[str, Any]:
    return {
        "office_code": work.engine.office_code,
        "document_type": shown.document_type.document_type,
        "fingerprint": line.row.fingerprint,
    }


def _is_case(work: Work, shown: Preview, line: Line) -> bool:
    return work.execute(select(BatchCase.case_id).filter_by(**_key(work, shown, line))).first() is not None


def _note(work: Work, shown: Preview, line: Line, case_id: str) -> None:
    """Two that take the same row at once: one of them makes the case, the other's is rolled back."""
    row = {**work.office.owner, **_key(work, shown, line), "row_id": line.row.id, "case_id": case_id}
    made = (
        insert_or(work.connection, BatchCase)
        .values(row)
        .on_conflict_do_nothing()
        .returning(BatchCase.case_id)
    )
    if work.execute(made).first() is None:
        raise RowTakenError(line.row.line)
    work.execute(update(BatchRow).where(BatchRow.id == line.row.id).values(values=None))
