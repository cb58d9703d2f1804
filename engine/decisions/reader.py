"""Files of DMN to what they hold; what cannot be used is kept as a problem."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from engine.decisions.decision import (
    Decision,
    InputData,
    Knowledge,
    Service,
    read_decision,
    read_input,
    read_knowledge,
    read_parameter,
    read_service,
)
from engine.decisions.document import Element, child, children, line_of, local
from engine.decisions.itemtypes import ItemType, ItemTypes, words
from engine.decisions.source import Source
from engine.errors import DecisionError

Read = TypeVar("Read")


class Reader:
    """Gathers what the files of one bundle hold, by id."""

    def __init__(self) -> None:
        self.decisions: dict[str, Decision] = {}
        self.invocables: dict[str, Knowledge | Service] = {}
        self.inputs: dict[str, InputData] = {}
        self.parameters: dict[str, tuple[str, ItemType]] = {}
        """Of input data and decisions, with or without logic: as what they are read."""
        self.problems: dict[str, DecisionError] = {}

    def take(self, root: Element) -> None:
        imported = child(root, "import")
        if imported is not None:
            sentence = "Expected a file that imports no other, but this one does"
            raise DecisionError("", sentence, line=line_of(imported))
        names = _names(root)
        types = ItemTypes(root, names)
        names |= {word for word in words(types.values()) if not word.isidentifier()}
        plain = Source("", names, types, {name: one.has for name, one in types.items()})
        self._read(root, "inputData", plain, read_input, self.inputs)
        self._read(root, "decision", plain, read_decision, self.decisions)
        self._read(root, "businessKnowledgeModel", plain, read_knowledge, self.invocables)
        self._read(root, "decisionService", plain, read_service, self.invocables)

    def _read(
        self,
        root: Element,
        tag: str,
        plain: Source,
        read: Callable[[Element, Source], Read],
        found: dict[str, Read],
    ) -> None:
        for element in children(root, tag):
            identity = element.get("id", "") or element.get("name", "")
            try:
                self._check_identity(identity, element)
                if tag in ("inputData", "decision"):
                    self.parameters[identity] = read_parameter(element, plain.of(identity))
                found[identity] = read(element, plain.of(identity))
            except DecisionError as problem:
                self.problems[identity] = problem

    def _check_identity(self, identity: str, element: Element) -> None:
        if not identity:
            sentence = "Expected an id or a name of each decision, but one has none"
            raise DecisionError("", sentence, line=line_of(element))
        if local(element) == "inputData" and identity in self.inputs:
            return  # each file of a bundle declares what it reads
        if any(identity in known for known in (self.decisions, self.invocables, self.inputs, self.problems)):
            sentence = "Expected an id of its own for each decision, but there are two with this one"
            raise DecisionError(identity, sentence, line=line_of(element))


def _names(root: Element) -> frozenset[str]:
    """Names with spaces or signs in them that texts of this file may use."""
    kinds = ("decision", "inputData", "businessKnowledgeModel", "decisionService")
    tops = children(root, *kinds)
    named = [
        *tops,
        *children(root, "itemDefinition"),
        *(one for top in tops for one in children(top, "variable")),
        *(
            one
            for tag in ("column", "output", "contextEntry/{*}variable")
            for one in root.iterfind(f".//{{*}}{tag}")
        ),
    ]
    words_of = {one.get("name", "") for one in named}
    return frozenset(
        name for word in words_of if (name := " ".join(word.split())) and not name.isidentifier()
    )
