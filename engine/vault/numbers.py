"""Numbers of people as they are compared: the same number typed in two ways is one number."""

from typing import Literal

from engine.errors import UnknownFingerprintKindError

Kind = Literal["nik", "kk", "phone", "person", "row"]

INDONESIA = "62"


def normalise(kind: str, value: str) -> str:
    """Digits only; a telephone number with its country; of a person the words. Empty where nothing is left."""
    digits = "".join(character for character in value if "0" <= character <= "9")
    if kind in ("nik", "kk"):
        return digits
    if kind in ("person", "row"):
        return words(value)
    if kind == "phone":
        return _with_country(digits, value.lstrip().startswith("+"))
    raise UnknownFingerprintKindError(kind)


def words(value: str) -> str:
    """A name and a birth date, however the name's letters, signs and spaces were typed."""
    letters = (sign if sign.isalnum() else " " if sign.isspace() else "" for sign in value.casefold())
    return " ".join("".join(letters).split())


def _with_country(digits: str, plus: bool) -> str:
    if digits.startswith("00"):
        digits, plus = digits[2:], True
    if digits.startswith(INDONESIA) and (plus or len(digits) > 10):
        return INDONESIA + digits[2:].removeprefix("0")
    if plus or not digits:
        return digits
    return INDONESIA + digits.removeprefix("0")
