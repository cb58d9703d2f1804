"""What an answer is, beyond its type: a NIK, a phone number, a name. Each kind tidies and checks what was typed."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from engine import identity
from engine.forms.numbers import kk_issues, nik_issues

Issue = tuple[str, dict[str, object]]
"""A code of `problems.MESSAGES` and its parameters."""

_APART = re.compile(r"[\s.\-()/]+")
_NAME = re.compile(r"[^\W\d_]+(?:[ .'’\-]+[^\W\d_]+)*\.?", re.UNICODE)
_LATIN = re.compile(r"[ .'’\-A-Za-z\u00C0-\u024F]*")
_PHONE = re.compile(r"\+62[2-9]\d{7,11}", re.ASCII)
_AREA = re.compile(r"\d\d\.\d\d\.\d\d\.[123]\d{3}", re.ASCII)
_NEIGHBOURHOOD = re.compile(r"\d{1,3}", re.ASCII)


@dataclass(frozen=True)
class Kind:
    tidy: Callable[[str], str]
    check: Callable[[str], Iterator[Issue]]


def digits_only(text: str) -> str:
    """Without what people write between the digits of a phone number."""
    return _APART.sub("", text)


def phone(text: str) -> str:
    """+62 in front, however it was typed."""
    plain = digits_only(text)
    if plain.startswith("0"):
        return "+62" + plain[1:]
    return "+" + plain if plain.startswith("62") else plain


def one_space(text: str) -> str:
    return " ".join(text.split())


def three_digits(text: str) -> str:
    return text.zfill(3) if _NEIGHBOURHOOD.fullmatch(text) else text


def _fits(pattern: re.Pattern[str], code: str) -> Callable[[str], Iterator[Issue]]:
    def check(text: str) -> Iterator[Issue]:
        if not pattern.fullmatch(text):
            yield code, {}

    return check


def _name(text: str) -> Iterator[Issue]:
    if not (_NAME.fullmatch(text) and _LATIN.fullmatch(text)):
        yield "name_letters", {}


KINDS: Mapping[str, Kind] = {
    "nik": Kind(identity.strip, nik_issues),
    "kk": Kind(identity.strip, kk_issues),
    "phone": Kind(phone, _fits(_PHONE, "phone")),
    "person_name": Kind(one_space, _name),
    "subject_name": Kind(one_space, _name),
    "kelurahan": Kind(str.strip, _fits(_AREA, "area_code")),
    "rw": Kind(three_digits, _fits(_NEIGHBOURHOOD, "neighbourhood")),
    "rt": Kind(three_digits, _fits(_NEIGHBOURHOOD, "neighbourhood")),
}
"""`subject_name` is the name that lists show, `kelurahan`, `rw` and `rt` the area that the case is about."""
