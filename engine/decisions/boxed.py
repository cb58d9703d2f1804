"""Boxed expressions: each is compiled by the same makers as its counterpart in FEEL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engine import feel
from engine.decisions.document import Element, child, children, elements, local
from engine.decisions.functions import parameters_of, typed_function
from engine.decisions.itemtypes import MISFIT, ItemType
from engine.decisions.source import Boxed, Reading, Source
from engine.decisions.table import DecisionTable, read_table
from engine.feel.collections import building, selecting
from engine.feel.loops import gathering, items_of, judging
from engine.feel.run import Code, Frame, Run

Logic = DecisionTable | Boxed
_NOTHING = "a decision table or another expression"


def read_logic(element: Element, source: Source, what: str = _NOTHING) -> Logic:
    """The expression that stands in the element."""
    found = [one for one in elements(element) if local(one) in _KINDS]
    if found:
        return _read(found[0], source)
    other = next((name for one in elements(element) if (name := local(one)) not in _BESIDE_LOGIC), "nothing")
    raise source.refuse(element, f"Expected {what}, but found {other}")


def _read(element: Element, source: Source) -> Logic:
    """Of the type that the box itself names; the columns of a table have types of their own."""
    logic = _KINDS[local(element)](element, source)
    if isinstance(logic, DecisionTable):
        return logic
    return Boxed(fitting_code(logic.code, source.type_of(element)), logic.expressions)


def fitting_code(code: Code, wanted: ItemType) -> Code:
    """By the standard null where the value is of another type."""
    if wanted.name == "Any":
        return code

    def fit(run: Run, frame: Frame | None) -> Any:
        value = code(run, frame)
        fitted = wanted.fit(run, value)
        if fitted is MISFIT:
            run.note(f"Expected a '{wanted.name}', but got a {feel.kind(value)}")
            return None
        return fitted

    return fit


def _literal(element: Element, source: Source) -> Boxed:
    if child(element, "importedValues") is not None:
        raise source.refuse(element, "Expected an expression in the file itself, but it is imported")
    expression = source.expression(element, "the literal expression")
    return Boxed(expression.code, [expression])


def _context(element: Element, source: Source) -> Boxed:
    entries: list[tuple[str, Code]] = []
    expressions: list[Reading] = []
    result: Code | None = None
    for entry in children(element, "contextEntry"):
        variable = child(entry, "variable")
        logic = read_logic(entry, source, "an expression in each entry of a context")
        expressions += logic.expressions
        if variable is None:
            result = logic.code
            continue
        name = " ".join(variable.get("name", "").split())
        entries.append((name, fitting_code(logic.code, source.type_of(variable))))
        source = source.having({name})
    made = building(entries)
    return Boxed(made if result is None else _result_of(made, result), expressions)


def _result_of(context: Code, result: Code) -> Code:
    """Of a context that ends with an entry without a name: what that gives."""
    return lambda run, frame: result(run, Frame(context(run, frame), frame))


def _list(element: Element, source: Source) -> Boxed:
    items = [_read(one, source) for one in elements(element) if local(one) in _KINDS]
    codes = [item.code for item in items]
    return Boxed(lambda run, frame: [code(run, frame) for code in codes], _expressions(*items))


def _relation(element: Element, source: Source) -> Boxed:
    """A list of contexts, one a row."""
    names = [one.get("name", "") for one in children(element, "column")]
    rows: list[Code] = []
    expressions: list[Reading] = []
    for row in children(element, "row"):
        cells = [_read(one, source) for one in elements(row) if local(one) in _KINDS]
        if len(cells) != len(names):
            raise source.refuse(row, f"Expected {len(names)} cells in each row, but found {len(cells)}")
        rows.append(_row(dict(zip(names, (cell.code for cell in cells), strict=True))))
        expressions += _expressions(*cells)
    return Boxed(lambda run, frame: [row(run, frame) for row in rows], expressions)


def _row(cells: dict[str, Code]) -> Code:
    return lambda run, frame: {name: code(run, frame) for name, code in cells.items()}


def _conditional(element: Element, source: Source) -> Boxed:
    """By the standard null where the condition is neither true nor false."""
    parts = [_part(element, tag, source) for tag in ("if", "then", "else")]
    condition, chosen, other = (part.code for part in parts)

    def choose(run: Run, frame: Frame | None) -> Any:
        found = condition(run, frame)
        if isinstance(found, bool):
            return chosen(run, frame) if found else other(run, frame)
        run.note(f"Expected a boolean after 'if', but got a {feel.kind(found)}")
        return None

    return Boxed(choose, _expressions(*parts))


def _for(element: Element, source: Source) -> Boxed:
    name, listed = element.get("iteratorVariable", ""), _part(element, "in", source)
    body = _part(element, "return", source.having({name, "partial"}))
    reads_partial = any("partial" in one.text for one in body.expressions)
    return Boxed(
        gathering([(name, items_of(listed.code))], body.code, reads_partial), _expressions(listed, body)
    )


def _quantified(element: Element, source: Source) -> Boxed:
    name, listed = element.get("iteratorVariable", ""), _part(element, "in", source)
    body = _part(element, "satisfies", source.having({name}))
    return Boxed(
        judging(local(element), [(name, items_of(listed.code))], body.code), _expressions(listed, body)
    )


def _filter(element: Element, source: Source) -> Boxed:
    listed = _part(element, "in", source)
    match = _part(element, "match", source.opened())
    return Boxed(selecting(listed.code, match.code), _expressions(listed, match))


def _part(element: Element, tag: str, source: Source) -> Logic:
    found = child(element, tag)
    if found is None:
        raise source.refuse(element, f"Expected <{tag}> in <{local(element)}>, but there is none")
    return read_logic(found, source, f"an expression in <{tag}>")


def _function(element: Element, source: Source) -> Boxed:
    if element.get("kind", "FEEL") != "FEEL":
        raise source.refuse(element, f"Expected a function in FEEL, but this one is {element.get('kind')}")
    parameters = parameters_of(element, source)
    body = read_logic(element, source.having(name for name, _ in parameters), "the body of a function")

    def make(run: Run, frame: Frame | None) -> feel.FeelFunction:
        return typed_function(parameters, body.code, run.scope, frame)

    return Boxed(make, body.expressions)


def _invocation(element: Element, source: Source) -> Boxed:
    called = read_logic(element, source, "the function that an invocation calls")
    bindings: dict[str, Logic] = {}
    for binding in children(element, "binding"):
        parameter = child(binding, "parameter")
        name = "" if parameter is None else parameter.get("name", "")
        bindings[name] = read_logic(binding, source, f"a value for '{name}'")
    codes = {name: logic.code for name, logic in bindings.items()}

    def invoke(run: Run, frame: Frame | None) -> Any:
        function = called.code(run, frame)
        if not isinstance(function, feel.FeelFunction):
            run.note(f"Expected a function to call, but got a {feel.kind(function)}")
            return None
        return function.apply_named(run, {name: code(run, frame) for name, code in codes.items()})

    return Boxed(invoke, _expressions(called, *bindings.values()))


def _expressions(*logics: Logic) -> list[Reading]:
    return [one for logic in logics for one in logic.expressions]


_KINDS: dict[str, Callable[[Element, Source], Logic]] = {
    "decisionTable": read_table,
    "literalExpression": _literal,
    "context": _context,
    "list": _list,
    "relation": _relation,
    "conditional": _conditional,
    "for": _for,
    "some": _quantified,
    "every": _quantified,
    "filter": _filter,
    "functionDefinition": _function,
    "invocation": _invocation,
}
_BESIDE_LOGIC = frozenset(
    {
        "description", "extensionElements", "question", "allowedAnswers", "variable", "informationRequirement",
        "knowledgeRequirement", "authorityRequirement", "supportedObjective", "impactedPerformanceIndicator",
        "decisionMaker", "decisionOwner", "usingProcess", "usingTask", "formalParameter", "parameter", "binding", "",
    }
)  # fmt: skip
