"""When a paper is needed, in the words of the service's own form."""

from dataclasses import dataclass
from functools import cached_property

from engine import feel
from engine.definitions import DocumentType
from engine.feel.clauses import Aged, Answered, Clause, Clauses, Compared, Measured, Untold, clauses
from engine.forms import Field, Group, options
from engine.forms.components import fields
from web import current, language
from web.language import Later, gettext

UNTOLD = Later("menurut pemeriksaan petugas")
MEASURED = {
    "<": Later("%(what)s kurang dari %(number)s"),
    "<=": Later("%(what)s paling banyak %(number)s"),
    ">": Later("%(what)s lebih dari %(number)s"),
    ">=": Later("%(what)s paling sedikit %(number)s"),
}


@dataclass(frozen=True)
class Conditions:
    """Of one document type, in the request's language."""

    definition: DocumentType

    def told(self, when: feel.Expression) -> str:
        return self._told(clauses(when.text))

    def _told(self, clause: Clause) -> str:
        if isinstance(clause, Clauses):
            parts = dict.fromkeys(self._inner(part) for part in clause.parts)
            return (gettext(", dan ") if clause.every else gettext(", atau ")).join(parts)
        if not isinstance(clause, Untold) and clause.path in self._asked:
            return self._said(clause)
        return str(UNTOLD)

    def _inner(self, clause: Clause) -> str:
        told = self._told(clause)
        return f"({told})" if isinstance(clause, Clauses) else told

    def _said(self, clause: Answered | Measured | Compared | Aged) -> str:
        label = self._label(clause.path)
        if isinstance(clause, Measured):
            return str(MEASURED[clause.sign]) % {"what": label, "number": clause.number}
        if isinstance(clause, Compared):
            return self._beside(clause, label)
        if isinstance(clause, Aged):
            return self._aged(clause, self._groups.get(clause.path, label))
        return f"{label}{'' if label.endswith('?') else ':'} {self._values(clause)}"

    def _beside(self, clause: Compared, label: str) -> str:
        if clause.sign != "!=":
            return str(UNTOLD)
        return gettext("%(what)s dan %(other)s berbeda", what=label, other=self._label(clause.other))

    def _aged(self, clause: Aged, who: str) -> str:
        if clause.sign == ">":
            return gettext("%(who)s berumur di bawah %(number)d tahun", who=who, number=clause.years)
        if clause.sign == "<=":
            return gettext("%(who)s berumur %(number)d tahun atau lebih", who=who, number=clause.years)
        return str(UNTOLD)

    def _values(self, clause: Answered) -> str:
        if clause.values == (None,):
            return gettext("sudah ada") if clause.negated else gettext("belum ada")
        words = gettext(" atau ").join(self._value(clause.path, value or "") for value in clause.values)
        return gettext("selain %(what)s", what=words) if clause.negated else words

    def _value(self, path: str, value: str) -> str:
        office = current.engine().office
        listed = options(self._asked[path], {"daftar": office.lists})
        label = next((option.label for option in listed if option.value == value), None)
        return label.in_language(language.spoken()) if label else value

    def _label(self, path: str) -> str:
        """With the group around it, where several groups ask the same."""
        own = self._own(path)
        alike = [other for other in self._asked if self._own(other) == own]
        group = self._groups.get(path, "")
        return f"{group}, {own}" if len(alike) > 1 and group else own

    def _own(self, path: str) -> str:
        part = self._asked.get(path)
        return part.look.label.in_language(language.spoken()) if part else path

    @cached_property
    def _asked(self) -> dict[str, Field]:
        """The first question for each answer, the application's before those of later steps."""
        first = self.definition.intake_form
        forms = [*([first] if first else []), *self.definition.forms.values()]
        found: dict[str, Field] = {}
        for form in forms:
            for part in form.fields:
                found.setdefault(part.path, part)
        return found

    @cached_property
    def _groups(self) -> dict[str, str]:
        first = self.definition.intake_form
        groups = [part for part in (first.components if first else ()) if isinstance(part, Group)]
        return {
            part.path: group.look.label.in_language(language.spoken())
            for group in groups
            for part in fields(group.components)
        }
