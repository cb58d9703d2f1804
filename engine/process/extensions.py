"""What the `spiffworkflow:` elements of a diagram say."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from engine.process.diagrams import BPMN, SPIFF


@dataclass(frozen=True)
class Extensions:
    """`handler`: the id of the service operator; `parameters`: name -> FEEL text; `extras`: every other element."""

    properties: Mapping[str, str] = field(default_factory=dict)
    handler: str | None = None
    result: str | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    decision: str | None = None
    extras: Mapping[str, str] = field(default_factory=dict)


def extensions_of(element: etree._Element) -> Extensions:
    holder = element.find(f"{{{BPMN}}}extensionElements")
    if holder is None:
        return Extensions()
    operator = holder.find(_tag("serviceTaskOperator"))
    decision = holder.findtext(_tag("calledDecisionId"))
    return Extensions(
        properties=_pairs(holder, "properties", "property", "name"),
        handler=None if operator is None else operator.get("id"),
        result=None if operator is None else operator.get("resultVariable") or None,
        parameters={} if operator is None else _pairs(operator, "parameters", "parameter", "id"),
        decision=(decision or "").strip() or None,
        extras=_extras(holder),
    )


def _tag(name: str) -> str:
    return f"{{{SPIFF}}}{name}"


def _pairs(holder: etree._Element, group: str, member: str, key: str) -> dict[str, str]:
    return {
        found.get(key, ""): found.get("value", "")
        for found in holder.iterfind(f"{_tag(group)}/{_tag(member)}")
    }


READ = ("properties", "serviceTaskOperator", "calledDecisionId")


def _extras(holder: etree._Element) -> dict[str, str]:
    found = {etree.QName(child).localname: (child.text or "").strip() for child in holder.iterfind(_tag("*"))}
    return {name: text for name, text in found.items() if name not in READ}
