"""What a record's names and values are called: as the forms that ask for them say it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from engine.definitions import DocumentType
from engine.forms import Component, Field, Group


@dataclass(frozen=True)
class Vocabulary:
    document_type: DocumentType

    def name(self, path: str) -> str:
        """With its group where several questions have the same words: "Tanggal lahir (istri)"."""
        asked = self._questions.get(path)
        if asked is None:
            return path.replace("_", " ").replace(".", ": ").capitalize()
        field, group = asked
        label = field.label.rstrip("?")
        return f"{label} ({group.lower()})" if group and self._said[label] > 1 else label

    def knows(self, path: str) -> bool:
        return path in self._questions

    def value(self, path: str, value: str) -> str:
        asked = self._questions.get(path)
        options = asked[0].options if asked else ()
        return next((option.label.id for option in options if option.value == value), value.replace("_", " "))

    @cached_property
    def _questions(self) -> dict[str, tuple[Field, str]]:
        """Path -> the question and the group that it is in; the application's own form goes first."""
        first = f"{self.document_type.document_type}/mulai.form.json"
        forms = sorted(self.document_type.forms.items(), key=lambda form: (form[0] != first, form[0]))
        found: dict[str, tuple[Field, str]] = {}
        for _, form in forms:
            for field, group in _asked(form.components, ""):
                found.setdefault(field.path, (field, group))
        return found

    @cached_property
    def _said(self) -> Counter[str]:
        return Counter(field.label.rstrip("?") for field, _ in self._questions.values())


def _asked(components: tuple[Component, ...], group: str) -> Iterator[tuple[Field, str]]:
    for component in components:
        if isinstance(component, Field):
            yield component, group
        elif isinstance(component, Group):
            yield from _asked(component.components, component.look.label.id)
