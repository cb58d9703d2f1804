"""Literals, logic, comparison and arithmetic."""

from __future__ import annotations

import re
from typing import Any

from engine.feel.arithmetic import NUMBERS, calculate, negative
from engine.feel.comparison import compare, equal, ordered
from engine.feel.compiler import Compiler, Node, Rule, Static
from engine.feel.run import Code, Frame, Run
from engine.feel.temporal import parse_temporal
from engine.feel.values import kind

_PAIR = r"u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_ESCAPE = re.compile(rf"\\({_PAIR}|u[0-9a-fA-F]{{4}}|U[0-9a-fA-F]{{6}}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "'": "'", "\\": "\\"}


def constant(value: Any) -> Code:
    def give(run: Run, frame: Frame | None) -> Any:
        return value

    return give


def number(compiler: Compiler, node: Node, static: Static) -> Code:
    value = NUMBERS.create_decimal(str(node.children[0]))
    if not value.is_finite():
        raise compiler.refuse(node, "Expected a number within the limits, but this one is too large")
    return constant(value)


def string(compiler: Compiler, node: Node, static: Static) -> Code:
    return constant(unquoted(str(node.children[0])))


def unquoted(literal: str) -> str:
    """The text of a string literal; unknown escapes (as in a pattern, `\\d`) keep their backslash."""
    return _ESCAPE.sub(_unescape, literal[1:-1])


def _unescape(found: re.Match[str]) -> str:
    mark = found.group(1)
    if "\\u" in mark:
        high, low = (int(half, 16) for half in mark[1:].split("\\u"))
        return chr(0x10000 + ((high - 0xD800) << 10) + low - 0xDC00)
    if len(mark) > 1:
        point = int(mark[1:], 16)
        return chr(point) if point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF else found.group()
    return _ESCAPED.get(mark, found.group())


def temporal(compiler: Compiler, node: Node, static: Static) -> Code:
    text = unquoted(str(node.children[0])[1:])
    value = parse_temporal(text)
    if value is None:
        raise compiler.refuse(node, "Expected a date, time or duration after '@', but this text is none")
    return constant(value)


def disjunction(compiler: Compiler, node: Node, static: Static) -> Code:
    return _logic([compiler.code(child, static) for child in node.children], decisive=True, word="or")


def conjunction(compiler: Compiler, node: Node, static: Static) -> Code:
    return _logic([compiler.code(child, static) for child in node.children], decisive=False, word="and")


def _logic(operands: list[Code], decisive: bool, word: str) -> Code:
    """Three-valued: one decisive operand decides, else what is no boolean makes null."""

    def decide(run: Run, frame: Frame | None) -> Any:
        result: bool | None = not decisive
        for operand in operands:
            value = operand(run, frame)
            if value is decisive:
                return decisive
            if type(value) is not bool:
                run.note(f"Expected booleans around '{word}', but got a {kind(value)}")
                result = None
        return result

    return decide


def comparison(compiler: Compiler, node: Node, static: Static) -> Code:
    left, sign, right = node.children
    return comparing(compiler.code(left, static), str(sign), right, compiler.code(right, static))


def comparing(left: Code, sign: str, right_node: Any, right: Code) -> Code:
    if sign == "=" and right_node.data == "string":
        return _equal_to_string(left, unquoted(str(right_node.children[0])))
    if sign == "=":
        return lambda run, frame: equal(run, left(run, frame), right(run, frame))
    if sign == "!=":
        return lambda run, frame: compare(run, "!=", left(run, frame), right(run, frame))
    return lambda run, frame: ordered(run, sign, left(run, frame), right(run, frame))


def _equal_to_string(left: Code, text: str) -> Code:
    def compare_text(run: Run, frame: Frame | None) -> Any:
        value = left(run, frame)
        return value == text if type(value) is str else equal(run, value, text)

    return compare_text


def between(compiler: Compiler, node: Node, static: Static) -> Code:
    value, low, high = (compiler.code(child, static) for child in node.children)

    def check(run: Run, frame: Frame | None) -> Any:
        found = value(run, frame)
        above = ordered(run, ">=", found, low(run, frame))
        below = ordered(run, "<=", found, high(run, frame))
        return False if above is False or below is False else (above and below)

    return check


def arithmetic(compiler: Compiler, node: Node, static: Static) -> Code:
    """Operands with the signs between them, from left to right."""
    first = compiler.code(node.children[0], static)
    rest = node.children[1:]
    steps = [
        (str(sign), compiler.code(operand, static))
        for sign, operand in zip(rest[::2], rest[1::2], strict=True)
    ]

    def work_out(run: Run, frame: Frame | None) -> Any:
        value = first(run, frame)
        for sign, operand in steps:
            value = calculate(run, sign, value, operand(run, frame))
        return value

    return work_out


def power(compiler: Compiler, node: Node, static: Static) -> Code:
    first, *others = [compiler.code(child, static) for child in node.children]

    def raise_to(run: Run, frame: Frame | None) -> Any:
        value = first(run, frame)
        for exponent in others:
            value = calculate(run, "**", value, exponent(run, frame))
        return value

    return raise_to


def negation(compiler: Compiler, node: Node, static: Static) -> Code:
    operand = compiler.code(node.children[1], static)
    return lambda run, frame: negative(run, operand(run, frame))


def conditional(compiler: Compiler, node: Node, static: Static) -> Code:
    condition, chosen, other = (compiler.code(child, static) for child in node.children)

    def choose(run: Run, frame: Frame | None) -> Any:
        return chosen(run, frame) if condition(run, frame) is True else other(run, frame)

    return choose


RULES: dict[str, Rule] = {
    "number": number,
    "string": string,
    "temporal": temporal,
    "true": lambda compiler, node, static: constant(True),
    "false": lambda compiler, node, static: constant(False),
    "null": lambda compiler, node, static: constant(None),
    "disjunction": disjunction,
    "conjunction": conjunction,
    "compare": comparison,
    "between": between,
    "sum": arithmetic,
    "product": arithmetic,
    "power": power,
    "negation": negation,
    "conditional": conditional,
}
