"""Diagrams carry no data: what a case knows stands in its record.

A data association to an object that is not declared makes the library's reader run for ever; and whatever a data
object held would escape the history and the encryption of the record."""

from collections.abc import Iterator

from engine.lint.model import Model
from engine.lint.problem import Problem

CODE = "E260"


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        for element in diagram.elements("dataInputAssociation", "dataOutputAssociation"):
            yield diagram.problem(
                CODE, "Expected no data association, but there is one: expressions read the record", element
            )
