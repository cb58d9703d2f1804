"""Builds DMN files."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from engine.decisions import Decisions, Verdict

NOW = datetime.fromisoformat("2026-12-01T08:00:00+08:00")
MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/"


def make_file(*decisions: str, inputs: Iterable[str] = (), model: str = MODEL) -> bytes:
    """An input is its name, and perhaps its type: `umur: number`."""
    given = "".join(_input(at, one) for at, one in enumerate(inputs))
    return (
        f'<definitions xmlns="{model}" id="uji" name="Uji">{"".join(decisions)}{given}</definitions>'.encode()
    )


def _input(at: int, one: str) -> str:
    return f'<inputData id="masukan_{at}" name="{_name(one)}"><variable name="{_name(one)}"{_type(one)}/></inputData>'


def make_decision(
    logic: str,
    name: str = "uji",
    requires: Iterable[str] = (),
    title: str = "",
    knows: Iterable[str] = (),
    type_name: str = "",
) -> str:
    links = "".join(
        f'<informationRequirement><requiredDecision href="#{required}"/></informationRequirement>'
        for required in requires
    )
    links += "".join(_knowledge(known) for known in knows)
    variable = f'<variable name="{title or name}" typeRef="{type_name}"/>' if type_name else ""
    return f'<decision id="{name}" name="{title or name}">{variable}{links}{logic}</decision>'


def _knowledge(required: str) -> str:
    return f'<knowledgeRequirement><requiredKnowledge href="#{required}"/></knowledgeRequirement>'


def make_knowledge(
    name: str, parameters: Iterable[str], logic: str, knows: Iterable[str] = (), kind: str = "FEEL"
) -> str:
    """A business knowledge model; a parameter is its name, and perhaps its type."""
    formal = "".join(f'<formalParameter name="{_name(one)}"{_type(one)}/>' for one in parameters)
    return (
        f'<businessKnowledgeModel id="{name}" name="{name}"><encapsulatedLogic kind="{kind}">{formal}{logic}'
        f"</encapsulatedLogic>{''.join(map(_knowledge, knows))}</businessKnowledgeModel>"
    )


def make_service(
    name: str, outputs: Iterable[str], data: Iterable[str] = (), inputs: Iterable[str] = ()
) -> str:
    links = [("outputDecision", outputs), ("inputData", data), ("inputDecision", inputs)]
    parts = "".join(f'<{tag} href="#{one}"/>' for tag, listed in links for one in listed)
    return f'<decisionService id="{name}" name="{name}">{parts}</decisionService>'


def make_type(
    name: str, of: str = "", allowed: str = "", is_list: bool = False, parts: Iterable[str] = ()
) -> str:
    """`of` a type or of parts, each with its own: `umur: number`."""
    inside = "".join(
        f'<itemComponent name="{_name(one)}"><typeRef>{one.partition(": ")[2]}</typeRef></itemComponent>'
        for one in parts
    )
    inside += f"<typeRef>{of}</typeRef>" if of else ""
    inside += f"<allowedValues><text>{escape(allowed)}</text></allowedValues>" if allowed else ""
    return f'<itemDefinition name="{name}" isCollection="{str(is_list).lower()}">{inside}</itemDefinition>'


def make_table(
    rules: Sequence[Sequence[str]],
    policy: str = "UNIQUE",
    inputs: Sequence[str] = ("nilai",),
    outputs: Sequence[str] = ("hasil",),
    **attributes: str,
) -> str:
    """A rule is its input cells, its output cells and perhaps an annotation."""
    columns = "".join(
        f"<input><inputExpression{_type(one)}><text>{_name(one)}</text></inputExpression></input>"
        for one in inputs
    )
    results = "".join(_output(one) for one in outputs)
    extra = "".join(f' {key}="{value}"' for key, value in attributes.items())
    rows = "".join(_rule(at, rule, len(inputs), len(outputs)) for at, rule in enumerate(rules, start=1))
    return f'<decisionTable hitPolicy="{policy}"{extra}>{columns}{results}{rows}</decisionTable>'


def _name(column: str) -> str:
    return escape(column.partition(": ")[0])


def _type(column: str) -> str:
    return f' typeRef="{found}"' if (found := column.partition(": ")[2]) else ""


def _output(column: str) -> str:
    """`name = default`, the default may be missing."""
    name, _, default = column.partition(" = ")
    entry = f"<defaultOutputEntry><text>{escape(default)}</text></defaultOutputEntry>" if default else ""
    return f'<output name="{name}">{entry}</output>'


def _rule(at: int, cells: Sequence[str], inputs: int, outputs: int) -> str:
    described = "".join(f"<description>{escape(text)}</description>" for text in cells[inputs + outputs :])
    tests = "".join(_entry("inputEntry", cell) for cell in cells[:inputs])
    results = "".join(_entry("outputEntry", cell) for cell in cells[inputs : inputs + outputs])
    return f'<rule id="aturan_{at}">{described}{tests}{results}</rule>'


def _entry(tag: str, cell: str) -> str:
    return f"<{tag}><text>{escape(cell)}</text></{tag}>"


def make_literal(text: str) -> str:
    return f"<literalExpression><text>{escape(text)}</text></literalExpression>"


def decide(logic: str, **scope: Any) -> Verdict:
    return Decisions.parse([make_file(make_decision(logic))]).evaluate("uji", scope, now=NOW)
