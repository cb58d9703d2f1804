"""An approval stands while what it approved stays as it was. A later change clears it: the step's entry in the record
loses its outcome and says under `gugur` what has changed, so that pages tell it and diagrams can ask again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from engine import filing, summary
from engine.definitions import DocumentType
from engine.process import Node
from engine.roles import ONCE
from engine.submission import CLEARED, FORWARD

EVENT = "approval.cleared"
PAPERS = "berkas"
OPINION = "pendapat"


@dataclass(frozen=True)
class Cleared:
    """An approval that does not stand any more. `changed`: paths of the record; a paper's is `berkas.<code>`."""

    step: str
    changed: tuple[str, ...]


def changed(definition: DocumentType, before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    """What the application says differently: only answers that its own form asks for."""
    form = definition.intake_form
    if form is None:
        return set()
    asked = {part.path for part in form.fields} | {rows.path for rows in form.lists}
    return asked.intersection(filing.changes(before, after))


def clear(
    definition: DocumentType, record: dict[str, Any], paths: Iterable[str], by: str | None = None
) -> list[str]:
    """The steps whose approval falls, `by` what another step answered or a paper that came."""
    fallen = []
    for node in _approving(definition, record):
        touched = {path for path in paths if node.id != by and _covers(definition, node, path)}
        known = record[node.id].get(CLEARED, ())
        if not touched or touched.issubset(known):
            continue
        fallen.append(node.id)
        record[node.id] = {"hasil": None, "alasan": None, "catatan": None} | {
            CLEARED: sorted(touched.union(known))
        }
    return fallen


def cleared(definition: DocumentType, record: Mapping[str, Any]) -> list[Cleared]:
    """In the order in which the steps were first done."""
    return [
        Cleared(node.id, tuple(record[node.id][CLEARED]))
        for node in _approving(definition, record)
        if record[node.id].get(CLEARED)
    ]


def facts(steps: Iterable[str], paths: Iterable[str]) -> dict[str, list[str]]:
    """For the history."""
    return {"approvals": list(steps), "changed": sorted(paths)}


def _approving(definition: DocumentType, record: Mapping[str, Any]) -> Iterator[Node]:
    """The steps whose approval stands, or stood."""
    for key, entry in record.items():
        node = definition.procedure.nodes.get(key)
        if node is None or not isinstance(entry, Mapping) or node.properties.get("tugas") not in ONCE:
            continue
        if entry.get("hasil") == FORWARD or entry.get(CLEARED):
            yield node


def _covers(definition: DocumentType, node: Node, path: str) -> bool:
    """An opinion is about the people and where they live; every other approval is about all of it."""
    if node.properties.get("tugas") != OPINION:
        return True
    return definition.intake_form is not None and path in summary.reduced(definition.intake_form)
