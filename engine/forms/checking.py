"""A form's answers: read by the schema, hidden ones dropped, what is wrong tied to the field it is in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from marshmallow import Schema, ValidationError

from engine.forms.answers import answered
from engine.forms.components import Component, Field, Group, Rows, walk
from engine.forms.numbers import consistency
from engine.forms.paths import Laid, at, join, put
from engine.forms.problems import Checked, Problem
from engine.forms.rules import Rule
from engine.functions import FUNCTIONS, Functions


@dataclass(frozen=True)
class Moment:
    """What expressions see: the case's scope, and the office's time. `functions` is what rules may call; whether
    something hides follows from what was typed alone."""

    scope: Mapping[str, Any]
    now: datetime
    functions: Functions = field(default_factory=lambda: FUNCTIONS)

    def with_values(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        return Laid(values, self.scope)


def check(
    components: tuple[Component, ...],
    schema: Schema,
    rules: tuple[Rule, ...],
    raw: Mapping[str, Any],
    moment: Moment,
) -> Checked:
    values, errors = load(components, schema, raw)
    hidden = drop_hidden(components, values, moment)
    wrong = {path: issues for path, issues in errors.items() if path not in hidden}
    problems = [*_problems(wrong), *_foreign_choices(components, values, moment.scope)]
    warnings = list(consistency(components, moment.with_values(values), hidden | wrong.keys(), moment.now))
    for rule in broken(rules, values, hidden, moment):
        (problems if rule.level == "error" else warnings).append(rule.problem)
    return Checked(values, _as_on_page(components, problems), _as_on_page(components, warnings))


def _as_on_page(components: tuple[Component, ...], problems: list[Problem]) -> tuple[Problem, ...]:
    order = {path: place for place, path in enumerate(paths_in(components))}
    return tuple(sorted(problems, key=lambda problem: _place(order, problem.field)))


def _place(order: Mapping[str, int], path: str) -> int:
    """A row's answer stands where its list stands."""
    while path not in order and "." in path:
        path = path.rpartition(".")[0]
    return order.get(path, len(order))


def load(
    components: tuple[Component, ...], schema: Schema, raw: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The values as JSON, null where there is none; and by path what could not be read."""
    errors: dict[str, Any] = {}
    try:
        loaded = schema.load(_flat(components, raw))
    except ValidationError as error:
        loaded, errors = error.valid_data, error.messages_dict
    values: dict[str, Any] = {}
    for component in walk(components):
        if isinstance(component, Field | Rows) and not component.readonly:
            empty: Any = [] if isinstance(component, Rows) else None
            found = at(loaded, component.path)
            put(values, component.path, empty if found is None else found)
    return values, errors


def _flat(components: tuple[Component, ...], raw: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, by path; unanswered fields are left out."""
    typed: dict[str, Any] = {}
    for component in walk(components):
        value = (
            at(raw, component.path)
            if isinstance(component, Field | Rows) and not component.readonly
            else None
        )
        if isinstance(component, Rows) and not component.readonly:
            typed[component.path] = [_flat(component.components, row) for row in value or ()]
        elif isinstance(component, Field) and answered(value):
            typed[component.path] = value
    return typed


def drop_hidden(components: tuple[Component, ...], values: dict[str, Any], moment: Moment) -> frozenset[str]:
    """Sets hidden answers to null, from top to bottom, so that a condition sees what was dropped above it."""
    hidden: set[str] = set()
    for component in components:
        if is_hidden(component, values, moment):
            for path in paths_in((component,)):
                put(values, path, None)
                hidden.add(path)
        elif isinstance(component, Group):
            hidden |= drop_hidden(component.components, values, moment)
    return frozenset(hidden)


def is_hidden(component: Component, values: Mapping[str, Any], moment: Moment) -> bool:
    hide = component.look.hide
    if hide is None:
        return False
    return hide.evaluate(moment.with_values(values), now=moment.now, functions=FUNCTIONS) is True


def paths_in(components: tuple[Component, ...]) -> Iterator[str]:
    for inner in walk(components):
        if isinstance(inner, Field | Rows) and not inner.readonly:
            yield inner.path


def _problems(errors: Mapping[Any, Any], prefix: str = "") -> Iterator[Problem]:
    """Marshmallow's messages: issues of ours, codes of its own errors, and rows by their index."""
    for name, found in errors.items():
        path = join(prefix, name)
        if isinstance(found, Mapping):
            yield from _problems(found, path)
            continue
        for issue in found:
            code, parameters = issue if isinstance(issue, tuple) else (issue, {})
            yield Problem(path, code, parameters)


def _foreign_choices(
    components: tuple[Component, ...], values: Mapping[str, Any], scope: Mapping[str, Any], prefix: str = ""
) -> Iterator[Problem]:
    """Choices whose options stand in the scope. Where the scope has no such list, the kind's check has to do."""
    for part in walk(components):
        if isinstance(part, Rows):
            for index, row in enumerate(at(values, part.path) or ()):
                yield from _foreign_choices(part.components, row, scope, join(prefix, part.path, index))
        elif (
            isinstance(part, Field) and part.options_key and not _offered(part, at(values, part.path), scope)
        ):
            yield Problem(join(prefix, part.path), "choice")


def _offered(field: Field, chosen: Any, scope: Mapping[str, Any]) -> bool:
    listed = at(scope, field.options_key)
    if listed is None or chosen is None:
        return True
    return {str(option["value"]) for option in listed}.issuperset(
        chosen if isinstance(chosen, list) else [chosen]
    )


def broken(
    rules: tuple[Rule, ...], values: Mapping[str, Any], hidden: frozenset[str], moment: Moment
) -> Iterator[Rule]:
    scope = moment.with_values(values)
    for rule in rules:
        if (
            rule.field not in hidden
            and rule.when.evaluate(scope, now=moment.now, functions=moment.functions) is True
        ):
            yield rule
