"""Data is drawn for the reader: objects, stores and the dotted lines to them have no effect. What a case knows stands
in its record, where every task and every condition reads it, so nothing has to be handed on. The library's own data
objects would escape the record's encryption and history, and one that is nowhere declared would keep its reader busy
for ever; the engine leaves them out when it reads the diagram."""

from collections.abc import Iterator

from engine.lint.model import Model, owner
from engine.lint.problem import Problem

CODE = "W260"


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        for element in diagram.inside("dataInputAssociation", "dataOutputAssociation"):
            sentence = "Expected data in the record, but an association hands it on: it is drawn and not read"
            yield diagram.problem(CODE, sentence, owner(element))
