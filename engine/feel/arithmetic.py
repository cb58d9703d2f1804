"""`+ - * / **` over numbers (34 digits), strings, dates, times and durations; anything else gives null."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

from engine.feel.limits import CALL_STEPS, DIGITS, EXPONENT
from engine.feel.run import Run, fitting
from engine.feel.values import YearsMonths, kind

NUMBERS = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN, Emin=-EXPONENT, Emax=EXPONENT, traps=[])
ROOT_STEPS = 25
"""Of a power that is no whole number."""
_MICROSECOND = timedelta(microseconds=1)


def finite(number: Decimal) -> Decimal | None:
    return number if number.is_finite() else None


def calculate(run: Run, sign: str, left: Any, right: Any) -> Any:
    if type(left) is Decimal and type(right) is Decimal:
        if sign == "**":
            run.spend(CALL_STEPS if right == right.to_integral_value() else ROOT_STEPS)
        return finite(_NUMERIC[sign](left, right))
    operation = _OTHER.get((sign, kind(left), kind(right)))
    if operation is None:
        run.note(f"Expected values that fit '{sign}', but got a {kind(left)} and a {kind(right)}")
        return None
    if isinstance(left, str):
        run.spend(1 + (len(left) + len(right)) // 64)
    try:
        return operation(left, right)
    except (ArithmeticError, ValueError, TypeError):
        run.note(f"Expected a result within the limits of its kind, but '{sign}' gave none")
        return None


def negative(run: Run, value: Any) -> Any:
    if isinstance(value, Decimal):
        return NUMBERS.minus(value)
    if isinstance(value, timedelta):
        return -value
    if isinstance(value, YearsMonths):
        return YearsMonths(-value.months)
    run.note(f"Expected a number or a duration after '-', but got a {kind(value)}")
    return None


_NUMERIC: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": NUMBERS.add,
    "-": NUMBERS.subtract,
    "*": NUMBERS.multiply,
    "/": NUMBERS.divide,
    "**": NUMBERS.power,
}


def _concatenate(left: str, right: str) -> Any:
    return fitting(left + right)


def plus_months(day: Any, months: YearsMonths) -> Any:
    """The same day of the other month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months.months, 12)
    if not 1 <= year <= 9999:
        raise ValueError(year)
    last = calendar.monthrange(year, month + 1)[1]
    return day.replace(year=year, month=month + 1, day=min(day.day, last))


def _less_months(day: Any, months: YearsMonths) -> Any:
    return plus_months(day, YearsMonths(-months.months))


def _shift_date(day: date, duration: timedelta) -> date:
    return (datetime.combine(day, time()) + duration).date()


def _shift_time(moment: time, duration: timedelta) -> time:
    day = datetime.combine(date(2000, 1, 2), moment.replace(tzinfo=None))
    return (day + duration % timedelta(days=1)).time().replace(tzinfo=moment.tzinfo)


def _between_times(left: time, right: time) -> timedelta:
    day = date(2000, 1, 2)
    return datetime.combine(day, left) - datetime.combine(day, right)


def midnight(day: date) -> datetime:
    """A date as a date and time, by the standard in UTC."""
    return datetime.combine(day, time(), UTC)


def _scaled(duration: timedelta, factor: Decimal) -> timedelta:
    micros = NUMBERS.multiply(Decimal(duration // _MICROSECOND), factor)
    return _duration(micros)


def _duration(micros: Decimal) -> timedelta:
    if not micros.is_finite() or abs(micros) > Decimal("8.64E19"):
        raise OverflowError
    return timedelta(microseconds=int(micros.to_integral_value()))


def _divided(duration: timedelta, divisor: Decimal) -> timedelta:
    return _duration(NUMBERS.divide(Decimal(duration // _MICROSECOND), divisor))


def _months(value: Decimal) -> YearsMonths:
    if not value.is_finite() or abs(value) > Decimal("1E12"):
        raise OverflowError
    return YearsMonths(int(value))


def _ratio(left: Any, right: Any) -> Decimal | None:
    return finite(NUMBERS.divide(_size(left), _size(right)))


def _size(duration: Any) -> Decimal:
    return Decimal(duration.months if isinstance(duration, YearsMonths) else duration // _MICROSECOND)


_DAY, _MOMENT, _TIME, _NUMBER = "date", "date and time", "time", "number"
_DAYS, _MONTHS = "days and time duration", "years and months duration"
_OTHER: dict[tuple[str, str, str], Callable[[Any, Any], Any]] = {
    ("+", "string", "string"): _concatenate,
    ("+", _DAY, _DAYS): _shift_date,
    ("+", _DAYS, _DAY): lambda left, right: _shift_date(right, left),
    ("-", _DAY, _DAYS): lambda left, right: _shift_date(left, -right),
    ("+", _DAY, _MONTHS): plus_months,
    ("+", _MONTHS, _DAY): lambda left, right: plus_months(right, left),
    ("-", _DAY, _MONTHS): _less_months,
    ("-", _DAY, _DAY): lambda left, right: left - right,
    ("-", _DAY, _MOMENT): lambda left, right: midnight(left) - right,
    ("-", _MOMENT, _DAY): lambda left, right: left - midnight(right),
    ("-", _MOMENT, _MOMENT): lambda left, right: left - right,
    ("+", _MOMENT, _DAYS): lambda left, right: left + right,
    ("+", _DAYS, _MOMENT): lambda left, right: right + left,
    ("-", _MOMENT, _DAYS): lambda left, right: left - right,
    ("+", _MOMENT, _MONTHS): plus_months,
    ("+", _MONTHS, _MOMENT): lambda left, right: plus_months(right, left),
    ("-", _MOMENT, _MONTHS): _less_months,
    ("+", _TIME, _DAYS): _shift_time,
    ("+", _DAYS, _TIME): lambda left, right: _shift_time(right, left),
    ("-", _TIME, _DAYS): lambda left, right: _shift_time(left, -right),
    ("-", _TIME, _TIME): _between_times,
    ("+", _DAYS, _DAYS): lambda left, right: left + right,
    ("-", _DAYS, _DAYS): lambda left, right: left - right,
    ("+", _MONTHS, _MONTHS): lambda left, right: YearsMonths(left.months + right.months),
    ("-", _MONTHS, _MONTHS): lambda left, right: YearsMonths(left.months - right.months),
    ("*", _DAYS, _NUMBER): _scaled,
    ("*", _NUMBER, _DAYS): lambda left, right: _scaled(right, left),
    ("/", _DAYS, _NUMBER): _divided,
    ("*", _MONTHS, _NUMBER): lambda left, right: _months(NUMBERS.multiply(left.months, right)),
    ("*", _NUMBER, _MONTHS): lambda left, right: _months(NUMBERS.multiply(left, right.months)),
    ("/", _MONTHS, _NUMBER): lambda left, right: _months(NUMBERS.divide(left.months, right)),
    ("/", _DAYS, _DAYS): _ratio,
    ("/", _MONTHS, _MONTHS): _ratio,
}
