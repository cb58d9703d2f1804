"""What a diagram says of each of its elements, apart from how it is drawn."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from engine.process.diagrams import BPMN, SPIFF, local, read_diagram

DI = "http://www.omg.org/spec/BPMN/20100524/DI"
FOLDED = ("laneSet", "childLaneSet", "extensionElements", "definitions", "collaboration")
"""Without a meaning of their own, or part of what holds them."""
DERIVED = ("incoming", "outgoing", "flowNodeRef", "extensionElements", "documentation")


@dataclass(frozen=True)
class Element:
    """`facts`: attribute, text or extension by name; `layout`: everything about its place in the drawing."""

    id: str
    kind: str
    name: str
    facts: dict[str, str] = field(default_factory=dict)
    layout: str = ""


def elements_of(path: str, content: bytes) -> dict[str, Element]:
    """By id, in the order of the file."""
    root = read_diagram(path, content)
    lanes, layouts = _lanes(root), _layouts(root)
    found = (element for element in root.iter() if _counts(element))
    return {
        element.get("id", ""): Element(
            element.get("id", ""),
            local(element),
            element.get("name", ""),
            _facts(element, lanes),
            layouts.get(element.get("id", ""), ""),
        )
        for element in found
    }


def _counts(element: etree._Element) -> bool:
    kind = local(element)
    is_part = kind.endswith("Definition") or kind in FOLDED
    return bool(kind and element.get("id") and not is_part and not _is_inside_event(element))


def _is_inside_event(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and local(parent).endswith("Definition")


def _facts(element: etree._Element, lanes: dict[str, str]) -> dict[str, str]:
    identity = element.get("id", "")
    facts = {"kind": local(element), "lane": lanes.get(identity, "")}
    facts |= _attributes(element)
    for child in element:
        facts |= _of_child(child)
    return {name: value for name, value in facts.items() if value}


def _attributes(element: etree._Element) -> dict[str, str]:
    return {_plain(name): str(value) for name, value in element.attrib.items() if name != "id"}


def _plain(name: Any) -> str:
    return etree.QName(str(name)).localname


def _of_child(child: etree._Element) -> dict[str, str]:
    kind = local(child)
    if kind == "extensionElements":
        return _extensions(child)
    if kind == "documentation":
        return {"documentation": (child.text or "").strip()}
    if kind.endswith("EventDefinition"):
        inside = {local(part): (part.text or "").strip() for part in child if local(part)}
        return {"event": kind.removesuffix("EventDefinition"), **inside, **_attributes(child)}
    if kind and not child.get("id") and kind not in DERIVED:
        return {kind: (child.text or "").strip()}
    return _condition(child) if kind == "conditionExpression" else {}


def _condition(child: etree._Element) -> dict[str, str]:
    return {"conditionExpression": (child.text or "").strip()}


def _extensions(holder: etree._Element) -> dict[str, str]:
    facts: dict[str, str] = {}
    for part in holder.iter():
        name = etree.QName(part)
        if name.namespace != SPIFF:
            continue
        if name.localname == "property":
            facts[part.get("name", "")] = part.get("value", "")
        elif name.localname == "parameter":
            facts[f"parameter {part.get('id', '')}"] = part.get("value", "")
        elif name.localname == "serviceTaskOperator":
            facts |= {"handler": part.get("id", ""), "resultVariable": part.get("resultVariable", "")}
        elif (part.text or "").strip():
            facts[name.localname] = (part.text or "").strip()
    return facts


def _lanes(root: etree._Element) -> dict[str, str]:
    """Node -> name of the innermost lane: the inner ones come later."""
    found: dict[str, str] = {}
    for lane in root.iter(f"{{{BPMN}}}lane"):
        for reference in lane.iterfind(f"{{{BPMN}}}flowNodeRef"):
            found[(reference.text or "").strip()] = lane.get("name", "")
    return found


def _layouts(root: etree._Element) -> dict[str, str]:
    drawn = (part for part in root.iter() if etree.QName(part).namespace == DI and part.get("bpmnElement"))
    return {part.get("bpmnElement", ""): " ".join(_places(part)) for part in drawn}


def _places(drawn: etree._Element) -> Iterator[str]:
    for part in drawn.iter():
        for name, value in sorted(part.attrib.items()):
            if name not in ("id", "bpmnElement"):
                yield f"{_plain(name)}={_rounded(str(value))}"


def _rounded(value: str) -> str:
    try:
        return str(round(float(value)))
    except ValueError:
        return value
