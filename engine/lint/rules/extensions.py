"""Entries of other products are not read. What Camunda, Zeebe or Signavio wrote into a diagram (forms, assignees,
listeners, colours of their own) has no effect here, which is easily overlooked; nor have those entries of SpiffArena
that Terbit has other means for. Nothing is refused for them: give the role by the lane, the form by the task's id, the
deadline by the property `waktu`."""

from collections.abc import Iterator

from lxml import etree

from engine.lint.model import Model, owner
from engine.lint.problem import Problem
from engine.process.diagrams import BPMN, SPIFF
from engine.process.extensions import READ

FOREIGN, UNREAD = "W300", "W301"
KNOWN = (
    BPMN,
    SPIFF,
    "http://www.omg.org/spec/BPMN/20100524/DI",
    "http://www.omg.org/spec/DD/20100524/DC",
    "http://www.omg.org/spec/DD/20100524/DI",
    "http://www.w3.org/2001/XMLSchema-instance",
    "http://www.w3.org/XML/1998/namespace",
    "http://bpmn.io/schema/bpmn/biocolor/1.0",
    "http://camunda.org/schema/modeler/1.0",
    "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
)


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        said: set[str] = set()
        for element in diagram.root.iter(etree.Element):
            for namespace in _namespaces(element):
                if namespace not in KNOWN and namespace not in said:
                    said.add(namespace)
                    sentence = (
                        f"Expected no entries of other products, but {namespace} has some: they are not read"
                    )
                    yield diagram.problem(FOREIGN, sentence, element)
        for holder in diagram.inside("extensionElements"):
            for entry in holder.iterchildren(f"{{{SPIFF}}}*"):
                name = etree.QName(entry).localname
                if name not in READ and not name.endswith("Script"):
                    sentence = f"Expected entries that are read, but spiffworkflow:{name} is not"
                    yield diagram.problem(UNREAD, sentence, owner(entry))


def _namespaces(element: etree._Element) -> Iterator[str]:
    for name in (element.tag, *element.attrib):
        namespace = etree.QName(name).namespace
        if namespace:
            yield namespace
