"""Texts grown from the grammar: at each place one of its rules by chance, near the end only those that end soonest."""

from collections import defaultdict
from random import Random
from typing import Any

from hypothesis import strategies as st

from engine.feel.functions import BUILTINS
from engine.feel.parser import LARK
from engine.feel.vocabulary import PROPERTY_NAMES, TYPE_NAMES

NAMES = ["a", "b", "c", "d", "e", "item", "partial", "x", "__class__", "years", "abs"]
TYPES = ["string", "number", "list", "context", "function", "Any", *TYPE_NAMES]
WRITTEN = {
    "NUMBER": ["0", "1", "2.5", "1E30", "1E-30", "999", ".5"],
    "STRING": ['"a"', '""', '"2026-12-01"', '"P1D"', '"[a-c]+"', r'"\\u0041"'],
    "TEMPORAL": ['@"2026-12-01"', '@"08:00:00Z"', '@"2026-12-01T08:00:00+08:00"', '@"P1DT1H"', '@"-P1Y2M"'],
    "EQ": ["="], "NE": ["!="], "LT": ["<"], "LE": ["<="], "GT": [">"], "GE": [">="], "PLUS": ["+"],
    "MINUS": ["-"], "STAR": ["*"], "SLASH": ["/"], "_POWER": ["**"], "_DOT": ["."], "_DOTS": [".."],
    "_COMMA": [","], "_COLON": [":"], "_ARROW": ["->"], "_LPAR": ["("], "_RPAR": [")"], "_LSQB": ["["],
    "_RSQB": ["]"], "_LBRACE": ["{"], "_RBRACE": ["}"], "_RANGE_OPEN": ["]"], "_RANGE_CLOSE": ["["], "INPUT": ["?"],
}  # fmt: skip
FUNCTIONS = sorted(BUILTINS)
Symbols = tuple[Any, ...]


UNKNOWN = 1_000


def _rules() -> dict[str, list[Symbols]]:
    """What the compiler refuses at most places comes seldom."""
    found: dict[str, list[Symbols]] = defaultdict(list)
    for rule in LARK.rules:
        expansion = tuple(rule.expansion)
        refused = [str(symbol.name) for symbol in expansion] in (["test"], ["INPUT"])
        found[str(rule.origin.name)] += [expansion] * (1 if refused else 10)
    return dict(found)


RULES = _rules()


def _heights() -> dict[str, int]:
    """How many rules deep the shallowest text of each rule is."""
    known: dict[str, int] = {}
    while len(known) < len(RULES):
        for origin, expansions in RULES.items():
            least = min(_height(known, expansion) for expansion in expansions)
            if least < UNKNOWN:
                known[origin] = 1 + least
    return known


def _height(known: dict[str, int], expansion: Symbols) -> int:
    return max((known.get(str(one.name), UNKNOWN) for one in expansion if not one.is_term), default=0)


HEIGHTS = _heights()


def _shortest(expansions: list[Symbols]) -> list[Symbols]:
    sizes = [(_height(HEIGHTS, one), len(one)) for one in expansions]
    return [one for one, size in zip(expansions, sizes, strict=True) if size == min(sizes)]


SHORTEST = {origin: _shortest(expansions) for origin, expansions in RULES.items()}


def grow(chance: Random, start: str, length: int) -> str:
    """About `length` words and signs, of the rule `start`."""
    words: list[str] = []
    waiting: list[Any] = [*reversed(chance.choice(RULES[start]))]
    while waiting:
        symbol = waiting.pop()
        name = str(symbol.name)
        if symbol.is_term:
            following = str(waiting[-1].name) if waiting else ""
            words.append(chance.choice(_written(name, words[-1:], following)))
            continue
        near_end = len(words) + len(waiting) >= length
        waiting += reversed(chance.choice((SHORTEST if near_end else RULES)[name]))
    return " ".join(words)


def _written(terminal: str, before: list[str], following: str) -> list[str]:
    """What the scanner makes this terminal of: which names it knows depends on what stands beside them."""
    if terminal != "NAME":
        return WRITTEN.get(terminal) or [terminal.strip("_").lower()]
    if following == "_LPAR":
        return FUNCTIONS
    if before == ["."]:
        return [*NAMES, *PROPERTY_NAMES]
    return TYPES if before in (["of"], ["->"], ["<"]) else NAMES


def texts(start: str) -> st.SearchStrategy[str]:
    return st.builds(grow, st.randoms(use_true_random=False), st.just(start), st.integers(1, 60))
