"""A value as the text that `string(…)` makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from engine.feel.errors import FeelLimitError
from engine.feel.limits import DEPTH, STRING_LENGTH
from engine.feel.temporal import iso
from engine.feel.values import FeelFunction, Range, native

Spend = Callable[[int], None]
"""Told how much work it takes, in steps."""


def text_of(value: Any, spend: Spend = lambda steps: None) -> str:
    return value if isinstance(value, str) else _text(value, 0, spend)


def _text(value: Any, depth: int, spend: Spend) -> str:
    """A string inside something else is quoted."""
    value = native(value)
    if depth > DEPTH:
        raise FeelLimitError(f"Expected at most {DEPTH} levels in a value, but there are more")
    if value is None or isinstance(value, bool):
        return str(value).lower() if value is not None else "null"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, FeelFunction):
        return f"function({', '.join(value.parameters)})"
    if isinstance(value, list | Mapping | Range):
        return _compound(value, depth + 1, spend)
    return iso(value)


def _compound(value: Any, depth: int, spend: Spend) -> str:
    if isinstance(value, Range):
        return _range(value, depth, spend)
    entries = value.items() if isinstance(value, Mapping) else [("", item) for item in value]
    texts: list[str] = []
    length = 0
    for key, item in entries:
        spend(1)
        texts.append((f"{key}: " if isinstance(value, Mapping) else "") + _text(item, depth, spend))
        length += len(texts[-1])
        if length > STRING_LENGTH:
            raise FeelLimitError(f"Expected at most {STRING_LENGTH} characters, but a string has more")
    inner = ", ".join(texts)
    return "{" + inner + "}" if isinstance(value, Mapping) else f"[{inner}]"


def _range(value: Range, depth: int, spend: Spend) -> str:
    if value.low is None:
        return ("<=" if value.high_included else "<") + _text(value.high, depth, spend)
    if value.high is None:
        return (">=" if value.low_included else ">") + _text(value.low, depth, spend)
    opening, closing = "[" if value.low_included else "(", "]" if value.high_included else ")"
    return f"{opening}{_text(value.low, depth, spend)}..{_text(value.high, depth, spend)}{closing}"


def plain(number: Decimal) -> str:
    """All digits, no exponent, no zeros at the end of a fraction."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
