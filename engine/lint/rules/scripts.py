"""Nothing in a diagram is a program. A script would run on the office's server with the office's rights, whoever drew
it. Write calculations as FEEL, decisions as decision tables, and name a handler of the release for whatever reaches
outside: handlers are reviewed with the release."""

from collections.abc import Iterator

from lxml import etree

from engine.lint.model import Model, owner
from engine.lint.problem import Problem

CODE = "E110"


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        for element in diagram.root.iter(etree.Element):
            name = etree.QName(element).localname
            if name == "script" or name.endswith("Script"):
                problem = diagram.problem(CODE, f"Expected no scripts, but there is a {name}", element)
                yield Problem(
                    problem.file, problem.line, CODE, problem.sentence, owner(element).get("id") or ""
                )
