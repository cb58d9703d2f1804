"""A form as a page shows it: what is typed, what is wrong, what hides; `templates/form.html` draws it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup

from engine.cautions import key
from engine.forms import (
    CHOICES,
    MESSAGES,
    Component,
    Field,
    FieldType,
    Form,
    Group,
    Option,
    Problem,
    Rows,
    Words,
    options,
)
from engine.submission import Posted
from web.language import gettext
from web.live import Live, live
from web.whole import whole

MARKDOWN = MarkdownIt("zero").enable(["emphasis", "newline", "list"])
"""Raw HTML, links and images are not read at all."""
WIDTHS = (4, 5, 6, 8)


@dataclass(frozen=True)
class Sheet:
    """`posted`: names and values as a page posts them. `hidden`: ids of components that do not show."""

    form: Form
    posted: Posted
    scope: Mapping[str, Any]
    language: str
    hidden: frozenset[str]
    problems: Sequence[Problem] = ()
    warnings: Sequence[Problem] = ()
    asks: bool = False
    """Whether the sender is asked to look at the warnings and go on: nothing is wrong otherwise."""
    lacks_reason: bool = False

    @classmethod
    def of(
        cls,
        form: Form,
        posted: Posted,
        scope: Mapping[str, Any],
        now: datetime,
        language: str,
    ) -> "Sheet":
        return cls(form, posted, scope, language, form.hidden(form.read(posted), scope, now))

    def with_problems(self, problems: Sequence[Problem], warnings: Sequence[Problem]) -> "Sheet":
        return replace(self, problems=problems, warnings=warnings)

    def under(self, prefix: str) -> "Sheet":
        """The same where every name on the page begins so."""
        posted = {f"{prefix}{name}": values for name, values in self.posted.items()}
        problems = [replace(one, field=f"{prefix}{one.field}") for one in self.problems]
        return replace(self, posted=posted, problems=problems)

    def asking(self, warnings: Sequence[Problem], *, lacks_reason: bool) -> "Sheet":
        return replace(self, warnings=warnings, asks=True, lacks_reason=lacks_reason)

    @property
    def to_accept(self) -> list[str]:
        """What going on accepts, as it is posted."""
        return [key(one) for one in self.warnings]

    @property
    def wants_reason(self) -> bool:
        return any(one.reason for one in self.warnings)

    def words(self, text: Words) -> str:
        return text.in_language(self.language)

    def prose(self, text: Words) -> Markup:
        """Markdown without HTML."""
        return Markup(MARKDOWN.render(self.words(text)))  # noqa: S704 - markdown-it escapes all that it does not know

    def draws(self, component: Component) -> bool:
        """Whether the page holds it, be it hidden."""
        return component.look.id in self.live.trees or self.shows(component)

    def shows(self, component: Component) -> bool:
        if component.look.id in self.hidden:
            return False
        return not isinstance(component, Group) or any(self.shows(part) for part in component.components)

    def may_stay_empty(self, part: Field) -> bool:
        """Neither the field nor an error of a rule asks for an answer."""
        ruled = any(rule.field == part.path and rule.level == "error" for rule in self.form.rules)
        return not (part.required or part.readonly or ruled)

    def kind(self, component: Component) -> str:
        """What `form.html` draws it with."""
        return str(component.type) if isinstance(component, Field) else type(component).__name__.lower()

    def width(self, component: Component) -> str:
        """A class of the sheet's grid; the narrowest that holds it, none where it takes the line."""
        fitting = next((width for width in WIDTHS if component.look.columns <= width), 0)
        return f"c{fitting}" if fitting else ""

    def value(self, name: str) -> str:
        values = self.posted.get(name) or [""]
        return values[0]

    def chosen(self, name: str) -> Sequence[str]:
        return self.posted.get(name) or ()

    def options(self, of: Field) -> tuple[Option, ...]:
        return options(of, self.scope)

    def rows(self, of: Rows, name: str) -> range:
        """The rows that show: those that were posted, at least the fewest."""
        return range(min(max(count(self.posted, name), of.fewest), of.most))

    @cached_property
    def live(self) -> Live:
        return live(self.form)

    @property
    def changes(self) -> bool:
        """Whether an answer decides what else shows."""
        return bool(self.live.asked or self.live.kinds)

    def condition(self, component: Component) -> str:
        """JSON of what hides it, where the page itself judges that."""
        tree = self.live.trees.get(component.look.id)
        return "" if tree is None else json.dumps(tree, ensure_ascii=False)

    @property
    def kinds(self) -> str:
        return json.dumps(self.live.kinds) if self.live.kinds else ""

    @cached_property
    def _wrong(self) -> dict[str, list[str]]:
        return _by_field(self.problems, self.language)

    @cached_property
    def _doubtful(self) -> dict[str, list[str]]:
        return _by_field(self.warnings, self.language)

    def errors(self, name: str) -> list[str]:
        return self._wrong.get(name, [])

    def doubts(self, name: str) -> list[str]:
        return self._doubtful.get(name, [])

    def summary(self) -> list[tuple[str, str]]:
        """Anchor and words of every problem, in the order of the page."""
        return self._lines(self.problems)

    def cautions(self) -> list[tuple[str, str]]:
        """The same of every warning."""
        return self._lines(self.warnings)

    def _lines(self, problems: Sequence[Problem]) -> list[tuple[str, str]]:
        parts = [part for part in _all(self.form.components) if isinstance(part, Field | Rows)]
        names = {part.path: (anchor(part), self.full_label(part)) for part in parts}
        return [self._line(problem, names) for problem in problems]

    def _line(self, problem: Problem, names: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
        said, head = sentence(problem, self.language), _head(problem.field, names)
        if not head:
            return "", said
        at, label = names[head]
        mark = "" if label.endswith("?") else ":"
        return (at if head == problem.field else problem.field), f"{label}{mark} {said}"

    def full_label(self, part: Component) -> str:
        """With the group around it, where several groups ask the same."""
        own = self.words(part.look.label)
        around = next(
            (g for g in self.form.components if isinstance(g, Group) and part in g.components), None
        )
        return f"{self.words(around.look.label)}, {own}" if around and around.look.label else own


def sentence(problem: Problem, language: str) -> str:
    """In the page's language: a rule's own words, or the catalog's."""
    if problem.message:
        return problem.sentence(language)
    return gettext(MESSAGES[problem.code]) % dict(problem.parameters)


def anchor(part: Component) -> str:
    """The id of what gets the focus when a problem of this answer is followed."""
    if isinstance(part, Field) and part.type is FieldType.DATE:
        return f"{part.path}-dd"
    if isinstance(part, Field) and part.type in CHOICES and part.type is not FieldType.SELECT:
        return f"{part.path}-1"
    return part.path if isinstance(part, Field | Rows) else ""


def count(posted: Posted, path: str) -> int:
    """How many rows of a list were posted."""
    heads = {name[len(path) + 1 :].partition(".")[0] for name in posted if name.startswith(f"{path}.")}
    return max((row + 1 for head in heads if (row := whole(head)) is not None), default=0)


def edited(posted: Posted, action: str) -> dict[str, list[str]]:
    """After "tambah:<list>" or "hapus:<list>:<number>": one row more, or one less and the later ones moved up."""
    kept = {name: list(values) for name, values in posted.items()}
    verb, _, rest = action.partition(":")
    path, _, number = rest.partition(":")
    if verb == "tambah":
        kept[f"{path}.{count(posted, path)}."] = [""]
    elif verb == "hapus" and (gone := whole(number)) is not None:
        kept = dict(_without_row(kept, path, gone))
    return kept


def _without_row(posted: Mapping[str, list[str]], path: str, gone: int) -> Iterator[tuple[str, list[str]]]:
    for name, values in posted.items():
        head, _, tail = name.removeprefix(f"{path}.").partition(".")
        row = whole(head) if name.startswith(f"{path}.") else None
        if row is None or row < gone:
            yield name, values
        elif row > gone:
            yield f"{path}.{row - 1}.{tail}", values


def _all(components: Sequence[Component]) -> Iterator[Component]:
    for component in components:
        yield component
        if isinstance(component, Group | Rows):
            yield from _all(component.components)


def _head(name: str, names: Mapping[str, object]) -> str:
    """The field itself, or the list whose row it is in."""
    return next((known for known in names if name == known or name.startswith(f"{known}.")), "")


def _by_field(problems: Sequence[Problem], language: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for problem in problems:
        found.setdefault(problem.field, []).append(sentence(problem, language))
    return found
