"""NIK and KK numbers: what can be told from the sixteen digits alone, and from what is known of the person."""

import enum
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Generic, Literal, TypeVar

Sex = Literal["L", "P"]
FEMALE_DAYS = 40
UNKNOWN_SERIAL = "0000"
WITA = timedelta(hours=8)
DIVIDERS = frozenset(".-\u2010\u2011\u2012\u2013\u2014\u00ad\ufeff\u200b")
"""What people paste between the digits, besides spaces."""

Number = TypeVar("Number")


class Level(enum.StrEnum):
    ERROR = "error"  # no such number can exist
    AREA = "area"  # the area is not in the table: split, retired or not loaded
    CONSISTENCY = (
        "consistency"  # differs from what was typed; allowed, since a corrected birth date leaves the NIK
    )


WORDS: Mapping[str, str] = {
    "digits": "Nomor harus terdiri dari 16 angka.",
    "day": "Angka ke-7 dan ke-8 bukan tanggal: 01-31, atau 41-71 untuk perempuan.",
    "record_day": "Angka ke-7 dan ke-8 bukan tanggal: 01-31.",
    "month": "Angka ke-9 dan ke-10 bukan bulan: 01-12.",
    "date": "Tanggal di dalam nomor tidak ada di kalender.",
    "serial": "Empat angka terakhir tidak boleh 0000.",
    "area": "Kode wilayah pada enam angka pertama tidak dikenal.",
    "sex": "Jenis kelamin berbeda dengan yang terbaca dari NIK.",
    "born": "Tanggal lahir berbeda dengan yang terbaca dari NIK.",
}
"""Code -> sentence (a msgid) for whoever typed the number."""


@dataclass(frozen=True)
class Problem:
    code: str
    level: Level = Level.ERROR

    @property
    def is_error(self) -> bool:
        return self.level is Level.ERROR

    @property
    def sentence(self) -> str:
        return WORDS[self.code]


@dataclass(frozen=True)
class Nik:
    """`area`: where it was given, as 53.71.04. `born`: in the century that was typed, else the latest possible."""

    number: str = field(repr=False)
    area: str
    born: date
    sex: Sex
    serial: str


@dataclass(frozen=True)
class Kk:
    number: str = field(repr=False)
    area: str
    recorded: date
    serial: str


@dataclass(frozen=True)
class Verdict(Generic[Number]):
    """`number` is None where a problem is an error."""

    number: Number | None
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        return self.number is not None


def strip(text: str) -> str:
    """Without the spaces, dots and dashes of a pasted number."""
    return "".join(character for character in text if not character.isspace() and character not in DIVIDERS)


def mask(number: str) -> str:
    """5371********0001: enough to compare, too little to use."""
    if len(number) < 12:
        return "*" * len(number)
    return number[:4] + "*" * (len(number) - 8) + number[-4:]


def check_nik(
    text: str,
    *,
    born: date | None = None,
    sex: str | None = None,
    areas: Container[str] | None = None,
    today: date | None = None,
) -> Verdict[Nik]:
    """`areas` knows codes such as 53.71.04, retired ones too; without it the area is not judged."""
    number = strip(text)
    if not _is_number(number):
        return Verdict(None, (Problem("digits"),))
    day, month, year, serial = _parts(number)
    day_of_month = day - FEMALE_DAYS if day > FEMALE_DAYS else day
    errors = _errors("day", day_of_month, month, year, serial)
    if errors:
        return Verdict(None, errors)
    nik = Nik(
        number=number,
        area=_area(number),
        born=_century(day_of_month, month, year, born, today or _today()),
        sex="P" if day > FEMALE_DAYS else "L",
        serial=serial,
    )
    return Verdict(nik, tuple(_warnings(nik, born, sex, areas)))


def check_kk(text: str, *, areas: Container[str] | None = None, today: date | None = None) -> Verdict[Kk]:
    number = strip(text)
    if not _is_number(number):
        return Verdict(None, (Problem("digits"),))
    day, month, year, serial = _parts(number)
    errors = _errors("record_day", day, month, year, serial)
    if errors:
        return Verdict(None, errors)
    kk = Kk(number, _area(number), _century(day, month, year, None, today or _today()), serial)
    unknown = areas is not None and kk.area not in areas
    return Verdict(kk, (Problem("area", Level.AREA),) if unknown else ())


def _warnings(nik: Nik, born: date | None, sex: str | None, areas: Container[str] | None) -> list[Problem]:
    found = []
    if areas is not None and nik.area not in areas:
        found.append(Problem("area", Level.AREA))
    if sex is not None and sex != nik.sex:
        found.append(Problem("sex", Level.CONSISTENCY))
    if born is not None and born != nik.born:
        found.append(Problem("born", Level.CONSISTENCY))
    return found


def _is_number(number: str) -> bool:
    return len(number) == 16 and number.isascii() and number.isdigit()


def _parts(number: str) -> tuple[int, int, int, str]:
    return int(number[6:8]), int(number[8:10]), int(number[10:12]), number[12:]


def _area(number: str) -> str:
    return f"{number[:2]}.{number[2:4]}.{number[4:6]}"


def _errors(day_code: str, day: int, month: int, year: int, serial: str) -> tuple[Problem, ...]:
    codes = []
    if not 1 <= day <= 31:
        codes.append(day_code)
    if not 1 <= month <= 12:
        codes.append("month")
    if not codes and not _dates(day, month, year):
        codes.append("date")
    if serial == UNKNOWN_SERIAL:
        codes.append("serial")
    return tuple(Problem(code) for code in codes)


def _dates(day: int, month: int, year: int) -> list[date]:
    """The dates that two digits of a year may mean, earliest first."""
    found = []
    for century in (1900, 2000):
        try:
            found.append(date(century + year, month, day))
        except ValueError:
            continue
    return found


def _century(day: int, month: int, year: int, born: date | None, today: date) -> date:
    dates = _dates(day, month, year)
    if born in dates:
        return born
    return max((found for found in dates if found <= today), default=dates[0])


def _today() -> date:
    return (datetime.now(UTC) + WITA).date()
