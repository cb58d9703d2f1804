"""Extensions of other products are not read.

What Camunda or others wrote into a diagram (forms, assignees, listeners) has no effect here, which is easily
overlooked. Nothing is refused for it."""

from collections.abc import Iterator

from lxml import etree

from engine.lint.model import Model
from engine.lint.problem import Problem
from engine.process.diagrams import BPMN, SPIFF

CODE = "W300"
KNOWN = (
    BPMN,
    SPIFF,
    "http://www.omg.org/spec/BPMN/20100524/DI",
    "http://www.omg.org/spec/DD/20100524/DC",
    "http://www.omg.org/spec/DD/20100524/DI",
    "http://www.w3.org/2001/XMLSchema-instance",
    "http://bpmn.io/schema/bpmn/biocolor/1.0",
    "http://www.omg.org/spec/BPMN/non-normative/color/1.0",
)


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        said: set[str] = set()
        for element in diagram.root.iter(etree.Element):
            names = [etree.QName(element), *(etree.QName(name) for name in element.attrib)]
            for name in names:
                if name.namespace and name.namespace not in KNOWN and name.namespace not in said:
                    said.add(name.namespace)
                    yield diagram.problem(
                        CODE, f"Expected no extensions of others, but {name.namespace} is not read", element
                    )
