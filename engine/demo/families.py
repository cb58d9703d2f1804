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


@dataclass(frozen=True)
class Family:
    """`kk` is the number of the family card; the child has been born and is not registered."""

    father: MadeUp
    mother: MadeUp
    child_name: str
    child_female: bool
    child_born: dt.date
    kk: str
    street: str
    phone: str


def nik(chance: random.Random, area: str, born: dt.date, female: bool) -> str:
    """A number of the right shape; `area` is the six digits of a kecamatan."""
    day = born.day + (40 if female else 0)
    return f"{area}{day:02d}{born.month:02d}{born.year % 100:02d}{chance.choice(SERIALS):04d}"


def person(chance: random.Random, area: str, female: bool, born: dt.date, family_name: str) -> MadeUp:
    given = GIVEN_FEMALE if female else GIVEN_MALE
    name = f"{chance.choice(given)} {family_name}"
    return MadeUp(name, nik(chance, area, born, female), born, female)


def family(chance: random.Random, kelurahan: str, born: dt.date) -> Family:
    """A couple of `kelurahan` (a code such as 53.71.03.1010) whose child was born on `born`."""
    area = kelurahan.replace(".", "")[:6]
    name = chance.choice(FAMILY)
    husband_born = born - dt.timedelta(days=chance.randint(22 * 365, 40 * 365))
    wife_born = born - dt.timedelta(days=chance.randint(20 * 365, 36 * 365))
    recorded = born - dt.timedelta(days=chance.randint(200, 2000))
    female = chance.random() < 0.5
    given = chance.sample(GIVEN_FEMALE if female else GIVEN_MALE, 2)
    return Family(
        father=person(chance, area, False, husband_born, name),
        mother=person(chance, area, True, wife_born, chance.choice(FAMILY)),
        child_name=f"{given[0]} {given[1]} {name}",
        child_female=female,
        child_born=born,
        kk=f"{area}{recorded:%d%m%y}{chance.choice(SERIALS):04d}",
        street=f"{chance.choice(STREETS)} {chance.randint(1, 120)}",
        phone=f"0812{chance.randint(0, 9999):04d}9000",
    )
