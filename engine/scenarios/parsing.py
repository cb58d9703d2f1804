"""`scenarios.toml` read, and refused with a sentence where it says what nobody can play."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import fields
from typing import Any

from engine import durations
from engine.errors import ScenarioError
from engine.filing import merge
from engine.forms.paths import put
from engine.reasons import OUTCOMES
from engine.scenarios.placeholders import check
from engine.scenarios.script import FORWARD, Expectation, Scenario, Script, Step

STATES = ("issued", "rejected", "withdrawn", "open")
TEXT, TABLE, LIST, NUMBER = str, dict, list, int
FILE: Mapping[str, type] = {"application": TABLE, "scenario": LIST, "uncovered": LIST}
SCENARIO: Mapping[str, type] = {
    "id": TEXT, "name": TEXT, "name_en": TEXT, "desk": TEXT, "message": TEXT, "before": TEXT, "application": TABLE,
    "remove": LIST, "policies": TABLE, "step": LIST, "expect": TABLE,
}  # fmt: skip
STEP: Mapping[str, type] = {
    "task": TEXT, "outcome": TEXT, "reason": TEXT, "note": TEXT, "answers": TABLE, "by": TEXT, "after": TEXT,
    "fail": TEXT, "code": TEXT,
}  # fmt: skip
EXPECT: Mapping[str, type] = {
    "state": TEXT, "requirements": LIST, "path": LIST, "not_reached": LIST, "record": TABLE, "documents": NUMBER,
    "linked": LIST, "refused": LIST,
}  # fmt: skip
UNCOVERED: Mapping[str, type] = {"flow": TEXT, "reason": TEXT}


def parse(content: bytes) -> Script:
    try:
        source = tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ScenarioError(f"Expected scenarios in TOML, but {error}") from error
    _shape(source, FILE, "")
    shared = source.get("application", {})
    check(shared, "[application]", recalls=True)
    scenarios = tuple(
        _scenario(table, shared, number) for number, table in enumerate(source.get("scenario", []), start=1)
    )
    if not scenarios:
        raise ScenarioError("Expected at least one scenario, but there is none")
    ids = [scenario.id for scenario in scenarios]
    for one in ids:
        if ids.count(one) > 1:
            raise ScenarioError("Expected an id of its own for each, but two have this one", _place(one))
    return Script(scenarios, dict(_uncovered(source.get("uncovered", []))))


def _place(scenario: object) -> str:
    return f"scenario '{scenario}'"


def _shape(table: Any, known: Mapping[str, type], place: str) -> None:
    if not isinstance(table, dict):
        raise ScenarioError("Expected a table, but it is none", place)
    for key, value in table.items():
        if key not in known:
            raise ScenarioError(f"Expected one of {', '.join(known)}, but got '{key}'", place)
        if not isinstance(value, known[key]) or isinstance(value, bool):
            words = {TEXT: "a text", TABLE: "a table", LIST: "a list", NUMBER: "a whole number"}
            raise ScenarioError(f"Expected {words[known[key]]} as '{key}', but it is none", place)


def _scenario(table: Any, shared: Mapping[str, Any], number: int) -> Scenario:
    place = _place(table.get("id", number) if isinstance(table, dict) else number)
    _shape(table, SCENARIO, place)
    for key in ("id", "name"):
        if not table.get(key):
            raise ScenarioError(f"Expected '{key}', but it has none", place)
    whole = merge(shared, table.get("application", {}))
    before = table.get("before", "")
    if before and not all(before.partition(":")):
        raise ScenarioError(
            f"Expected a type and a scenario, like 'type:id', in 'before', but got '{before}'", place
        )
    check(whole, place, recalls=bool(before))
    if table.get("expect", {}).get("refused") and (table.get("step") or table.get("message")):
        raise ScenarioError("Expected a desk and no steps where the application is refused, but found", place)
    return Scenario(
        **{
            key: table[key]
            for key in ("id", "name", "name_en", "desk", "message", "before", "policies")
            if key in table
        },
        application=_without(whole, table.get("remove", []), place),
        whole=whole,
        steps=tuple(
            _step(step, at, place, bool(before)) for at, step in enumerate(table.get("step", []), start=1)
        ),
        expect=_expectation(table.get("expect", {}), place, bool(before)),
    )


def _without(application: Mapping[str, Any], paths: Sequence[Any], place: str) -> dict[str, Any]:
    rest = deepcopy(dict(application))
    for path in paths:
        *above, last = str(path).split(".")
        inner: Any = rest
        for key in above:
            inner = inner.get(key) if isinstance(inner, dict) else None
        if not isinstance(inner, dict) or last not in inner:
            raise ScenarioError(
                f"Expected a path of the application in 'remove', but '{path}' is none", place
            )
        del inner[last]
    return rest


def _step(table: Any, number: int, scenario: str, recalls: bool) -> Step:
    place = f"{scenario}, step {number}"
    _shape(table, STEP, place)
    if not ({"task", "fail", "after"} & table.keys()) or {"task", "fail"} <= table.keys():
        raise ScenarioError(
            "Expected a task, a handler that fails or a time after which it goes on, but found", place
        )
    outcome = table.get("outcome", FORWARD)
    if outcome not in {FORWARD, *OUTCOMES}:
        raise ScenarioError(
            f"Expected one of {', '.join(sorted({FORWARD, *OUTCOMES}))}, but got '{outcome}'", place
        )
    check(table.get("answers", {}), place, recalls=recalls)
    after = durations.parse(table["after"]) if "after" in table else None
    if "after" in table and after is None:
        raise ScenarioError(f"Expected a duration such as P2D as 'after', but got '{table['after']}'", place)
    return Step(number, **{**table, "after": after})


def _expectation(table: Mapping[str, Any], scenario: str, recalls: bool) -> Expectation:
    place = f"{scenario}, expect"
    _shape(table, EXPECT, place)
    if table.get("state", STATES[0]) not in STATES:
        raise ScenarioError(
            f"Expected one of {', '.join(STATES)} as the state, but got '{table['state']}'", place
        )
    if "refused" in table and len(table) > 1:
        raise ScenarioError("Expected nothing beside 'refused', since no case comes of it, but found", place)
    check(table.get("record", {}), place, recalls=recalls)
    lists = {field.name for field in fields(Expectation)} & {
        key for key, kind in EXPECT.items() if kind is LIST
    }
    given: dict[str, Any] = {key: tuple(value) if key in lists else value for key, value in table.items()}
    return Expectation(**given)


def _uncovered(tables: Sequence[Any]) -> Iterator[tuple[str, str]]:
    for number, table in enumerate(tables, start=1):
        _shape(table, UNCOVERED, f"uncovered {number}")
        if not table.get("flow") or not table.get("reason"):
            raise ScenarioError("Expected a flow and the reason, but one is missing", f"uncovered {number}")
        yield table["flow"], table["reason"]


def nested(paths: Mapping[str, Any]) -> dict[str, Any]:
    """From dotted paths to tables in tables."""
    found: dict[str, Any] = {}
    for path, value in paths.items():
        put(found, path, value)
    return found
