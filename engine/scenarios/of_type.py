"""The scenarios that a version of a document type brings along."""

from engine.definitions import DocumentType
from engine.errors import ScenarioError
from engine.scenarios.parsing import parse
from engine.scenarios.script import Scenario, Script


def path(document_type: str) -> str:
    return f"{document_type}/scenarios.toml"


def script(definition: DocumentType) -> Script | None:
    """None where it has none."""
    content = definition.files.get(path(definition.document_type))
    return None if content is None else parse(content)


def chosen(definition: DocumentType, wanted: str | int) -> Scenario:
    """By its id, or by its place among those that a desk opens, counted on from the first after the last."""
    found = script(definition)
    if found is None:
        raise ScenarioError(f"Expected {path(definition.document_type)}, but it is missing")
    if isinstance(wanted, int):
        at_a_desk = [scenario for scenario in found.scenarios if not scenario.message]
        return (at_a_desk or found.scenarios)[wanted % len(at_a_desk or found.scenarios)]
    scenario = found.scenario(wanted)
    if scenario is None:
        raise ScenarioError(
            f"Expected a scenario '{wanted}' of {definition.document_type}, but there is none"
        )
    return scenario
