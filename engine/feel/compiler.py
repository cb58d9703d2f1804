"""A tree to a closure. Rules for each kind of node come from the modules beside this one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lark import Token

from engine.feel.errors import FeelLimitError, FeelSyntaxError, place
from engine.feel.limits import DEPTH, WORDS_A_STEP
from engine.feel.run import Code, Run

Node = Any
"""A lark tree."""
Rule = Callable[["Compiler", Node, "Static"], Code]
TypeCheck = Callable[[Run, Any], bool]
"""Is a value of a type that the host has a name for?"""


@dataclass(frozen=True, slots=True)
class Static:
    """What is known about names at a place: the local ones, and whether an item's entries may be names too."""

    local: frozenset[str] = frozenset()
    open: bool = False
    depth: int = 0

    def having(self, names: Iterable[str]) -> Static:
        return replace(self, local=self.local | frozenset(names))

    def opened(self) -> Static:
        return replace(self, local=self.local | {"item"}, open=True)

    def may_be_local(self, name: str) -> bool:
        return self.open or name in self.local


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that the standard makes null, and that a designer hardly meant."""

    sentence: str
    line: int
    column: int


Called = tuple[str, int | tuple[str, ...]]
"""A function of the host, and how many values it is given, or the names that they go by."""


@dataclass(slots=True)
class Compiler:
    """Turns nodes to closures and gathers what lint asks for."""

    text: str
    rules: Mapping[str, Rule]
    types: Mapping[str, TypeCheck] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    calls: set[Called] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def code(self, node: Any, static: Static) -> Code:
        deeper = Static(static.local, static.open, static.depth + 1)
        if deeper.depth > DEPTH:
            message = f"Expected at most {DEPTH} levels of nesting, but there are more"
            raise FeelLimitError(message, *place(self.text, position(node)))
        return self.rules[str(node.data)](self, node, deeper)

    def refuse(self, node: Any, sentence: str) -> FeelSyntaxError:
        return FeelSyntaxError(sentence, *place(self.text, position(node)))

    def report(self, node: Any, sentence: str) -> None:
        self.problems.append(Problem(sentence, *place(self.text, position(node))))


def weighed(code: Code, node: Node) -> Code:
    """Of what is done again and again: each time takes the more steps, the longer it is."""
    words = sum(1 for _ in node.scan_values(lambda _: True))
    steps = words // WORDS_A_STEP

    def spending(run: Run, frame: Any) -> Any:
        run.spend(steps)
        return code(run, frame)

    return spending if steps else code


def position(node: Any) -> int:
    """Where the first token below the node begins."""
    if isinstance(node, Token):
        return int(node.start_pos or 0)
    return next((position(child) for child in node.children if child is not None), 0)
