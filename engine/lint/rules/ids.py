"""Every node has an id of its own that the engine does not use itself. The library skips a task named `End` without a
word and the case is over: an approval that never happened. Of two equal ids it takes the later one, also where one of
them is a flow or stands in a called process, and an operator named like a node hides the node. Ids are letters, digits,
`_`, `-` and `.`, since forms are files named after them."""

import re
from collections.abc import Iterator

from lxml import etree

from engine.lint.model import Diagram, Model
from engine.lint.problem import Problem
from engine.process import Node
from engine.process.checks import RESERVED, RESERVED_ENDINGS
from engine.process.diagrams import BPMN, line_of

MISSING, RESERVED_ID, TWICE, OPERATOR, LETTERS = "E120", "E121", "E122", "E123", "E124"
NAMED = ("message", "signal", "error", "escalation", "correlationProperty")
"""Declared beside the process, for events to name."""
PLAIN = re.compile(r"[A-Za-z_][\w.\-]*")


def check(model: Model) -> Iterator[Problem]:
    for diagram, node in model.each_node():
        yield from _id(diagram, node)
    nodes = {node.id for _, node in model.each_node()}
    for diagram, node in model.each_node():
        if node.handler and node.handler in nodes:
            sentence = f"Expected a handler's name, but '{node.handler}' is a node's id: rename the node"
            yield diagram.problem(OPERATOR, sentence, node)
    for diagram in model.diagrams:
        for element in diagram.root.iter(*(f"{{{BPMN}}}{tag}" for tag in NAMED)):
            if element.get("id") is None:
                tag = etree.QName(element).localname
                yield diagram.problem(MISSING, f"Expected an id, but this {tag} has none", element)
        yield from _twice_in_file(diagram)
    yield from _twice_in_calls(model)


def _id(diagram: Diagram, node: Node) -> Iterator[Problem]:
    if not node.id:
        yield diagram.problem(MISSING, f"Expected an id, but this {node.kind} has none", node)
    elif node.id in RESERVED or node.id.endswith(RESERVED_ENDINGS):
        yield diagram.problem(
            RESERVED_ID, f"Expected another id, but '{node.id}' is one that the engine uses itself", node
        )
    elif not PLAIN.fullmatch(node.id):
        yield diagram.problem(
            LETTERS, f"Expected an id of letters, digits, _, - and ., but got '{node.id}'", node
        )


def _twice_in_file(diagram: Diagram) -> Iterator[Problem]:
    """Ids of whatever BPMN knows, processes and flows too."""
    known: dict[str, etree._Element] = {}
    for element in diagram.root.iter(f"{{{BPMN}}}*"):
        name = element.get("id")
        if name in known:
            line = line_of(known[name])
            yield diagram.problem(
                TWICE, f"Expected an id of its own, but '{name}' also stands in line {line}", element
            )
        elif name:
            known[name] = element


def _twice_in_calls(model: Model) -> Iterator[Problem]:
    """Nodes and processes of different files share one table in the engine."""
    known: dict[str, str] = {}
    for diagram in model.diagrams:
        process = diagram.process
        own = {node.id: node.line for node in diagram.nodes if node.id}
        if process is not None:
            own[process.get("id", "")] = line_of(process)
        for name, line in own.items():
            if name and name in known:
                sentence = f"Expected an id of its own, but '{name}' also stands in {known[name]}"
                yield Problem(diagram.path, line or 1, TWICE, sentence, name)
        known = {name: f"{diagram.path}, line {line}" for name, line in own.items()} | known
