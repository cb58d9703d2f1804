"""The scenarios of a document type speak of its own nodes and flows: a step, a way or a flow that is left out names
what its diagrams have. They run as the type's tests, and a scenario of a task that was renamed waits for a step that
never comes, while a flow that is excused by an old name counts as forgotten. Compare the name with the ids in the
diagram, of the processes that it calls too."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from engine.lint.model import Model
from engine.lint.problem import Problem

UNKNOWN = "W291"


def check(model: Model) -> Iterator[Problem]:
    path = f"{model.document_type}/scenarios.toml"
    content = model.files.get(path, b"")
    try:
        source = tomllib.loads(content.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return  # that it can't be read is told where scenarios are played
    nodes = {node.id for _, node in model.each_node()}
    flows = {flow.id for _, flow in model.each_flow()}
    for scenario in _tables(source, "scenario"):
        said = scenario.get("id", "")
        for name in sorted(_nodes(scenario) - nodes):
            sentence = f"Expected a node of the diagrams, but scenario '{said}' names '{name}', which is none"
            yield Problem(path, _line(content, str(said), name), UNKNOWN, sentence)
    for name in sorted(_words(_tables(source, "uncovered"), "flow") - flows):
        sentence = f"Expected a flow of the diagrams, but '{name}', which no scenario takes, is none"
        yield Problem(path, _line(content, "", name), UNKNOWN, sentence)


def _nodes(scenario: Mapping[str, Any]) -> set[str]:
    expected = scenario.get("expect")
    ways = [expected.get(key) for key in ("path", "not_reached")] if isinstance(expected, Mapping) else []
    named = [name for way in ways if isinstance(way, list) for name in way if isinstance(name, str)]
    return _words(_tables(scenario, "step"), "task") | set(named)


def _words(tables: list[Mapping[str, Any]], key: str) -> set[str]:
    return {table[key] for table in tables if isinstance(table.get(key), str)}


def _tables(source: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = source.get(key)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _line(content: bytes, scenario: str, name: str) -> int:
    """Of the name, behind the scenario that it stands in."""
    start = max(content.find(f'"{scenario}"'.encode()), 0)
    place = content.find(f'"{name}"'.encode(), start)
    return content.count(b"\n", 0, place) + 1 if place >= 0 else 1
