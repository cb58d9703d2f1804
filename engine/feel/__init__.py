"""FEEL, the expression language of DMN: compiled to closures, safe by construction.

A text reaches nothing but the values of its scope, the built-in functions and the host's functions.
"""

from engine.feel.calls import takes
from engine.feel.compiler import Problem
from engine.feel.errors import FeelError, FeelLimitError, FeelSyntaxError, FeelValueError
from engine.feel.expression import Expression, Reading, Surroundings, UnaryTests, compile_unary
from engine.feel.expression import compile_expression as compile  # noqa: A004
from engine.feel.interchange import from_json, json_text, to_json, typed
from engine.feel.timers import Timer, compile_timer
from engine.feel.values import FeelFunction, Range, YearsMonths, kind, native

__all__ = [
    "Expression",
    "FeelError",
    "FeelFunction",
    "FeelLimitError",
    "FeelSyntaxError",
    "FeelValueError",
    "Problem",
    "Range",
    "Reading",
    "Surroundings",
    "Timer",
    "UnaryTests",
    "YearsMonths",
    "compile",
    "compile_timer",
    "compile_unary",
    "from_json",
    "json_text",
    "kind",
    "native",
    "takes",
    "to_json",
    "typed",
]
