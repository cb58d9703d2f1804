"""Every expression of a diagram is FEEL that can be read: conditions of flows, parameters of handlers, loops, whose
document it is (`pemegang`). The engine compiles them all when a version is deployed and would refuse it; one in another
product's language (`${…}`, JavaScript) has to be written anew, for example `verifikasi.hasil = "setuju"`. A function
that FEEL does not have, or one that is given other values than it takes, always gives null: a slip that would send
every case the default way."""

from collections.abc import Iterator

from lxml import etree

from engine import feel
from engine.functions import misused
from engine.lint.model import Diagram, Model, owner
from engine.lint.problem import Problem
from engine.process import Flow, Node
from engine.process.extensions import extensions_of

CONDITION, PARAMETER, LOOP, LANGUAGE, NULL, BEARER = "E190", "E191", "E192", "E193", "W194", "E195"
LOOPS = ("loopCondition", "completionCondition", "loopCardinality", "loopDataInputRef")
Place = Node | Flow | etree._Element


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        for flow in diagram.flows:
            if flow.condition is not None:
                yield from _read(diagram, CONDITION, flow.condition, flow)
        for node in diagram.nodes:
            for text in node.parameters.values():
                yield from _read(diagram, PARAMETER, text, node)
        for element in diagram.inside(*LOOPS):
            yield from _read(diagram, LOOP, (element.text or "").strip(), owner(element))
        if diagram.process is not None:
            whose = extensions_of(diagram.process).properties.get("pemegang")
            if whose is not None:
                yield from _read(diagram, BEARER, whose, diagram.process)
        for element in diagram.inside("conditionExpression", *LOOPS):
            yield from _language(diagram, element)


def _read(diagram: Diagram, code: str, text: str, at: Place) -> Iterator[Problem]:
    try:
        expression = feel.compile(text)
    except feel.FeelError as error:
        yield diagram.problem(code, _sentence(text, error), at)
        return
    for problem in expression.problems:
        sentence = f"Expected a value from '{text[:60]}', but it is always null: {problem.sentence}"
        yield diagram.problem(NULL, sentence, at)
    for sentence in misused(expression):
        yield diagram.problem(NULL, sentence, at)


def _sentence(text: str, error: feel.FeelError) -> str:
    if text.lstrip().startswith(("${", "#{")):
        return f"Expected FEEL, but '{text[:60]}' is the language of another product: write it without ${{ }}"
    if not text.strip():
        return "Expected FEEL, but the expression is empty"
    return f"Expected FEEL, but '{text[:60]}' is none at {error.line}:{error.column}: {error.sentence}"


def _language(diagram: Diagram, element: etree._Element) -> Iterator[Problem]:
    language = element.get("language")
    if language and "feel" not in language.casefold():
        sentence = f"Expected FEEL as the language of an expression, but it is '{language}'"
        yield diagram.problem(LANGUAGE, sentence, owner(element))
