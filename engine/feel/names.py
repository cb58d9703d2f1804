"""Names and paths: look-ups in the host's scope, in local frames and in contexts. Never an attribute."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.feel.compiler import Compiler, Node, Rule, Static
from engine.feel.functions import BUILTINS
from engine.feel.properties import read_property
from engine.feel.run import Code, Frame, Run
from engine.feel.values import SIMPLE, FeelFunction, native

MISSING: Any = object()


def name(compiler: Compiler, node: Node, static: Static) -> Code:
    word = str(node.children[0])
    if static.may_be_local(word):
        return local(word)
    if word in BUILTINS:
        return _function(word)
    compiler.names.add(word)
    return outermost(word)


def _function(word: str) -> Code:
    """A built-in function as a value, unless the scope has something of that name."""
    builtin = BUILTINS[word][0]
    value = FeelFunction(tuple(parameter.name for parameter in builtin.parameters), builtin.apply)

    def read(run: Run, frame: Frame | None) -> Any:
        try:
            return native(run.scope[word])
        except KeyError:
            return value

    return read


def outermost(word: str) -> Code:
    def read(run: Run, frame: Frame | None) -> Any:
        try:
            value = run.scope[word]
        except KeyError:
            run.note(f"Expected a value for '{word}', but there is none")
            return None
        return value if type(value) in SIMPLE else native(value)

    return read


def local(word: str) -> Code:
    beyond = outermost(word)

    def read(run: Run, frame: Frame | None) -> Any:
        place = frame
        while place is not None:
            value = place.names.get(word, MISSING)
            if value is not MISSING:
                return value if type(value) in SIMPLE else native(value)
            place = place.outer
        return beyond(run, frame)

    return read


def given(compiler: Compiler, node: Node, static: Static) -> Code:
    """`?`, the value under test."""
    return local("?") if "?" in static.local else _no_input(compiler, node)


def _no_input(compiler: Compiler, node: Node) -> Code:
    raise compiler.refuse(node, "Expected '?' only in a unary test, but there is no value under test here")


def path(compiler: Compiler, node: Node, static: Static) -> Code:
    words = _dotted(node)
    if words is not None and not static.may_be_local(words[0]):
        compiler.names.add(".".join(words))
        return _steps(outermost(words[0]), words[1:])
    key = str(node.children[1])
    return _steps(compiler.code(node.children[0], static), [key])


def _dotted(node: Any) -> list[str] | None:
    """The words of a path that consists of names only."""
    words: list[str] = []
    while node.data == "path":
        words.append(str(node.children[1]))
        node = node.children[0]
    if node.data != "name":
        return None
    return [str(node.children[0]), *reversed(words)]


def _steps(source: Code, keys: list[str]) -> Code:
    if len(keys) == 1:
        return _step(source, keys[0])
    return _step(_steps(source, keys[:-1]), keys[-1])


def _step(source: Code, key: str) -> Code:
    def read(run: Run, frame: Frame | None) -> Any:
        value = source(run, frame)
        if type(value) is not dict:
            return member(run, value, key)
        found = value.get(key)
        return found if type(found) in SIMPLE else native(found)

    return read


def member(run: Run, value: Any, key: str) -> Any:
    """The entry of a context, the property of a date, or those of each item of a list."""
    if isinstance(value, Mapping):
        try:
            return native(value[key])
        except KeyError:
            run.note(f"Expected an entry '{key}', but there is none")
            return None
    if isinstance(value, list):
        run.spend(1 + len(value))
        return [member(run, native(item), key) for item in value]
    return read_property(value, key)


RULES: dict[str, Rule] = {"name": name, "input": given, "path": path}
