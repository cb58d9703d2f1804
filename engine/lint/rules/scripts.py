"""Nothing in a diagram is a program.

A script would run on the office's server with the office's rights. Calculations are FEEL, decisions are tables, and
whatever reaches outside is a handler of the release, reviewed with it."""

from collections.abc import Iterator

from lxml import etree

from engine.lint.model import Model
from engine.lint.problem import Problem

CODE = "E110"


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        for element in diagram.root.iter(etree.Element):
            name = etree.QName(element).localname
            if name.lower().endswith("script") and name != "scriptTask":
                owner = next((above for above in element.iterancestors() if above.get("id")), element)
                problem = diagram.problem(CODE, f"Expected no scripts, but there is a {name}", element)
                yield Problem(problem.file, problem.line, CODE, problem.sentence, owner.get("id") or "")
