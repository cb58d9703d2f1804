"""The made-up people that a case of any document type can be about: one large family, its witnesses, a young couple."""

import datetime as dt
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.demo import families
from engine.demo.families import FAMILY, GIVEN_FEMALE, GIVEN_MALE, MadeUp
from engine.demo.office import PARTS, RTS

HOME = "Kota Kupang"
INFANT = dt.timedelta(days=12)
YEAR = 365.25


@dataclass(frozen=True)
class Role:
    """Somebody of the cast: how old, of which sex (None: either), on whose family card."""

    age: int
    sex: str | None
    card: str


ROLES: Mapping[str, Role] = {
    "suami": Role(45, "L", "kk"),
    "istri": Role(41, "P", "kk"),
    "anak1": Role(20, None, "kk"),
    "anak2": Role(17, None, "kk"),
    "anak3": Role(8, None, "kk"),
    "kakek": Role(71, "L", "kk2"),
    "nenek": Role(68, "P", "kk2"),
    "mertua": Role(66, "P", "mertua"),
    "saksi1": Role(38, "L", "saksi1"),
    "saksi2": Role(33, "P", "saksi2"),
    "tokoh": Role(52, "L", "tokoh"),
    "calon1": Role(27, "L", "calon1"),
    "calon2": Role(25, "P", "calon2"),
}
SHARING_A_NAME = ("suami", "anak1", "anak2", "anak3", "bayi", "kakek")


BEFORE = "sebelum."


def nothing(path: str) -> Any:
    """What people remember for whom no case went before."""
    raise KeyError(path)


@dataclass(frozen=True)
class Cast:
    """`words` is what texts of a scenario may name: `suami.nik`, `kk`, `hari`. `recall` gives by dotted path what the
    record of the case says that went before, named as `sebelum.` and the path."""

    words: Mapping[str, Any]
    today: dt.date
    recall: Callable[[str], Any] = nothing

    def word(self, name: str) -> Any:
        """KeyError for what nobody made up."""
        return self.recall(name.removeprefix(BEFORE)) if name.startswith(BEFORE) else self.words[name]


def cast(chance: random.Random, part: str, today: dt.date) -> Cast:
    """People who live in a part of the city (a key of PARTS); the same chance makes the same people."""
    area = PARTS[part].replace(".", "")[:6]
    surname = chance.choice(FAMILY)
    cards = {
        card: families.card(chance, area, today)
        for card in dict.fromkeys(role.card for role in ROLES.values())
    }
    rw, rt = RTS[part]
    words: dict[str, Any] = {
        "kk": cards["kk"],
        "kk2": cards["kk2"],
        "telepon": families.phone(chance),
        "jalan": families.street(chance),
        "rt": rt,
        "rw": rw,
        "kelurahan": PARTS[part],
    }
    for name, role in ROLES.items():
        born = today - dt.timedelta(days=round(role.age * YEAR) + chance.randint(20, 300))
        female = chance.random() < 0.5 if role.sex is None else role.sex == "P"
        last = surname if name in SHARING_A_NAME else chance.choice(FAMILY)
        words |= _facts(name, families.person(chance, area, female, born, last), cards[role.card])
    return Cast(words | _facts("bayi", _infant(chance, area, surname, today), cards["kk"]), today)


def _infant(chance: random.Random, area: str, surname: str, today: dt.date) -> MadeUp:
    female, born = chance.random() < 0.5, today - INFANT
    given = chance.sample(GIVEN_FEMALE if female else GIVEN_MALE, 2)
    return MadeUp(f"{' '.join(given)} {surname}", families.nik(chance, area, born, female), born, female)


def _facts(name: str, person: MadeUp, card: str) -> dict[str, str]:
    return {
        f"{name}.nama": person.name,
        f"{name}.nik": person.nik,
        f"{name}.lahir": person.born.isoformat(),
        f"{name}.kelamin": "P" if person.female else "L",
        f"{name}.tempat": HOME,
        f"{name}.kk": card,
    }
