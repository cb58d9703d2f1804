"""Made-up families of Kupang: names that people there have, numbers of real shape that nobody has."""

import datetime as dt
import random
from dataclasses import dataclass

GIVEN_MALE = ("Yohanes", "Yosef", "Petrus", "Agustinus", "Fransiskus", "Marselinus", "Melkianus", "Yermias", "Imanuel",
              "Gabriel", "Gideon", "Rafael", "Kornelis", "Semuel", "Dominggus")  # fmt: skip
GIVEN_FEMALE = ("Maria", "Yuliana", "Adriana", "Kristina", "Ferderika", "Welmince", "Ester", "Novita", "Elisabet",
                "Rosa", "Apliana", "Yunita", "Marselina", "Goreti", "Debora")  # fmt: skip
FAMILY = ("Nalle", "Ndoen", "Manafe", "Foeh", "Pah", "Messakh", "Mooy", "Adoe", "Fanggidae", "Riwu", "Kore", "Djara",
          "Rihi", "Lado", "Tallo", "Benu", "Nubatonis", "Selan", "Tefa", "Oematan", "Tanaem", "Boimau", "Taneo",
          "Seran", "Bria", "Klau", "Nahak", "Bere", "Fernandez", "Parera", "Kleden", "Keraf")  # fmt: skip
STREETS = ("Jl. El Tari", "Jl. Frans Seda", "Jl. Timor Raya", "Jl. Soeharto", "Jl. Herewila", "Jl. Cak Doko",
           "Jl. Piet A. Tallo", "Jl. Adisucipto")  # fmt: skip
SERIALS = range(9001, 9999)
"""Serials of made-up numbers: real ones are given from 0001 up and do not come this far in a day."""


@dataclass(frozen=True)
class MadeUp:
    name: str
    nik: str
    born: dt.date
    female: bool


def nik(chance: random.Random, area: str, born: dt.date, female: bool) -> str:
    """A number of the right shape; `area` is the six digits of a kecamatan."""
    day = born.day + (40 if female else 0)
    return f"{area}{day:02d}{born.month:02d}{born.year % 100:02d}{chance.choice(SERIALS):04d}"


def person(chance: random.Random, area: str, female: bool, born: dt.date, family_name: str) -> MadeUp:
    given = GIVEN_FEMALE if female else GIVEN_MALE
    name = f"{chance.choice(given)} {family_name}"
    return MadeUp(name, nik(chance, area, born, female), born, female)


def card(chance: random.Random, area: str, today: dt.date) -> str:
    """The number of a family card that was made some years ago."""
    made = today - dt.timedelta(days=chance.randint(200, 2000))
    return f"{area}{made:%d%m%y}{chance.choice(SERIALS):04d}"


def phone(chance: random.Random) -> str:
    return f"0812{chance.randint(0, 9999):04d}9000"


def street(chance: random.Random) -> str:
    return f"{chance.choice(STREETS)} {chance.randint(1, 120)}"
