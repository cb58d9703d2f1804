"""What forms warned of, as pages tell it: the sentences that one person accepted at one step, who, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from engine.cautions import INTAKE, Caution
from engine.definitions import DocumentType
from web import language, screens
from web.language import gettext
from web.sheet import sentence


@dataclass(frozen=True)
class Accepted:
    """`who` and where; nobody yet where the case began without a person."""

    lines: Sequence[str]
    who: str
    why: str


def told(definition: DocumentType, found: Sequence[Caution], names: Mapping[str, str]) -> list[Accepted]:
    groups = groupby(found, key=lambda one: (one.step, one.person_id, one.why))
    return [
        Accepted([line(one) for one in ones], _who(definition, step, person and names.get(person)), why or "")
        for (step, person, why), ones in groups
    ]


def line(caution: Caution) -> str:
    label, said = caution.label.in_language(language.spoken()), sentence(caution.problem, language.spoken())
    return f"{label}: {said}" if label else said


def _who(definition: DocumentType, step: str, name: str | None) -> str:
    if name is None:
        return gettext("Belum ada petugas yang memeriksanya.")
    node = definition.procedure.nodes.get(step)
    if step == INTAKE or node is None:
        return gettext("Diterima %(name)s saat permohonan diajukan.", name=name)
    return gettext("Diterima %(name)s pada langkah “%(step)s”.", name=name, step=screens.node_name(node))
