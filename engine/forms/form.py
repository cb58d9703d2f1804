"""A form of a document type, parsed once and shared: its components, its checks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from marshmallow import Schema

from engine import feel
from engine.errors import FormError
from engine.forms import answers, checking, schema
from engine.forms.checking import Moment
from engine.forms.components import Component, Field, Option, Rows, Words, fields, walk
from engine.forms.parsing import parse_components, read_json
from engine.forms.paths import at, put
from engine.forms.problems import Checked
from engine.forms.rules import Rule, parse_rules
from engine.functions import FUNCTIONS, Functions


@dataclass(frozen=True)
class Form:
    id: str
    components: tuple[Component, ...]
    rules: tuple[Rule, ...]

    @classmethod
    def parse(cls, content: bytes) -> "Form":
        source = read_json(content)
        components = parse_components(source["components"])
        paths = [part.path for part in walk(components) if isinstance(part, Field | Rows)]
        for path in paths:
            if paths.count(path) > 1 or any(other.startswith(f"{path}.") for other in paths):
                raise FormError(f"Expected one question for each answer, but '{path}' is asked twice")
        return cls(
            str(source.get("id", "")), components, parse_rules(source.get("rules", []), frozenset(paths))
        )

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The questions, in the order of the page; those inside rows are the rows' own."""
        return fields(self.components)

    @cached_property
    def lists(self) -> tuple[Rows, ...]:
        return tuple(part for part in walk(self.components) if isinstance(part, Rows))

    def each(self, values: Mapping[str, Any]) -> Iterator[tuple[str, Field, Any]]:
        return answers.each(self.components, values)

    @cached_property
    def schema(self) -> Schema:
        return schema.build(self.components)

    def read(self, posted: answers.Posted) -> dict[str, Any]:
        """What was typed, nested, as typed: dates as three boxes, rows as lists."""
        return answers.read(self.components, posted)

    def check(
        self,
        raw: Mapping[str, Any],
        scope: Mapping[str, Any],
        now: datetime,
        functions: Functions = FUNCTIONS,
    ) -> Checked:
        """`now` in the office's own zone: what is today is read from it. `functions`: what rules may call."""
        return checking.check(self.components, self.schema, self.rules, raw, Moment(scope, now, functions))

    def hidden(self, raw: Mapping[str, Any], scope: Mapping[str, Any], now: datetime) -> frozenset[str]:
        """Ids of the components that do not show, given what was typed."""
        moment = Moment(scope, now)
        values, _ = checking.load(self.components, self.schema, raw)
        checking.drop_hidden(self.components, values, moment)
        return frozenset(
            part.look.id for part in walk(self.components) if checking.is_hidden(part, values, moment)
        )

    def show(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What the inputs show for a record, shaped as `read` gives it."""
        return answers.show(self.components, values)

    def post(self, values: Mapping[str, Any]) -> dict[str, list[str]]:
        """What a page would post for a record: `read(post(record)) == show(record)`."""
        return answers.post(self.components, self.show(values))

    def defaults(self, scope: Mapping[str, Any], now: datetime) -> dict[str, Any]:
        """Values that a fresh form starts with."""
        values: dict[str, Any] = {}
        for part in self._asked():
            default = part.default
            if isinstance(default, feel.Expression):
                default = feel.to_json(default.evaluate(scope, now=now, functions=FUNCTIONS))
            if default is not None:
                put(values, part.path, default)
        return values

    def begin(self, record: Mapping[str, Any], scope: Mapping[str, Any], now: datetime) -> dict[str, Any]:
        """What the inputs show before anybody typed: the record's answers, defaults for what it has none of and for
        rows that are not the person's to choose."""
        values = self.defaults(scope, now)
        given = self.given(values)
        for part in self._asked():
            known = at(record, part.path)
            if known not in (None, "", []) and at(given, part.path) is None:
                put(values, part.path, known)
        return self.show(values)

    def given(self, defaults: Mapping[str, Any]) -> dict[str, Any]:
        """The part of a form's defaults that goes before what the record holds: rows that are fixed."""
        values: dict[str, Any] = {}
        for part in self.lists:
            if part.fixed and (rows := at(defaults, part.path)) is not None:
                put(values, part.path, rows)
        return values

    def _asked(self) -> Iterator[Field | Rows]:
        return (part for part in walk(self.components) if isinstance(part, Field | Rows))


def options(field: Field, scope: Mapping[str, Any]) -> tuple[Option, ...]:
    """What may be chosen: the form's own list, or the one that the scope holds."""
    if not field.options_key:
        return field.options
    listed = at(scope, field.options_key) or ()
    return tuple(
        Option(str(option["value"]), Words(str(option["label"]), str(option.get("label_en", ""))))
        for option in listed
    )
