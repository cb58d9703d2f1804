"""BPMN files as trees."""

from typing import Any

from lxml import etree

from engine import xml
from engine.errors import ProcedureError

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
SPIFF = "http://spiffworkflow.org/bpmn/schema/1.0/core"


def read_diagram(path: str, content: bytes) -> etree._Element:
    try:
        return xml.read(content)
    except xml.UnsafeXmlError as unsafe:
        raise ProcedureError("", unsafe.sentence, path, unsafe.line) from None


DRAWN_ONLY = (
    "dataInputAssociation", "dataOutputAssociation", "ioSpecification", "property",
    "dataObject", "dataObjectReference", "dataStore", "dataStoreReference",
)  # fmt: skip


def without_data(root: etree._Element) -> etree._Element:
    """Data is drawn for readers; the case's record holds it. An association of data that nobody declares makes the
    library's parser search for ever."""
    for tag in DRAWN_ONLY:
        for element in list(root.iter(f"{{{BPMN}}}{tag}")):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
    return root


def local(element: etree._Element) -> str:
    """The tag without its namespace; empty for elements of other vendors."""
    name = etree.QName(element)
    return name.localname if name.namespace == BPMN else ""


def line_of(element: etree._Element) -> int:
    line: Any = element.sourceline
    return int(line or 0)


def children(element: etree._Element, tag: str) -> list[etree._Element]:
    return element.findall(f"{{{BPMN}}}{tag}")


def text_of(element: etree._Element, tag: str) -> str | None:
    """The text of the first child of that name; None where it is missing or blank."""
    found = element.find(f"{{{BPMN}}}{tag}")
    return (found.text or "").strip() or None if found is not None else None
