"""The standard's functions on numbers."""

from __future__ import annotations

from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)
from typing import Any

from engine.feel.arithmetic import NUMBERS, finite
from engine.feel.functions.signature import Shelf
from engine.feel.limits import EXPONENT

NUMERIC = Shelf()
_LEAST, _MOST = -6_111, 6_176


def rounded(number: Decimal, scale: Decimal, mode: str) -> Decimal | None:
    if not _LEAST <= scale <= _MOST:
        return None
    digits = int(scale)
    if -digits <= int(number.as_tuple().exponent):
        return number
    wide = NUMBERS.copy()
    wide.prec = 2 * EXPONENT
    result = number.quantize(Decimal(1).scaleb(-digits), rounding=mode, context=wide)
    return finite(NUMBERS.plus(result))


def _add_rounding(name: str, mode: str, optional: bool = False) -> None:
    @NUMERIC.add(f"{name}(n: number, scale{'?' * optional}: number)")
    def body(number: Decimal, scale: Decimal | None = None) -> Decimal | None:
        return rounded(number, scale or Decimal(0), mode)


_add_rounding("decimal", ROUND_HALF_EVEN)
_add_rounding("floor", ROUND_FLOOR, optional=True)
_add_rounding("ceiling", ROUND_CEILING, optional=True)
_add_rounding("round up", ROUND_UP)
_add_rounding("round down", ROUND_DOWN)
_add_rounding("round half up", ROUND_HALF_UP)
_add_rounding("round half down", ROUND_HALF_DOWN)


@NUMERIC.add("abs(n: number|duration)")
def absolute(number: Any) -> Any:
    return NUMBERS.abs(number) if isinstance(number, Decimal) else _absolute_duration(number)


def _absolute_duration(duration: Any) -> Any:
    months = getattr(duration, "months", None)
    return abs(duration) if months is None else type(duration)(abs(months))


@NUMERIC.add("modulo(dividend: number, divisor: number)")
def modulo(dividend: Decimal, divisor: Decimal) -> Decimal | None:
    """With the sign of the divisor: dividend - divisor * floor(dividend / divisor)."""
    rest = NUMBERS.remainder(dividend, divisor)
    if rest and rest.is_finite() and (rest < 0) != (divisor < 0):
        rest = NUMBERS.add(rest, divisor)
    return finite(rest)


@NUMERIC.add("sqrt(number: number)")
def sqrt(number: Decimal) -> Decimal | None:
    return finite(NUMBERS.sqrt(number))


@NUMERIC.add("log(number: number)", steps=12)
def log(number: Decimal) -> Decimal | None:
    return finite(NUMBERS.ln(number)) if number > 0 else None


@NUMERIC.add("exp(number: number)", steps=7)
def exp(number: Decimal) -> Decimal | None:
    return finite(NUMBERS.exp(number))


@NUMERIC.add("odd(number: number)")
def odd(number: Decimal) -> bool:
    return number == number.to_integral_value() and int(number) % 2 == 1


@NUMERIC.add("even(number: number)")
def even(number: Decimal) -> bool:
    return number == number.to_integral_value() and int(number) % 2 == 0
