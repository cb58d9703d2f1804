"""What tasks of a list ask before they are done together: the form of each, what is known of its case, and what was
accepted in spite of a warning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row

from engine import casefile, cases, cautions, people, tasks
from engine.access import Action, allow
from engine.cautions import Caution
from engine.definitions import DocumentType
from engine.forms import Form
from engine.process import Node
from engine.tasks import many
from engine.work import Reading


@dataclass(frozen=True)
class Asked:
    """`form`: None where the task can't be answered from a list. `sheet`: the bytes of the form, equal where the same
    is asked. `acceptors`: who accepted the cautions, by name."""

    id: str
    case_number: str
    subject_name: str
    document_type: DocumentType
    node: Node
    form: Form | None
    sheet: bytes = field(repr=False)
    cautions: Sequence[Caution]
    acceptors: Mapping[str, str]
    record: Mapping[str, Any] = field(repr=False)


def asked(reading: Reading, task_ids: Sequence[str]) -> list[Asked]:
    """Of the open ones that the actor may see, in the order given."""
    rows = (tasks.find(reading, task_id) for task_id in task_ids)
    return [_asked(reading, row) for row in rows if _shown(reading, row)]


def _shown(reading: Reading, row: Row[Any]) -> bool:
    return row.task_state == "open" and allow(reading.actor, Action.SEE_TASK, tasks.facts(reading.actor, row))


def _asked(reading: Reading, row: Row[Any]) -> Asked:
    definition = reading.engine.definitions.version(reading.connection, row.version_id)
    node, record = definition.procedure.nodes[row.task_node], casefile.read_record(reading, row)
    in_full = allow(reading.actor, Action.SEE_PAPERS, cases.facts(row))
    warned = cautions.of_record(definition, record) if in_full else []
    return Asked(
        id=row.task_id,
        case_number=row.number,
        subject_name=row.subject_name,
        document_type=definition,
        node=node,
        form=definition.form(node) if many.answered(node) else None,
        sheet=definition.files.get(definition.form_path(node), b""),
        cautions=warned,
        acceptors=people.names(reading, cautions.people(warned)),
        record=record,
    )
