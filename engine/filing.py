"""Puts answers into the case's record, and what happened into the history."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import insert

from engine import history
from engine.access import Grant
from engine.casefile import CaseFile
from engine.cautions import KEPT
from engine.db.cases import CaseDuty
from engine.db.history import Stream
from engine.decisions import Ruling
from engine.forms import Form
from engine.forms.paths import at
from engine.placing import Moves
from engine.separation import Done
from engine.work import Work

_DUTY = insert(CaseDuty)


def merge(record: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """The record with a form's values laid over it; groups are merged, lists replaced."""
    merged = dict(record)
    for key, value in values.items():
        known = merged.get(key)
        both = isinstance(known, Mapping) and isinstance(value, Mapping)
        merged[key] = merge(known, value) if both else value  # type: ignore[arg-type]
    return merged


def file_answers(file: CaseFile, form: Form | None, values: Mapping[str, Any]) -> None:
    """Writes a form's values into the record, and what the case's row repeats of them."""
    for key, value in merge(file.record, values).items():
        file.record[key] = value
    if form is not None:
        file.columns |= case_facts(form, file.record)


def case_facts(form: Form, record: Mapping[str, Any]) -> dict[str, str]:
    """The columns of the case that a form knows: the subject's name and the area it is about."""
    found = {
        field.kind: value for field in form.fields if (value := at(record, field.path)) not in (None, "")
    }
    facts: dict[str, str] = {}
    if "subject_name" in found:
        facts["subject_name"] = str(found["subject_name"])
    if "kelurahan" in found:
        parts = [found["kelurahan"], found.get("rw"), found.get("rt")]
        known = parts[: parts.index(None)] if None in parts else parts
        facts["area_code"] = ".".join(str(part) for part in known)
    return facts


def note_duty(work: Work, case_id: str, done: Done) -> None:
    """Once each: what separation of duties is decided from."""
    row = {"case_id": case_id, "person_id": work.actor.person_id} | vars(done)
    work.execute(_DUTY, [row | work.office.owner])


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Field by field: dotted path -> (before, after), where they differ."""
    return dict(_differing(before, after, ""))


def _differing(
    before: Mapping[str, Any], after: Mapping[str, Any], prefix: str
) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """Looks only into what is not the same on both sides: of a record that is little."""
    for key in {**before, **after}:
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from _differing(old, new, f"{prefix}{key}.")
            continue
        was, now = dict(_flat({key: old}, prefix)), dict(_flat({key: new}, prefix))
        for path in {**was, **now}:
            if was.get(path) != now.get(path):
                yield path, (was.get(path), now.get(path))


def _flat(value: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for key, inner in value.items():
        if isinstance(inner, Mapping):
            yield from _flat(inner, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", inner


def record_event(
    file: CaseFile,
    kind: str,
    *,
    node: str | None,
    began: Moves,
    before: Mapping[str, Any] | None = None,
    outcome: str | None = None,
    reason: str | None = None,
    words: str | None = None,
    role: tuple[str, str] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """What moved a case: the act, the fields it changed, the nodes that were passed and what waits now."""
    told: dict[str, Any] = {
        **(facts or {}),
        "number": file.row.number,
        "steps": [step.node_id for step in file.run.steps],
        "waits": [task.node for task in began.tasks],
    }
    if file.run.ended:
        told["state"] = file.value("state")
    if file.decided:
        told["decided"] = {node: _rows(trace) for node, trace in file.decided.items()}
    file.work.record(
        history.Event(
            kind=kind,
            stream=file.stream,
            case_id=file.row.id,
            node=node,
            version=file.document_type.id,
            outcome=outcome,
            reason=reason,
            words=words,
            facts=told,
            changes=changes(_told(before), _told(file.record)) if before is not None else {},
            secret=file.secret,
            **_acting(file.work, role),
        )
    )


def _told(record: Mapping[str, Any]) -> dict[str, Any]:
    """Without the accepted warnings: their codes are facts of the event, their reason is its words."""
    return {key: value for key, value in record.items() if key != KEPT}


def _rows(trace: Sequence[Ruling]) -> dict[str, list[int]]:
    """Decision -> the rows of its table that matched, counted from 1."""
    return {ruling.decision: [row.index for row in ruling.rows] for ruling in trace}


def record_act(
    work: Work,
    case_id: str,
    kind: str,
    *,
    node: str | None = None,
    facts: Mapping[str, Any] | None = None,
    reason: str | None = None,
    words: str | None = None,
    role: tuple[str, str] | None = None,
) -> None:
    """What touched a case without moving it. The case is locked already."""
    event = history.Event(
        kind=kind, stream=f"case:{case_id}", case_id=case_id, node=node, reason=reason, words=words,
        facts=dict(facts or {}), **_acting(work, role),
    )  # fmt: skip
    work.record(event)


def _acting(work: Work, role: tuple[str, str] | None) -> dict[str, Any]:
    grant: Grant | None = work.actor.grant_for(*role) if role else None
    if grant is None:
        return {}
    return {"grant": grant}


def open_stream(work: Work, stream: str) -> None:
    """A new chain, and its lock: the row is this transaction's own."""
    row = {"id": stream, "seq": 0, "hash": bytes(32)}
    work.execute(insert(Stream), [row | work.office.owner])
    work.heads[stream] = (0, bytes(32))
