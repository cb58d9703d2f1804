"""What rows of tasks are called in the request's language: document types by code, steps by the name in the row; and
how urgent they are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from engine.inbox import Line
from engine.work import Reading
from web import screens
from web.language import Later

_ = Later
URGENCY = {
    "late": _("Terlambat"),
    "today": _("Hari ini"),
    "later": _("Besok dan sesudahnya"),
    "stopped": _("Jam berhenti"),
}


@dataclass(frozen=True)
class Names:
    types: Mapping[str, str]
    steps: Mapping[str, str]

    def type(self, line: Line) -> str:
        return self.types.get(line.document_type, line.document_type)

    def step(self, line: Line) -> str:
        return self.steps.get(line.name, line.name)


@dataclass(frozen=True)
class Group:
    """Lines that are equally urgent; `name` is empty where urgency says nothing."""

    name: object
    lines: Sequence[Line]


def names(reading: Reading) -> Names:
    """Of the versions that are in force."""
    engine = reading.engine
    types = engine.definitions.in_force(reading.connection, engine.office_code)
    return Names(
        {kind.document_type: screens.type_name(kind) for kind in types},
        {node.name: screens.node_name(node) for kind in types for node in kind.procedure.nodes.values()},
    )


def urgency(line: Line) -> object:
    return URGENCY["stopped" if line.stopped else screens.words().left(line.due_at).group]


def groups(lines: Iterable[Line]) -> Iterator[Group]:
    for name, some in groupby(lines, key=urgency):
        yield Group(name, list(some))
