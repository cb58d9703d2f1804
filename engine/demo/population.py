"""A made-up population of Kota Kupang whose families fit together: everybody on one family card, parents old enough,
numbers from birth date, sex and area. The same seed makes the same people."""

import datetime as dt
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from engine.demo import families
from engine.regions import read_shipped

PEOPLE, HOUSEHOLDS = 5_000, 1_500
TODAY = dt.date(2026, 11, 24)
LARGEST = 12
ADULT = 17
RELIGIONS: Mapping[str, float] = {
    "kristen": 0.63,
    "katholik": 0.25,
    "islam": 0.10,
    "hindu": 0.01,
    "budha": 0.01,
}
SURNAMES: Mapping[str, Sequence[str]] = {
    "islam": ("Djawas", "Bapang", "Rahman", "Wibowo", "Abdullah", "Lamaloang"),
    "katholik": (
        "Seran",
        "Bria",
        "Klau",
        "Nahak",
        "Bere",
        "Fernandez",
        "Parera",
        "Kleden",
        "Keraf",
        "da Silva",
    ),
}
"""Other religions bear the names of `families.FAMILY`."""


@dataclass(frozen=True)
class Resident:
    """`relation` and `status` as the family card has them. `alive` is false for a head whose card was not renewed."""

    name: str = field(repr=False)
    nik: str = field(repr=False)
    born: dt.date
    female: bool
    religion: str
    relation: str
    status: str
    father: str = field(repr=False)
    mother: str = field(repr=False)
    alive: bool = True

    def age(self, today: dt.date = TODAY) -> int:
        return today.year - self.born.year - ((today.month, today.day) < (self.born.month, self.born.day))


@dataclass(frozen=True)
class Household:
    """`kelurahan` is a code such as 53.71.03.1010; `rt` and `rw` are of three digits."""

    kk: str = field(repr=False)
    kelurahan: str
    rt: str
    rw: str
    street: str = field(repr=False)
    members: tuple[Resident, ...] = field(repr=False)

    @property
    def head(self) -> Resident:
        return next(member for member in self.members if member.relation == "kepala_keluarga")


@dataclass
class Census:
    """What has been given out: no number twice."""

    chance: random.Random
    given: set[str] = field(default_factory=set)

    def nik(self, area: str, born: dt.date, female: bool) -> str:
        return self._new(lambda: families.nik(self.chance, area, born, female))

    def kk(self, area: str) -> str:
        return self._new(lambda: families.card(self.chance, area, TODAY))

    def _new(self, make: Callable[[], str]) -> str:
        number = make()
        while number in self.given:
            number = make()
        self.given.add(number)
        return number

    def born(self, youngest: int, oldest: int) -> dt.date:
        return TODAY - dt.timedelta(days=self.chance.randint(youngest * 366, oldest * 365))


def population(seed: int = 1, people: int = PEOPLE, households: int = HOUSEHOLDS) -> tuple[Household, ...]:
    """Exactly so many people in so many households; the last ones are those of `edges`."""
    census = Census(random.Random(seed))  # noqa: S311 - made-up people, no secrets
    areas = [area.code for area in read_shipped() if area.level == "kelurahan"]
    odd = _edges(census, areas)
    rest = _sizes(census.chance, people - sum(len(one.members) for one in odd), households - len(odd))
    return (*(_household(census, census.chance.choice(areas), size) for size in rest), *odd)


def _sizes(chance: random.Random, people: int, households: int) -> list[int]:
    sizes = [1] * households
    for _ in range(people - households):
        place = chance.randrange(households)
        while sizes[place] >= LARGEST - 3:
            place = chance.randrange(households)
        sizes[place] += 1
    return sizes


def _household(census: Census, kelurahan: str, size: int) -> Household:
    chance = census.chance
    religion = chance.choices(list(RELIGIONS), list(RELIGIONS.values()))[0]
    surname = chance.choice(SURNAMES.get(religion, families.FAMILY))
    young = chance.random() < 0.7
    head_born = census.born(24, 45) if young or size > 2 else census.born(46, 85)
    alone = size == 1 or (size == 2 and chance.random() < 0.3)
    head = _person(
        census,
        kelurahan,
        surname,
        Role(
            head_born,
            chance.random() < (0.5 if alone else 0.0),
            religion,
            "kepala_keluarga",
            _single(chance) if alone else "kawin_tercatat",
        ),
    )
    members = [head] if alone else [head, _wife(census, kelurahan, head)]
    while len(members) < size:
        members.append(_child(census, kelurahan, surname, members))
    return _at_home(census, kelurahan, members)


def _single(chance: random.Random) -> str:
    return chance.choice(("belum_kawin", "cerai_mati", "cerai_hidup_tercatat"))


@dataclass(frozen=True)
class Role:
    """Who somebody is in a household."""

    born: dt.date
    female: bool
    religion: str
    relation: str
    status: str
    father: str = ""
    mother: str = ""


def _person(census: Census, kelurahan: str, surname: str, role: Role) -> Resident:
    names = families.GIVEN_FEMALE if role.female else families.GIVEN_MALE
    given = census.chance.sample(names, census.chance.choice((1, 1, 2)))
    parents = (census.chance.choice(families.GIVEN_MALE), census.chance.choice(families.GIVEN_FEMALE))
    return Resident(
        name=" ".join([*given, surname]),
        nik=census.nik(_area(kelurahan), role.born, role.female),
        born=role.born,
        female=role.female,
        religion=role.religion,
        relation=role.relation,
        status=role.status,
        father=role.father or f"{parents[0]} {surname}",
        mother=role.mother or f"{parents[1]} {census.chance.choice(families.FAMILY)}",
    )


def _wife(census: Census, kelurahan: str, head: Resident) -> Resident:
    born = max(head.born + dt.timedelta(days=census.chance.randint(-900, 1800)), dt.date(1930, 1, 1))
    surname = census.chance.choice(SURNAMES.get(head.religion, families.FAMILY))
    return _person(census, kelurahan, surname, Role(born, True, head.religion, "istri", "kawin_tercatat"))


def _child(census: Census, kelurahan: str, surname: str, members: Sequence[Resident]) -> Resident:
    """Born of the household's adults, when the younger was between 18 and 44; no two within ten months."""
    parents = members[: 2 if len(members) > 1 and members[1].relation == "istri" else 1]
    younger = max(parent.born for parent in parents)
    first, last = younger + dt.timedelta(days=18 * 366), min(TODAY, younger + dt.timedelta(days=44 * 365))
    taken = [member.born for member in members[len(parents) :]]
    born = _apart(census.chance, first, last, taken)
    father = next((parent.name for parent in parents if not parent.female), "")
    mother = next((parent.name for parent in parents if parent.female), "")
    role = Role(
        born, census.chance.random() < 0.5, members[0].religion, "anak", "belum_kawin", father, mother
    )
    return _person(census, kelurahan, surname, role)


def _apart(chance: random.Random, first: dt.date, last: dt.date, taken: Sequence[dt.date]) -> dt.date:
    """A day within the span; ten months from each brother and sister where there is room for it."""
    span = max((last - first).days, 0)
    for _ in range(60):
        day = first + dt.timedelta(days=chance.randint(0, span))
        if all(abs((day - other).days) >= 300 for other in taken):
            return min(day, TODAY)
    return min((*taken, TODAY))


def _at_home(census: Census, kelurahan: str, members: Sequence[Resident]) -> Household:
    chance = census.chance
    return Household(
        kk=census.kk(_area(kelurahan)),
        kelurahan=kelurahan,
        rt=f"{chance.randint(1, 40):03d}",
        rw=f"{chance.randint(1, 12):03d}",
        street=families.street(chance),
        members=tuple(members),
    )


def _area(kelurahan: str) -> str:
    return kelurahan.replace(".", "")[:6]


def _edges(census: Census, areas: Sequence[str]) -> list[Household]:
    """What breaks systems: each household is odd in one way."""
    homes = [_household(census, areas[place], size) for place, size in enumerate((4, 3, 4, 3, 3, 3, 2))]
    twins, leap, orphans, corrected, one_word, long, older = homes
    return [
        _with(twins, 3, born=twins.members[2].born, nik=census.nik(*_same(twins, 2, 3))),
        _with(
            leap,
            2,
            born=dt.date(2024, 2, 29),
            nik=census.nik(_area(leap.kelurahan), dt.date(2024, 2, 29), leap.members[2].female),
        ),
        _orphans(census, orphans),
        _with(corrected, 0, born=corrected.members[0].born - dt.timedelta(days=31)),
        _with(one_word, 1, name="Welmince"),
        _with(
            long, 2, name="Maria Goreti Fransiska Xaveriana Yuliana da Silva Fernandez Parera"[:60].strip()
        ),
        _with(older, 0, name="Petrus Ma'u Ndo'en"),
        _household(census, areas[7], LARGEST),
    ]


def _same(home: Household, one: int, other: int) -> tuple[str, dt.date, bool]:
    return _area(home.kelurahan), home.members[one].born, home.members[other].female


def _with(home: Household, place: int, **changed: object) -> Household:
    members = list(home.members)
    members[place] = replace(members[place], **changed)  # type: ignore[arg-type]
    return replace(home, members=tuple(members))


def _orphans(census: Census, home: Household) -> Household:
    """The head died and only minors are left on the card."""
    head, *others = home.members
    born = [dt.date(2012, 3, 4), dt.date(2015, 6, 7), dt.date(2019, 8, 9)]
    minors = [
        replace(
            other,
            born=day,
            nik=census.nik(_area(home.kelurahan), day, other.female),
            relation="anak",
            status="belum_kawin",
            father=head.name,
        )
        for other, day in zip(others, born, strict=True)
    ]
    return replace(home, members=(replace(head, alive=False), *minors))
