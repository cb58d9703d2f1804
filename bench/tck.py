"""Cases of the public DMN Technology Compatibility Kit, from a folder of it, against `engine.decisions`.

The kit is github.com/dmn-tck/tck; its files stay there. A case is one result that it expects: inputs go in as JSON and
results come out as JSON, as `terbit decision run` has them. Numbers agree within a hundred-millionth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from lxml import etree

from engine import feel
from engine.decisions import Decisions
from engine.errors import DecisionError

LEFT_OUT = {
    "0076-feel-external-java": "Java functions",
    "0086-import": "imports",
    "0089-nested-inputdata-imports": "imports",
}
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_TEMPORAL = {"date": "date", "time": "time", "dateTime": "date and time", "duration": "dayTimeDuration"}
_NEAR = Decimal("1E-8")


@dataclass(frozen=True)
class Case:
    """`name` is what is evaluated; `output` the one that is expected of a service with several."""

    level: str
    folder: str
    id: str
    model: Path
    name: str
    output: str | None
    inputs: dict[str, Any]
    expected: Any

    @property
    def expects_value(self) -> bool:
        return self.expected is not None

    @property
    def left_out(self) -> bool:
        return self.folder in LEFT_OUT


@dataclass(frozen=True)
class Outcome:
    case: Case
    given: Any
    refusal: str | None

    @property
    def agrees(self) -> bool:
        """Where the kit expects null, or an error, a refusal agrees."""
        return agree(self.given, self.case.expected) if self.refusal is None else self.case.expected is None


def measure(folder: Path) -> list[dict[str, object]]:
    """A row for each level and for what is left out of it, then one for each case that differs."""
    outcomes = run(folder)
    groups: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault((outcome.case.level, LEFT_OUT.get(outcome.case.folder, "")), []).append(outcome)
    return [
        *(_figures(level, without, groups[level, without]) for level, without in sorted(groups)),
        *(_difference(outcome) for outcome in outcomes if not outcome.agrees and not outcome.case.left_out),
    ]


def _figures(level: str, without: str, outcomes: list[Outcome]) -> dict[str, object]:
    valued = [outcome for outcome in outcomes if outcome.case.expects_value]
    agreeing = sum(outcome.agrees for outcome in valued)
    return {
        "level": level,
        "left out": without,
        "cases": len(outcomes),
        "agree": sum(outcome.agrees for outcome in outcomes),
        "expect a value": len(valued),
        "of these agree": agreeing,
        "%": round(100 * agreeing / len(valued), 1) if valued else "",
    }


def _difference(outcome: Outcome) -> dict[str, object]:
    return {
        "differs": f"{outcome.case.folder} {outcome.case.id}",
        "expected": _short(outcome.case.expected),
        "given": _short(outcome.refusal or outcome.given),
    }


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def run(folder: Path) -> list[Outcome]:
    """Every case of the kit in the folder, in the order of the files."""
    models: dict[Path, Decisions | DecisionError] = {}
    return [_outcome(case, models) for case in cases(folder)]


def _outcome(case: Case, models: dict[Path, Decisions | DecisionError]) -> Outcome:
    try:
        if case.model not in models:
            models[case.model] = _read(case.model)
        model = models[case.model]
        if isinstance(model, DecisionError):
            raise model
        given = feel.to_json(model.evaluate(case.name, case.inputs, now=datetime.now(UTC)).result)
    except DecisionError as refused:
        return Outcome(case, None, str(refused))
    return Outcome(case, given[case.output] if case.output is not None else given, None)


def _read(model: Path) -> Decisions | DecisionError:
    try:
        return Decisions.read([model.read_bytes()])
    except DecisionError as refused:
        return refused


def cases(folder: Path) -> Iterator[Case]:
    for path in sorted(folder.rglob("compliance-level-*/*/*-test-*.xml")):
        root = etree.parse(path).getroot()
        model = path.parent / (_child(root, "modelName").text or "")
        for case in _children(root, "testCase"):
            yield from _of_element(path.parent, model, case)


def _of_element(folder: Path, model: Path, case: Any) -> Iterator[Case]:
    inputs = {one.get("name"): value_of(one) for one in _children(case, "inputNode")}
    results = _children(case, "resultNode")
    invoked = case.get("invocableName") if case.get("type", "decision") != "decision" else None
    for result in results:
        expected = _child(result, "expected")
        yield Case(
            folder.parent.name.removeprefix("compliance-level-"),
            folder.name,
            case.get("id", ""),
            model,
            invoked or result.get("name"),
            result.get("name") if invoked and len(results) > 1 else None,
            inputs,
            None if expected is None else value_of(expected),
        )


def value_of(element: Any) -> Any:
    """What a node of the kit holds, as JSON; a number is a Decimal."""
    listed, parts, value = (
        _child(element, "list"),
        _children(element, "component"),
        _child(element, "value"),
    )
    if listed is not None:
        return None if listed.get(_NIL) == "true" else [value_of(one) for one in _children(listed, "item")]
    if parts:
        return {part.get("name"): value_of(part) for part in parts}
    if value is None or value.get(_NIL) == "true":
        return None
    return _simple(value.text or "", value.get(_TYPE, "xsd:string").rpartition(":")[2])


def _simple(text: str, kind: str) -> Any:
    if kind in ("decimal", "double", "integer", "int"):
        return Decimal(text)
    if kind == "boolean":
        return text == "true"
    if kind in _TEMPORAL:
        value = feel.typed(text.strip(), _TEMPORAL[kind])
        return text if value is None else feel.to_json(value)
    return text


def agree(given: Any, expected: Any) -> bool:
    if isinstance(expected, Decimal):
        if isinstance(given, bool) or not isinstance(given, int | float):
            return False
        return abs(Decimal(given) - expected) <= _NEAR * max(1, abs(expected))
    if isinstance(expected, list):
        return isinstance(given, list) and len(given) == len(expected) and all(map(agree, given, expected))
    if isinstance(expected, dict):
        return (
            isinstance(given, dict)
            and given.keys() == expected.keys()
            and all(agree(given[name], expected[name]) for name in expected)
        )
    return type(given) is type(expected) and bool(given == expected)


def _children(element: Any, tag: str) -> list[Any]:
    return [one for one in element if isinstance(one.tag, str) and etree.QName(one).localname == tag]


def _child(element: Any, tag: str) -> Any:
    return next(iter(_children(element, tag)), None)
