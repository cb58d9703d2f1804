"""Calls: of built-in functions, of the host's, and of functions that the text itself defines."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from engine.feel.compiler import Compiler, Node, Rule, Static, weighed
from engine.feel.functions import BUILTINS
from engine.feel.functions.signature import ABSENT, Builtin
from engine.feel.names import local, outermost
from engine.feel.operators import constant
from engine.feel.run import Code, Frame, Run, bounded
from engine.feel.types import Check, type_check
from engine.feel.values import FeelFunction, kind, native

Arguments = tuple[list[Code], tuple[str, ...] | None]
"""Codes of the values, and their names where the call names them."""


def call(compiler: Compiler, node: Node, static: Static) -> Code:
    callee, given = node.children
    codes, names = _arguments(compiler, given, static)
    if callee.data != "name":
        return _of_value(compiler.code(callee, static), codes, names)
    name = str(callee.children[0])
    if name in static.local:
        return _of_value(local(name), codes, names)
    if name in BUILTINS:
        return _builtin(compiler, node, name, codes, names)
    compiler.calls.add((name, len(codes) if names is None else names))
    return _of_host(name, local(name) if static.open else outermost(name), codes, names)


def _arguments(compiler: Compiler, given: Any, static: Static) -> Arguments:
    if given is None:
        return [], None
    if given.data == "arguments":
        return [compiler.code(child, static) for child in given.children], None
    names = tuple(str(child.children[0]) for child in given.children)
    if len(set(names)) < len(names):
        raise compiler.refuse(given, "Expected each parameter once, but one is named twice")
    return [compiler.code(child.children[1], static) for child in given.children], names


def _builtin(
    compiler: Compiler, node: Node, name: str, codes: list[Code], names: tuple[str, ...] | None
) -> Code:
    chosen = _signature(BUILTINS[name], codes, names)
    if chosen is None:
        compiler.report(node, f"Expected the values of '{name}' as the standard has them, but they differ")
        return constant(None)
    ordered = codes if names is None else _in_order(chosen, dict(zip(names, codes, strict=True)))

    def invoke(run: Run, frame: Frame | None) -> Any:
        return chosen.apply(run, [code(run, frame) for code in ordered])

    return invoke


def _signature(
    signatures: tuple[Builtin, ...], codes: list[Code], names: tuple[str, ...] | None
) -> Builtin | None:
    fits = (
        one for one in signatures if (one.takes(len(codes)) if names is None else one.takes_names(set(names)))
    )
    return next(fits, None)


def _in_order(builtin: Builtin, named: dict[str, Code]) -> list[Code]:
    return [named.get(parameter.name, constant(ABSENT)) for parameter in builtin.parameters]


def _of_host(name: str, stored: Code, codes: list[Code], names: tuple[str, ...] | None) -> Code:
    """A function of the host, or one that is a value of its scope."""
    of_value, given = _of_value(stored, codes, names), len(codes) if names is None else names

    def invoke(run: Run, frame: Frame | None) -> Any:
        function = run.functions.get(name)
        if function is None:
            return of_value(run, frame)
        run.spend(1)
        if not takes(function, given):
            run.note(f"Expected the values that '{name}' takes, but they differ")
            return None
        values = [bounded(code(run, frame)) for code in codes]
        return native(
            function(*values) if names is None else function(**dict(zip(names, values, strict=True)))
        )

    return invoke


def takes(function: Callable[..., Any], given: int | tuple[str, ...]) -> bool:
    """Whether a function of the host can be called with so many values, or with values of these names."""
    method = getattr(function, "__func__", None)
    return _takes(function, (), given) if method is None else _takes(method, (None,), given)


@lru_cache(maxsize=512)
def _takes(function: Callable[..., Any], first: tuple[None, ...], given: int | tuple[str, ...]) -> bool:
    """Of a method: without its object, which would be kept."""
    values, named = (range(given), ()) if isinstance(given, int) else ((), given)
    try:
        inspect.signature(function).bind(*first, *values, **dict.fromkeys(named))
    except TypeError:
        return False
    return True


def _of_value(source: Code, codes: list[Code], names: tuple[str, ...] | None) -> Code:
    def invoke(run: Run, frame: Frame | None) -> Any:
        function = source(run, frame)
        if not isinstance(function, FeelFunction):
            run.note(f"Expected a function to call, but got a {kind(function)}")
            return None
        values = [code(run, frame) for code in codes]
        if names is None:
            return function.apply(run, values)
        return function.apply_named(run, dict(zip(names, values, strict=True)))

    return invoke


def definition(compiler: Compiler, node: Node, static: Static) -> Code:
    listed, body_node = node.children
    parameters = [] if listed is None else [_parameter(compiler, one) for one in listed.children]
    names = tuple(name for name, _ in parameters)
    body = weighed(compiler.code(body_node, static.having(names)), body_node)

    def make(run: Run, frame: Frame | None) -> FeelFunction:
        return FeelFunction(names, _closure(parameters, body, frame, run.scope))

    return make


def _parameter(compiler: Compiler, node: Any) -> tuple[str, Check | None]:
    name, wanted = node.children
    return str(name), None if wanted is None else type_check(compiler, wanted)


def _closure(
    parameters: list[tuple[str, Check | None]], body: Code, frame: Frame | None, scope: Mapping[str, Any]
) -> Callable[[Run, list[Any]], Any]:
    def call_it(run: Run, values: list[Any]) -> Any:
        run.spend(6)
        for (name, check), value in zip(parameters, values, strict=True):
            if check is not None and value is not None and not check(run, value):
                run.note(f"Expected another kind of value as '{name}', but got a {kind(value)}")
                return None
        names = {name: value for (name, _), value in zip(parameters, values, strict=True)}
        return run.within(scope, body, Frame(names, frame))

    return call_it


RULES: dict[str, Rule] = {"call": call, "function": definition}
