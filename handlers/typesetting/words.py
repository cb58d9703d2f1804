"""Dates and numbers of a record in words, in Indonesian and English, so that a template only looks them up."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any

from num2words import num2words  # type: ignore[import-untyped]

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
MOST = 99
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
          "Desember")  # fmt: skip
MONTHS_EN = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
             "November", "December")  # fmt: skip
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
DAYS_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def spelled(data: Mapping[str, Any]) -> dict[str, Any]:
    """`dates`: ISO date -> its words; `numbers`: number up to 99 -> its words; of all that occur in the data."""
    found = list(_leaves(data))
    texts = {leaf for leaf in found if isinstance(leaf, str) and DATE.fullmatch(leaf)}
    numbers = {leaf for leaf in found if type(leaf) is int and 0 < leaf <= MOST}
    dates = ((text, _day(text)) for text in sorted(texts))
    return {
        "dates": {text: date_in_words(day) for text, day in dates if day is not None},
        "numbers": {str(number): number_in_words(number) for number in sorted(numbers)},
    }


def date_in_words(day: dt.date) -> dict[str, Any]:
    month, month_en = MONTHS[day.month - 1], MONTHS_EN[day.month - 1]
    return {
        "digits": f"{day:%d-%m-%Y}",
        "text": {"id": f"{day.day} {month} {day.year}", "en": f"{day.day} {month_en} {day.year}"},
        "weekday": {"id": DAYS[day.weekday()], "en": DAYS_EN[day.weekday()]},
        "words": {
            "id": f"{_words(day.day, 'id')} {month} tahun {_words(day.year, 'id')}",
            "en": f"{num2words(day.day, to='ordinal', lang='en')} of {month_en}, {_words(day.year, 'en')}",
        },
    }


def number_in_words(number: int) -> dict[str, Any]:
    return {
        "words": {"id": _words(number, "id"), "en": _words(number, "en")},
        "ordinal": {"id": f"ke{_words(number, 'id')}", "en": str(num2words(number, to="ordinal", lang="en"))},
    }


def _words(number: int, language: str) -> str:
    return str(num2words(number, lang=language)).replace(",", "")


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _leaves(inner)
    else:
        yield value
