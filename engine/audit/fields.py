"""What changed, in the words of the case's own forms: labels, chosen words, names of papers and steps."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engine import summary
from engine.definitions import DocumentType
from engine.forms import Field, FieldType, Group, Rows, Words
from engine.forms.components import Component
from engine.history import Change
from engine.office import Office
from engine.submission import CLEARED
from engine.summary import Line, Listed

PAPERS, POLICIES = "berkas", "kebijakan"
ENDINGS: Mapping[str, Words] = {
    "hasil": Words("hasil", "outcome"),
    "alasan": Words("alasan", "reason"),
    "catatan": Words("catatan", "note"),
    "gugur": Words("tidak berlaku lagi karena berubah", "no longer stands because of a change in"),
    "berubah": Words("diganti sesudah diperiksa", "replaced after its check"),
}
OUTCOMES: Mapping[str, Words] = {
    "setuju": Words("disetujui", "approved"),
    "terima": Words("diterima", "accepted"),
    "kembalikan": Words("dikembalikan", "returned"),
    "tolak": Words("ditolak", "rejected"),
    "keberatan": Words("keberatan", "objection"),
}


@dataclass(frozen=True)
class Shown:
    """A change as a page shows it; a side is None where nothing stood. `asked`: a question of a form, which stands
    there below `group`."""

    path: str
    group: Words
    label: Words
    before: Line | Listed | None
    after: Line | Listed | None
    erased: bool
    asked: bool

    @property
    def first(self) -> bool:
        """Written for the first time."""
        return self.before is None and not self.erased


class Fields:
    """The fields of one version of a document type."""

    def __init__(self, definition: DocumentType, office: Office) -> None:
        self._definition = definition
        self._office = office
        self._known: dict[str, tuple[Words, Field | Rows]] = {}
        first = definition.intake_form
        for form in (*((first,) if first else ()), *definition.forms.values()):
            for group, part in _asked(form.components, Words()):
                self._known.setdefault(part.path, (group, part))

    def shown(self, change: Change) -> Shown:
        path, label = change.field, self.label(change.field)
        before, after = (self._line(path, label, value) for value in (change.before, change.after))
        group, part = self._known.get(path, (Words(), None))
        return Shown(path, group, label, before, after, change.erased, part is not None)

    def label(self, path: str) -> Words:
        _, part = self._known.get(path, (None, None))
        if part is not None and part.look.label:
            return part.look.label
        first, _, rest = path.partition(".")
        if first == PAPERS and rest:
            return self._paper(rest)
        if first == POLICIES:
            return Words(f"Kebijakan kantor: {_plain(rest)}", f"Office policy: {_plain(rest)}")
        return self._of_step(first, rest)

    def listed(self, paths: Sequence[str]) -> Words:
        """Their labels, each with the group that it stands in."""
        said = [
            (self._known[path][0] if path in self._known else Words(), self.label(path)) for path in paths
        ]
        lines = {
            language: "; ".join(
                ", ".join(filter(None, (group.in_language(language), label.in_language(language))))
                for group, label in said
            )
            for language in ("id", "en")
        }
        return Words(lines["id"], lines["en"])

    def _paper(self, rest: str) -> Words:
        code, _, ending = rest.partition(".")
        needed = {one.code: one for one in self._definition.requirements}
        known = needed.get(code)
        name = Words(known.label, known.label_en) if known else Words(_plain(code))
        return _joined(name, ending)

    def _of_step(self, first: str, rest: str) -> Words:
        """Of a node's own result, or of the variable that a node writes to."""
        nodes = self._definition.procedure.nodes
        node = nodes.get(first) or next((one for one in nodes.values() if one.result == first), None)
        if node is None:
            return Words(_plain(path) if (path := f"{first}.{rest}" if rest else first) else "")
        return _joined(Words(node.name, node.properties.get("name_en", "")), rest)

    def _line(self, path: str, label: Words, value: object) -> Line | Listed | None:
        if value in (None, "", []):
            return None
        _, part = self._known.get(path, (None, None))
        if isinstance(part, Field) and not isinstance(value, list | dict):
            return summary.line(part, value, self._office, in_full=True)
        if isinstance(part, Rows) and isinstance(value, list):
            return summary.listed(part, value, self._office, in_full=True)
        words = self._words(path, value)
        type_ = FieldType.DATE if _is_day(words.id) else FieldType.TEXT
        return Line(path, label, words.id, words.in_language("en"), type_, "")

    def _words(self, path: str, value: Any) -> Words:
        if isinstance(value, bool):
            return Words("ya", "yes") if value else Words("tidak", "no")
        if isinstance(value, list) and path.endswith(f".{CLEARED}"):
            return self.listed(value)
        if isinstance(value, list):
            return Words("; ".join(_flat(one) for one in value))
        if isinstance(value, Mapping):
            return Words(_flat(value))
        ending, text = path.rpartition(".")[2], str(value)
        if ending == "hasil":
            return OUTCOMES.get(text, Words(text))
        if ending == "alasan" and (reason := self._definition.reasons.get(text)):
            return Words(reason.text, reason.text_en)
        return Words(_plain(text)) if path.startswith(f"{POLICIES}.") else Words(text)


def _asked(components: tuple[Component, ...], group: Words) -> Iterator[tuple[Words, Field | Rows]]:
    for part in components:
        if isinstance(part, Group):
            yield from _asked(part.components, part.look.label or group)
        elif isinstance(part, Field | Rows):
            yield group, part


def _joined(name: Words, ending: str) -> Words:
    if not ending:
        return name
    known = ENDINGS.get(ending, Words(_plain(ending)))
    return Words(f"{name.id}: {known.id}", f"{name.in_language('en')}: {known.in_language('en')}")


def _is_day(text: str) -> bool:
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) is not None


def _plain(code: str) -> str:
    return code.replace("_", " ").replace(".", ", ")


def _flat(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(_flat(one) for one in value.values() if one not in (None, "", []))
    if isinstance(value, list):
        return ", ".join(_flat(one) for one in value)
    return str(value)
