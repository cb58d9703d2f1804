"""What a form warns of without refusing it: whoever sends the form accepts it, and whoever decides after him reads it.

The record keeps them under `peringatan`: a list of {"langkah", "isian", "kode", "oleh", "alasan"}, `oleh` null where
nobody was asked; the sentences stay in the forms of the case's version.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from engine.definitions import DocumentType
from engine.errors import WarningsError
from engine.forms import MESSAGES, Field, Form, Problem, Rows, Words
from engine.forms.paths import at
from engine.submission import Submission

KEPT = "peringatan"
INTAKE = "mulai"


@dataclass(frozen=True)
class Heeded:
    """Warnings that somebody has accepted, and why; `person_id` None where they only go along."""

    warnings: Sequence[Problem] = ()
    person_id: str | None = None
    why: str | None = field(default=None, repr=False)

    @property
    def as_answer(self) -> dict[str, Any]:
        """Beside the answers of the form that warned."""
        return (
            {KEPT: {"kode": [key(one) for one in self.warnings], "alasan": self.why}} if self.warnings else {}
        )

    @property
    def facts(self) -> dict[str, list[str]]:
        """Codes for the history, empty where there was nothing to heed."""
        return {"warnings": [key(one) for one in self.warnings]} if self.warnings else {}


@dataclass(frozen=True)
class Caution:
    """`person_id`: who accepted it, None where nobody has yet. `label`: the question that it is about."""

    step: str
    label: Words
    problem: Problem
    person_id: str | None
    why: str | None = field(repr=False)


def key(warning: Problem) -> str:
    return f"{warning.field}:{warning.code}"


def heed(submission: Submission, warnings: Sequence[Problem], person_id: str | None) -> Heeded:
    """Refuses what the sender has not seen, and what he accepts without the reason that its rule asks for."""
    if not warnings:
        return Heeded()
    seen = submission.accepted.issuperset(key(one) for one in warnings)
    lacks_reason = submission.acceptance is None and any(one.reason for one in warnings)
    if not seen or lacks_reason:
        raise WarningsError(warnings, lacks_reason=seen and lacks_reason)
    return Heeded(warnings, person_id, submission.acceptance)


def carried(warnings: Iterable[Problem], values: Mapping[str, Any]) -> Heeded:
    """Of a case that no person opens: what is answered already is doubtful, what is missing is not."""
    return Heeded(tuple(one for one in warnings if at(values, one.field) not in (None, "", [])))


def note(record: dict[str, Any], form: Form | None, step: str, heeded: Heeded) -> None:
    """What this form can say itself stands as it says it now; what other forms said stays."""
    kept = [one for one in record.get(KEPT, ()) if form is None or not _says(form, one)]
    kept += [
        {
            "langkah": step,
            "isian": one.field,
            "kode": one.code,
            "oleh": heeded.person_id,
            "alasan": heeded.why,
        }
        for one in heeded.warnings
    ]
    if kept or KEPT in record:
        record[KEPT] = kept


def _says(form: Form, kept: Mapping[str, Any]) -> bool:
    asked = any(one.path == kept["isian"] and not one.readonly for one in form.fields)
    ruled = any(rule.id == kept["kode"] and rule.field == kept["isian"] for rule in form.rules)
    return ruled or (asked and kept["kode"] in MESSAGES)


def of_record(definition: DocumentType, record: Mapping[str, Any]) -> list[Caution]:
    """In the words of the version that the case follows, in the order in which they were accepted."""
    told = (
        _said(definition, one["langkah"], (one["isian"], one["kode"]), one["oleh"], one["alasan"])
        for one in record.get(KEPT, ())
    )
    return [one for one in told if one is not None]


def of_event(
    definition: DocumentType, step: str, facts: Mapping[str, Any], person_id: str | None
) -> list[Caution]:
    """What the history says was accepted at this step, in the words of the version that the case follows."""
    keys = [str(one).rpartition(":") for one in facts.get("warnings", ())]
    told = (_said(definition, step, (path, code), person_id, None) for path, _, code in keys)
    return [one for one in told if one is not None]


def _said(
    definition: DocumentType, step: str, what: tuple[str, str], person_id: str | None, why: str | None
) -> Caution | None:
    form = form_of(definition, step)
    if form is None:
        return None
    return Caution(step, _label(form, what[0]), _problem(form, *what), person_id, why)


def _label(form: Form, path: str) -> Words:
    asked: tuple[Field | Rows, ...] = (*form.fields, *form.lists)
    return next((one.look.label for one in asked if one.path == path), Words())


def form_of(definition: DocumentType, step: str) -> Form | None:
    if step == INTAKE:
        return definition.intake_form
    node = definition.procedure.nodes.get(step)
    return definition.form(node) if node else None


def _problem(form: Form, path: str, code: str) -> Problem:
    ruled = (rule.problem for rule in form.rules if rule.id == code and rule.field == path)
    return next(ruled, Problem(path, code))


def people(cautions: Iterable[Caution]) -> set[str]:
    return {one.person_id for one in cautions if one.person_id is not None}
